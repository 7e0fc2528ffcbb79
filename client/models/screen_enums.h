#pragma once

#include "client/screens/item_state.h"
#include "client/screens/warning_row.h"

#include <QtQml/qqmlregistration.h>

/// The enumerations of the screens by the names that QML compares with. They are written once more
/// here: Qt 6.4 cannot register a namespace of another library.
namespace lapwing::models {

namespace itemStateForQml {
Q_NAMESPACE
QML_NAMED_ELEMENT(ItemState)
using Of = screens::ItemState;
enum class State : int {
    Draft = static_cast<int>(Of::Draft),
    OnTablet = static_cast<int>(Of::OnTablet),
    Sent = static_cast<int>(Of::Sent),
    Conflict = static_cast<int>(Of::Conflict),
    Problem = static_cast<int>(Of::Problem)
};
Q_ENUM_NS(State)
} // namespace itemStateForQml

namespace warningKindForQml {
Q_NAMESPACE
QML_NAMED_ELEMENT(WarningKind)
using Of = screens::WarningKind;
enum class Kind : int {
    Marker = static_cast<int>(Of::Marker),
    Contact = static_cast<int>(Of::Contact),
    Restriction = static_cast<int>(Of::Restriction),
    Conflict = static_cast<int>(Of::Conflict)
};
Q_ENUM_NS(Kind)
} // namespace warningKindForQml

} // namespace lapwing::models
