#include "client/models/pages.h"

namespace lapwing::models {

Pages::Pages(AppParts parts, QObject* parent)
    : QObject(parent), m_parts(std::move(parts)), m_store(m_parts.site, m_parts.witness),
      m_syncThread(m_store, m_parts.witness, m_parts.connect,
                   [this](std::function<void()> run) {
                       QMetaObject::invokeMethod(this, std::move(run), Qt::QueuedConnection);
                   }),
      m_desk(m_store,
             [this](std::function<void()> run) {
                 QMetaObject::invokeMethod(this, std::move(run), Qt::QueuedConnection);
             }),
      m_shell{m_desk, m_syncThread, m_parts.time, m_parts.site.clock},
      m_undo(new Undo(m_shell, this))
{
    m_form = new FormEditor(m_shell, this);
    m_shell.form = m_form;
    for (const auto& page : pageTable()) (void)modelOf(page.id);
    m_unlock = the<Unlock>();
    m_setUp = the<SetUp>();
    m_today = the<Today>();
    m_cases = the<Cases>();
    m_caseView = the<CaseModel>();
    m_record = the<RecordModel>();
    m_same = the<Same>();
    m_actions = the<Actions>();
    m_visit = the<Visit>();
    m_conflicts = the<Conflicts>();
    m_sync = the<SyncStatus>();
    m_search = the<Search>();
    m_settings = the<Settings>();
    m_keys = the<Keys>();
}

Pages::~Pages() = default;

PageModel* Pages::modelOf(PageId page) { return rowOf(page).model(m_shell, this); }

void Pages::refreshCases()
{
    m_today->refresh();
    m_cases->refresh();
    m_caseView->refresh();
    m_record->refresh();
    m_same->refresh();
    m_actions->refresh();
    m_visit->refresh();
    m_conflicts->refresh();
}

void Pages::flushForms()
{
    m_form->flush();
    m_actions->editor().flush();
}

void Pages::clearAll()
{
    for (auto* model : findChildren<PageModel*>(QString(), Qt::FindDirectChildrenOnly))
        model->clear();
    m_undo->clear();
}

} // namespace lapwing::models
