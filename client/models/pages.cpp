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
      m_shell{m_desk, m_parts.time, m_parts.site.clock, {}, {}, {}, {}, {}, {}, {}, {}},
      m_unlock(new Unlock(this)), m_setUp(new SetUp(this)), m_today(new Today(m_shell, this)),
      m_cases(new Cases(m_shell, this)), m_caseView(new CaseView(m_shell, this)),
      m_form(new FormEditor(m_shell, this)), m_actions(new Actions(m_shell, this)),
      m_visit(new Visit(m_shell, *m_form, this)), m_checks(new Checks(m_shell, this)),
      m_sync(new SyncStatus(m_shell, m_syncThread, this)), m_search(new Search(m_shell, this)),
      m_settings(new Settings(m_shell, this)), m_keys(new Keys(m_shell, this)),
      m_undo(new Undo(m_shell, this))
{
}

Pages::~Pages() = default;

void Pages::refreshPage(const QString& route)
{
    if (route == QLatin1String("today")) m_today->refresh();
    else if (route == QLatin1String("cases")) m_cases->refresh();
    else if (route == QLatin1String("case")) m_caseView->refresh();
    else if (route == QLatin1String("actions")) m_actions->refresh();
    else if (route == QLatin1String("briefing") || route == QLatin1String("visit"))
        m_visit->refresh();
    else if (route == QLatin1String("checks")) m_checks->refresh();
    else if (route == QLatin1String("sync")) m_sync->refresh();
    else if (route == QLatin1String("settings")) m_settings->refresh();
    else if (route == QLatin1String("keys")) m_keys->refresh();
}

void Pages::refreshCases()
{
    m_today->refresh();
    m_cases->refresh();
    m_caseView->refresh();
    m_actions->refresh();
    m_visit->refresh();
    m_checks->refresh();
}

void Pages::flushForms()
{
    m_form->flush();
    m_actions->editor().flush();
}

void Pages::clearAll()
{
    m_sync->clear();
    m_today->clear();
    m_cases->clear();
    m_caseView->clear();
    m_visit->clear();
    m_form->close();
    m_actions->clear();
    m_checks->clear();
    m_search->clear();
    m_settings->clear();
    m_undo->clear();
    m_keys->clear();
}

} // namespace lapwing::models
