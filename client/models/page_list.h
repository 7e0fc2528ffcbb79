#pragma once

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

/// The pages of the app: a new page is a line here. From its id follow the name of its QML,
/// `TodayPage.qml`, and of its handles and pictures, "today"; then the class of its model, which
/// several pages may share, and what else PageRow (page_table.h) has of it. The stand-in for the
/// app in the tests of the pages reads these lines too.
// clang-format off
#define LAPWING_PAGES(PAGE)                                                                        \
    PAGE(Unlock, Unlock, .needsLease = false)                                                      \
    PAGE(SetUp, SetUp, .needsLease = false)                                                        \
    PAGE(Lease, SyncStatus, .needsLease = false)                                                   \
    PAGE(Today, Today, .rail = PageId::Today, .label = QT_TRANSLATE_NOOP("PageTable", "Today"),    \
         .icon = "today")                                                                          \
    PAGE(Cases, Cases, .rail = PageId::Cases, .label = QT_TRANSLATE_NOOP("PageTable", "Cases"),    \
         .icon = "cases")                                                                          \
    PAGE(Case, CaseModel, .rail = PageId::Cases, .leadsBack = true)                                \
    PAGE(Record, RecordModel, .rail = PageId::Cases, .leadsBack = true)                            \
    PAGE(Same, Same, .rail = PageId::Cases, .leadsBack = true)                                     \
    PAGE(Actions, Actions, .rail = PageId::Actions,                                                \
         .label = QT_TRANSLATE_NOOP("PageTable", "Actions"), .icon = "actions")                    \
    PAGE(Conflicts, Conflicts, .rail = PageId::Conflicts,                                          \
         .label = QT_TRANSLATE_NOOP("PageTable", "Decide"), .icon = "conflicts")                   \
    PAGE(Decisions, Decisions, .rail = PageId::Conflicts)                                          \
    PAGE(Sync, SyncStatus, .rail = PageId::Sync, .label = QT_TRANSLATE_NOOP("PageTable", "Sync"),  \
         .icon = "sync")                                                                           \
    PAGE(Settings, Settings, .rail = PageId::Settings,                                             \
         .label = QT_TRANSLATE_NOOP("PageTable", "Settings"), .icon = "settings")                  \
    PAGE(Keys, Keys, .rail = PageId::Settings)                                                     \
    PAGE(Search, Search, .rail = PageId::Search)                                                   \
    PAGE(Briefing, Visit, .rail = PageId::Today, .leadsBack = true)                                \
    PAGE(Visit, Visit, .rail = PageId::Visit, .safeInVisit = true)                                 \
    PAGE(Form, FormEditor, .rail = PageId::Cases, .leadsBack = true)
// clang-format on

namespace lapwing::models {

/// In QML: `PageId.Today`.
namespace pageId {
Q_NAMESPACE
QML_NAMED_ELEMENT(PageId)
#define LAPWING_PAGE_ID(id, model, ...) id,
enum class PageNumber : int { LAPWING_PAGES(LAPWING_PAGE_ID) };
#undef LAPWING_PAGE_ID
Q_ENUM_NS(PageNumber)
} // namespace pageId
using PageId = pageId::PageNumber;

} // namespace lapwing::models
