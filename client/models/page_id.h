#pragma once

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

/// The pages of the app; page_table.h says what each is. In QML: `PageId.Today`.
namespace lapwing::models {

namespace pageId {
Q_NAMESPACE
QML_NAMED_ELEMENT(PageId)
enum class PageNumber : int {
    Unlock,
    SetUp,
    Lease,
    Today,
    Cases,
    Case,
    Actions,
    Conflicts,
    Sync,
    Settings,
    Keys,
    Search,
    Briefing,
    Visit,
    Form
};
Q_ENUM_NS(PageNumber)
} // namespace pageId
using PageId = pageId::PageNumber;

} // namespace lapwing::models
