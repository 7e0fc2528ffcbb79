#pragma once

#include "shared/schema/field_lines.h"

/// The words of a marker.
namespace lapwing::schema::marker {

using lines::word;

enum class Severity : std::uint16_t {
    Low = 1,
    Medium = 2,
    High = 3,
};
inline constexpr Code kSeverityWords[] = {word(Severity::Low, "low", 0),
                                          word(Severity::Medium, "medium", 1),
                                          word(Severity::High, "high", 2)};
inline constexpr Vocabulary kSeverities{"severity", kSeverityWords};

enum class State : std::uint16_t {
    Active = 1,
    Ended = 2,
};
inline constexpr Code kMarkerStateWords[] = {word(State::Active, "active", 1),
                                             word(State::Ended, "ended", 0)};
inline constexpr Vocabulary kMarkerStates{"marker_state", kMarkerStateWords};

} // namespace lapwing::schema::marker
