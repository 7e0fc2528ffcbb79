// From one place of the app to the next: what a page asks to be opened, and where the person was
// when it locked.
#include "client/models/app.h"

namespace lapwing::models {

using namespace screens;

void App::look()
{
    m_desk.ask<VaultGate>([](work::Workbench& bench) { return bench.look(); },
                          [this](Result<VaultGate> gate) {
                              if (gate.ok())
                                  m_unlock->setGate(*gate);
                              else
                                  m_unlock->setProblem(toQt(gate.error().text()));
                          });
}

void App::refused(const Error& error)
{
    const auto why = toQt(error.text());
    m_unlock->setProblem(why);
    if (error.code == ErrorCode::Rejected) { // made, and never enrolled
        m_setUp->setProblem(why);
        m_navigator->replaceBy(PageId::SetUp);
    }
    // A keyring that was not opened for this is not asked for once more: no try was counted.
    if (error.code == ErrorCode::Unauthorised || m_unlock->asksPin()) look();
}

void App::opened()
{
    m_unlock->setBusy(false);
    if (m_lock->isEmptyDay()) {
        m_left = {};
        m_navigator->setVisitSafe(false);
        m_today->showEmptyDay();
        m_sync->showEmptyDay();
        return m_navigator->show(PageId::Today);
    }
    m_settings->refresh();
    m_sync->begin();
    if (!m_lock->isOpen()) return m_navigator->show(PageId::Lease);
    returnTo(std::exchange(m_left, {}));
}

/// Remembers where the person is; then nothing of any case stays in this thread's memory.
void App::closing()
{
    m_unlock->setBusy(false);
    flushForms();
    m_sync->sealNote();
    if (m_lock->isOpen() && !m_lock->isEmptyDay() && page() != PageId::Unlock) {
        m_left = {page(),
                  m_caseView->tab(),
                  m_actions->shown().action.recordId,
                  m_form->section(),
                  m_caseView->caseRef(),
                  m_visit->view().recordId,
                  m_record->recordId(),
                  m_same->recordId(),
                  {}};
        if (m_form->form()) m_left.form = m_form->form()->ask;
    }
    m_navigator->replaceBy(PageId::Unlock);
    clearAll();
    m_messages->clear();
    m_unlock->setProblem({});
}

void App::refresh(PageId page)
{
    if (m_lock->state() == Lock::State::NeedsOffice) return m_sync->refresh();
    auto* model = modelOf(page);
    if (m_lock->isOpen() && !m_lock->isEmptyDay()) model->refresh();
}

void App::refreshAll()
{
    if (m_lock->isOpen() && !m_lock->isEmptyDay()) refreshCases();
}

void App::returnTo(const Place& place)
{
    if (!place.caseRef.isEmpty()) {
        m_cases->select(place.caseRef);
        m_caseView->setTab(place.tab);
    }
    if (!place.visit.isEmpty()) m_visit->show(place.visit);
    if (!place.action.isEmpty()) m_actions->select(place.action);
    if (!place.record.isEmpty()) m_record->show(place.record);
    if (!place.same.isEmpty()) m_same->show(place.same);
    const auto page = place.page.value_or(PageId::Today);
    const auto first = rowOf(page).rail;
    m_navigator->show(first);
    if (page == PageId::Form || page == PageId::Record || page == PageId::Same) {
        if (!place.caseRef.isEmpty()) m_navigator->go(PageId::Case);
    } else if (page != first) {
        m_navigator->go(page);
    }
    if (page == PageId::Record || page == PageId::Same) m_navigator->go(PageId::Record);
    if (page == PageId::Same) m_navigator->go(page);
    refreshAll();
    if (place.form.plan.empty()) return;
    m_form->open(place.form, [this, page, section = place.section] {
        m_form->setSection(section);
        m_navigator->show(page);
    });
}

void App::openVisit(const QString& recordId)
{
    m_visit->show(recordId);
    m_navigator->show(PageId::Briefing);
}

void App::openAction(const QString& recordId)
{
    m_actions->select(recordId);
    m_navigator->go(PageId::Actions);
}

void App::openRecord(const QString& recordId)
{
    m_record->show(recordId);
    m_navigator->go(PageId::Record);
}

void App::openSame(const QString& recordId)
{
    m_same->show(recordId);
    m_navigator->go(PageId::Same);
}

void App::openConflict(const QString& conflictId)
{
    m_navigator->go(PageId::Conflicts);
    m_conflicts->select(conflictId);
}

void App::openCase(const QString& caseRef, const QString& tab)
{
    if (caseRef.isEmpty()) return;
    m_cases->select(caseRef);
    m_caseView->setTab(tab);
    m_navigator->go(PageId::Case);
}

void App::openItem(const OutboxRow& row)
{
    switch (row.page) {
    case ItemPage::None:
        return;
    case ItemPage::Conflict:
        return openConflict(row.about);
    case ItemPage::Visit:
        return openVisit(row.about);
    case ItemPage::Action:
        return openAction(row.about);
    case ItemPage::Form:
        return openForm({row.plan, row.caseRef.toStdString(), row.about.toStdString()});
    case ItemPage::Case:
        return openCase(row.caseRef, QStringLiteral("timeline"));
    }
}

/// Back leads from what was found to where it stands in its case, and from there to the search.
void App::openFound(const HitRow& row)
{
    if (row.caseRef.isEmpty()) return;
    openCase(row.caseRef, row.part);
    m_caseView->pointAt(row.recordId);
    if (row.page == HitPage::Record) openRecord(row.recordId);
    if (row.page == HitPage::Visit) openVisit(row.recordId);
}

void App::openForm(FormAsk ask)
{
    m_form->open(std::move(ask), [this] { m_navigator->show(PageId::Form); });
}

void App::tellBadges()
{
    const auto& outbox = m_sync->view();
    m_navigator->setBadge(PageId::Actions, m_today->view().actionsDue);
    m_navigator->setBadge(PageId::Conflicts, static_cast<int>(outbox.conflicts));
    m_navigator->setBadge(PageId::Sync, static_cast<int>(outbox.waiting + outbox.problems));
}

} // namespace lapwing::models
