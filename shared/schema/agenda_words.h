#pragma once

#include "shared/schema/field_lines.h"

/// The words of an agenda.
namespace lapwing::schema::agenda {

using lines::word;

enum class Kind : std::uint16_t {
    OutstandingActions = 1,
    Transfer = 2,
    Repeat = 3,
    New = 4,
    TwelveMonths = 5,
    Review = 6,
    AnyOtherBusiness = 7,
};
inline constexpr Code kItemKindWords[] = {word(Kind::OutstandingActions, "outstanding_actions"),
                                          word(Kind::Transfer, "transfer"),
                                          word(Kind::Repeat, "repeat"),
                                          word(Kind::New, "new"),
                                          word(Kind::TwelveMonths, "twelve_months"),
                                          word(Kind::Review, "review"),
                                          word(Kind::AnyOtherBusiness, "any_other_business")};
inline constexpr Vocabulary kItemKinds{"agenda_kind", kItemKindWords};

enum class State : std::uint16_t {
    Listed = 1,
    Deferred = 2,
    Discussing = 3,
    Heard = 4,
    NotHeard = 5,
};
inline constexpr Code kItemStateWords[] = {
    word(State::Listed, "listed", 4), word(State::Deferred, "deferred", 3),
    word(State::Discussing, "discussing", 2), word(State::Heard, "heard", 0),
    word(State::NotHeard, "not_heard", 1)};
inline constexpr Vocabulary kItemStates{"agenda_state", kItemStateWords};

} // namespace lapwing::schema::agenda
