#pragma once

#include "shared/domain/facts.h"
#include "shared/schema/case_fields.h"

#include <array>

/// The laws of a case. Pure; any thread.
namespace lapwing::domain {

inline constexpr std::array kCasefileReads{schema::casefile::restrictions.field};

/// Every restriction that some version has: one tablet's removal lifts none that another set.
[[nodiscard]] inline std::vector<schema::casefile::Restriction> restrictionsOf(const Facts& file)
{
    return file[schema::casefile::restrictions];
}
/// Whether overlooking it can put somebody in danger.
[[nodiscard]] constexpr bool isDanger(schema::casefile::Restriction restriction)
{
    return restriction != schema::casefile::Restriction::NoPost;
}

} // namespace lapwing::domain
