#pragma once

#include "shared/domain/facts.h"
#include "shared/rules/repeat.h"

#include <array>

/// The laws of a referral and of an incident that may repeat it (R-REP). While versions differ,
/// each is asked, and one that prompts is enough. Pure; any thread.
namespace lapwing::domain {

[[nodiscard]] std::span<const schema::Field> referralReads();
[[nodiscard]] std::span<const schema::Field> incidentReads();

/// Whether it counts for repeats: unless every version says draft, rejected or withdrawn.
[[nodiscard]] bool counts(const Facts& referral);

/// What the incident repeats, if it repeats or may repeat one of these. `today` stands in for a
/// missing date. An incident that names nobody is about the person of every referral.
[[nodiscard]] std::optional<rules::RepeatFinding>
repeatOf(const Facts& incident, std::span<const Facts> referrals, rules::Date today,
         const rules::RepeatSettings& settings = {});

} // namespace lapwing::domain
