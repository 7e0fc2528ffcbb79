#pragma once

#include "client/models/actions.h"
#include "client/models/conflicts.h"
#include "client/models/decisions.h"
#include "client/models/entry.h"
#include "client/models/keys.h"
#include "client/models/page_table.h"
#include "client/models/record_model.h"
#include "client/models/same.h"
#include "client/models/search.h"
#include "client/models/settings.h"
#include "client/models/sync_status.h"
#include "client/models/today.h"
#include "client/models/undo_offer.h"
#include "client/models/visit_model.h"

namespace lapwing::models {

/// What the composition root gives the app. Everything named outlives it.
struct AppParts {
    VaultSite site;
    work::Witness& witness;
    work::Connect connect;
    screens::LocalTime time;
    std::function<Result<crypto::KdfCost>()> setUpCost;
    bool hasVault = false;
};

/// What each page shows, over the store thread and the sync thread, which end in reverse order.
/// Where the person is, and what a page may do beyond itself, is the App's.
/// Thread: the UI thread.
class Pages : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::models::Today* today READ today CONSTANT)
    Q_PROPERTY(lapwing::models::Cases* cases READ cases CONSTANT)
    Q_PROPERTY(lapwing::models::CaseModel* caseView READ caseView CONSTANT)
    Q_PROPERTY(lapwing::models::Actions* actions READ actions CONSTANT)
    Q_PROPERTY(lapwing::models::Visit* visit READ visit CONSTANT)
    Q_PROPERTY(lapwing::models::SyncStatus* sync READ sync CONSTANT)
    Q_PROPERTY(lapwing::models::Settings* settings READ settings CONSTANT)
    Q_PROPERTY(lapwing::models::FormEditor* form READ form CONSTANT)
    Q_PROPERTY(lapwing::models::Undo* undo READ undo CONSTANT)

public:
    ~Pages() override;

    [[nodiscard]] Unlock* unlock() const { return m_unlock; }
    [[nodiscard]] SetUp* setUp() const { return m_setUp; }
    [[nodiscard]] Today* today() const { return m_today; }
    [[nodiscard]] Cases* cases() const { return m_cases; }
    [[nodiscard]] CaseModel* caseView() const { return m_caseView; }
    [[nodiscard]] RecordModel* record() const { return m_record; }
    [[nodiscard]] Same* same() const { return m_same; }
    [[nodiscard]] Actions* actions() const { return m_actions; }
    [[nodiscard]] Visit* visit() const { return m_visit; }
    [[nodiscard]] Conflicts* conflicts() const { return m_conflicts; }
    [[nodiscard]] SyncStatus* sync() const { return m_sync; }
    [[nodiscard]] Search* search() const { return m_search; }
    [[nodiscard]] Settings* settings() const { return m_settings; }
    [[nodiscard]] Keys* keys() const { return m_keys; }
    [[nodiscard]] FormEditor* form() const { return m_form; }
    [[nodiscard]] Undo* undo() const { return m_undo; }

    Q_INVOKABLE lapwing::models::PageModel* modelOf(lapwing::models::PageId page);

protected:
    Pages(AppParts parts, QObject* parent);

    /// Reads what every page of cases shows.
    void refreshCases();
    /// What was typed and is not yet on the disk goes there.
    void flushForms();
    /// Nothing of any case stays in this thread's memory.
    void clearAll();
    template <typename Model>
    [[nodiscard]] Model* the()
    {
        auto* made = findChild<Model*>(QString(), Qt::FindDirectChildrenOnly);
        check(made != nullptr, "a model of the table of pages");
        return made;
    }

    AppParts m_parts;
    work::StoreThread m_store;
    work::SyncThread m_syncThread;
    work::Desk m_desk;
    Shell m_shell; ///< the App says what its pages may do beyond themselves
    Unlock* m_unlock;
    SetUp* m_setUp;
    Today* m_today;
    Cases* m_cases;
    CaseModel* m_caseView;
    RecordModel* m_record;
    Same* m_same;
    FormEditor* m_form;
    Actions* m_actions;
    Visit* m_visit;
    Conflicts* m_conflicts;
    SyncStatus* m_sync;
    Search* m_search;
    Settings* m_settings;
    Keys* m_keys;
    Undo* m_undo;
};

} // namespace lapwing::models
