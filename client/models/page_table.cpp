#include "client/models/page_table.h"

#include "client/models/actions.h"
#include "client/models/cases.h"
#include "client/models/conflicts.h"
#include "client/models/entry.h"
#include "client/models/keys.h"
#include "client/models/search.h"
#include "client/models/settings.h"
#include "client/models/sync_status.h"
#include "client/models/today.h"
#include "client/models/visit_model.h"

#include <QtCore/QMetaEnum>

#include <algorithm>

namespace lapwing::models {

namespace {
template <typename Model>
PageModel* the(Shell& shell, QObject* owner)
{
    auto* made = owner->findChild<Model*>(QString(), Qt::FindDirectChildrenOnly);
    return made ? made : new Model(shell, owner);
}

constexpr PageRow kPages[] = {
    {.id = PageId::Unlock, .file = "UnlockPage.qml", .model = the<Unlock>, .needsLease = false},
    {.id = PageId::SetUp, .file = "SetUpPage.qml", .model = the<SetUp>, .needsLease = false},
    {.id = PageId::Lease, .file = "LeasePage.qml", .model = the<SyncStatus>, .needsLease = false},
    {.id = PageId::Today,
     .file = "TodayPage.qml",
     .model = the<Today>,
     .rail = PageId::Today,
     .label = QT_TRANSLATE_NOOP("PageTable", "Today"),
     .icon = "today"},
    {.id = PageId::Cases,
     .file = "CasesPage.qml",
     .model = the<Cases>,
     .rail = PageId::Cases,
     .label = QT_TRANSLATE_NOOP("PageTable", "Cases"),
     .icon = "cases"},
    {.id = PageId::Case,
     .file = "CasePage.qml",
     .model = the<CaseModel>,
     .rail = PageId::Cases,
     .leadsBack = true},
    {.id = PageId::Actions,
     .file = "ActionsPage.qml",
     .model = the<Actions>,
     .rail = PageId::Actions,
     .label = QT_TRANSLATE_NOOP("PageTable", "Actions"),
     .icon = "actions"},
    {.id = PageId::Conflicts,
     .file = "ConflictsPage.qml",
     .model = the<Conflicts>,
     .rail = PageId::Conflicts,
     .label = QT_TRANSLATE_NOOP("PageTable", "Decide"),
     .icon = "conflicts"},
    {.id = PageId::Sync,
     .file = "SyncPage.qml",
     .model = the<SyncStatus>,
     .rail = PageId::Sync,
     .label = QT_TRANSLATE_NOOP("PageTable", "Sync"),
     .icon = "sync"},
    {.id = PageId::Settings,
     .file = "SettingsPage.qml",
     .model = the<Settings>,
     .rail = PageId::Settings,
     .label = QT_TRANSLATE_NOOP("PageTable", "Settings"),
     .icon = "settings"},
    {.id = PageId::Keys, .file = "KeysPage.qml", .model = the<Keys>, .rail = PageId::Settings},
    {.id = PageId::Search, .file = "SearchPage.qml", .model = the<Search>, .rail = PageId::Search},
    {.id = PageId::Briefing,
     .file = "BriefingPage.qml",
     .model = the<Visit>,
     .rail = PageId::Today,
     .leadsBack = true},
    {.id = PageId::Visit,
     .file = "VisitPage.qml",
     .model = the<Visit>,
     .rail = PageId::Visit,
     .safeInVisit = true},
    {.id = PageId::Form,
     .file = "FormPage.qml",
     .model = the<FormEditor>,
     .rail = PageId::Cases,
     .leadsBack = true},
};
} // namespace

std::span<const PageRow> pageTable() { return kPages; }

const PageRow& rowOf(PageId page)
{
    const auto at = std::ranges::find(kPages, page, &PageRow::id);
    check(at != std::end(kPages), "a page of the table");
    return *at;
}

QString nameOf(PageId page)
{
    auto name =
        QString::fromLatin1(QMetaEnum::fromType<PageId>().valueToKey(static_cast<int>(page)));
    name[0] = name[0].toLower();
    return name;
}

} // namespace lapwing::models
