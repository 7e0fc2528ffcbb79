#pragma once

#include <QtCore/QObject>

/// What stands in the way of a record or of an item of Sync. In QML: `ItemState.Sent`.
namespace lapwing::screens {

namespace itemState {
Q_NAMESPACE
enum class State : int { Draft, OnTablet, Sent, Conflict, Problem };
Q_ENUM_NS(State)
} // namespace itemState
using ItemState = itemState::State;

[[nodiscard]] QString textOf(ItemState state);

} // namespace lapwing::screens
