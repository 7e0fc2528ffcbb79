#pragma once

#include "shared/domain/facts.h"
#include "shared/schema/case_fields.h"

#include <array>

/// The laws of a case. Pure; any thread.
namespace lapwing::domain {

inline constexpr std::array kCasefileReads{schema::casefile::restrictions.field};

/// Every restriction that some version has: one tablet's removal lifts none that another set.
[[nodiscard]] std::vector<schema::casefile::Restriction> restrictionsOf(const Facts& file);
/// Whether overlooking it can put somebody in danger; of one that this version does not know, yes.
[[nodiscard]] bool isDanger(schema::casefile::Restriction restriction);

} // namespace lapwing::domain
