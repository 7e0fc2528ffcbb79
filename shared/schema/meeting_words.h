#pragma once

#include "shared/schema/field_lines.h"

/// The words of a meeting.
namespace lapwing::schema::meeting {

using lines::word;

enum class Kind : std::uint16_t {
    Ordinary = 1,
    Urgent = 2,
    Extraordinary = 3,
};
inline constexpr Code kUrgencyWords[] = {word(Kind::Ordinary, "ordinary"),
                                         word(Kind::Urgent, "urgent"),
                                         word(Kind::Extraordinary, "extraordinary")};
inline constexpr Vocabulary kUrgencies{"meeting_kind", kUrgencyWords};

enum class State : std::uint16_t {
    Planned = 1,
    AgendaSent = 2,
    InProgress = 3,
    Held = 4,
    MinutesIssued = 5,
    Cancelled = 6,
};
inline constexpr Code kMeetingStateWords[] = {word(State::Planned, "planned", 4),
                                              word(State::AgendaSent, "agenda_sent", 3),
                                              word(State::InProgress, "in_progress", 2),
                                              word(State::Held, "held", 1),
                                              word(State::MinutesIssued, "minutes_issued", 0),
                                              word(State::Cancelled, "cancelled", 0)};
inline constexpr Vocabulary kMeetingStates{"meeting_state", kMeetingStateWords};

} // namespace lapwing::schema::meeting
