#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lapwing::screens {

/// One field of a plan: of the record's type, in a topic or none.
struct PlanField {
    std::string_view name;
    std::string_view topic{};
    std::string_view hint{};
    bool required = false;
    /// The type of a record of its own that the answer makes beside; none: the plan's own record.
    std::string_view of{};
};

struct PlanTopic {
    std::string_view value, label;
};

/// Where a person is led once a form is finished.
enum class After : std::uint8_t {
    Case,  ///< back to where it was opened
    Plans, ///< the same, to the case's plans
    Today, ///< the visit is over
};

/// What a form asks, and of which record. The table is form_plans.cpp's.
struct Plan {
    std::string_view name;
    std::string_view type;
    std::string_view title;
    std::string_view finish; ///< on the button
    bool changes = false;    ///< a record that is there; else it makes a new one
    std::span<const PlanField> fields;
    std::span<const PlanTopic> topics{};
    std::string_view intro{};
    bool canBeTakenBack = false; ///< by Undo, for a moment
    After after = After::Case;
};

/// nullptr: no such form in this version.
[[nodiscard]] const Plan* planNamed(std::string_view name);

} // namespace lapwing::screens
