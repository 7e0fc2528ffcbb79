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

/// Everybody whom some version names: the victim's records, and those who harm.
[[nodiscard]] std::vector<RecordId> namedIn(const Facts& incident);

/// Which record stands for the person of another, where several records are one person's
/// (rules/same_person.h); one that is not in it stands for itself.
using OnePerson = std::map<RecordId, RecordId>;

/// What the incident repeats, if it repeats or may repeat one of these. `today` stands in for a
/// missing date. An incident that names nobody is about the person of every referral.
/// `referral` of what was found is its place in `referrals`.
[[nodiscard]] std::optional<rules::RepeatFinding>
repeatOf(const Facts& incident, std::span<const Facts> referrals, const OnePerson& people,
         rules::Date today, const rules::RepeatSettings& settings = {});

} // namespace lapwing::domain
