#pragma once

#include "shared/rules/date.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lapwing::rules {

/// A warning marker of the default catalogue; `number` and `code` are those of the schema's
/// vocabulary. Source: the probation case register's reference list of registrations.
struct MarkerRule {
    std::uint16_t number;
    std::string_view code;
    std::uint8_t reviewMonths;
    bool alerts = false;        ///< interrupts the person who opens the record
    bool needsApproval = false; ///< a visit to someone who carries it needs a supervisor's leave
};

[[nodiscard]] std::span<const MarkerRule> markerRules(); ///< in order of number
/// nullptr: no such marker in this version.
[[nodiscard]] const MarkerRule* markerRule(std::uint32_t number);
/// The day a marker placed, or last reviewed, on `since` is to be reviewed. An unknown marker is
/// reviewed after the shortest time of the catalogue.
[[nodiscard]] Date markerReviewDue(std::uint32_t number, Date since);

/// Whether a visit needs a supervisor's approval before it is ready; an unknown marker asks for it.
[[nodiscard]] bool visitNeedsApproval(std::span<const std::uint32_t> markers);

} // namespace lapwing::rules
