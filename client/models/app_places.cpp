// Where the person is in the app, and how she gets from one place to the next.
#include "client/models/app.h"

#include <algorithm>
#include <array>

namespace lapwing::models {

using namespace screens;

namespace {
constexpr qsizetype kBackMax = 20;
} // namespace

void App::open(PageId page)
{
    go(page);
    // A place on the rail is nowhere to go back from.
    if (m_page != page || !rowOf(page).label) return;
    m_before.clear();
    emit pageChanged();
}

/// Goes there, with a way back to where it came from.
void App::go(PageId page)
{
    if (m_state == State::Locked) return;
    if (m_state == State::NeedsOffice && rowOf(page).needsLease) return;
    if (m_visitSafe && !rowOf(page).safeInVisit) return;
    if (page == m_page) return refresh(page);
    m_form->flush();
    if (!m_before.contains(page))
        m_before.append(m_page);
    else
        m_before = m_before.first(m_before.indexOf(page));
    if (m_before.size() > kBackMax) m_before.removeFirst();
    m_page = page;
    emit pageChanged();
    tellRail();
    refresh(page);
}

/// Goes there without a way back to where it came from.
void App::show(PageId page)
{
    if (rowOf(page).leadsBack) return go(page);
    m_before.clear();
    m_page = page;
    emit pageChanged();
    tellRail();
    refresh(page);
}

void App::back()
{
    if (!canGoBack()) return;
    m_form->flush();
    m_page = m_before.takeLast();
    emit pageChanged();
    tellRail();
    refresh(m_page);
}

void App::refresh(PageId page)
{
    if (m_state == State::NeedsOffice) return m_sync->refresh();
    auto* model = modelOf(page);
    if (model && m_state == State::Open && !m_emptyDay) model->refresh();
}

void App::refreshAll()
{
    if (m_state == State::Open && !m_emptyDay) refreshCases();
}

void App::returnTo(const Place& place)
{
    if (!place.caseRef.isEmpty()) {
        m_cases->select(place.caseRef);
        m_caseView->setTab(place.tab);
    }
    if (!place.visit.isEmpty()) m_visit->show(place.visit);
    if (!place.action.isEmpty()) m_actions->select(place.action);
    const auto page = place.page.value_or(PageId::Today);
    const auto first = rowOf(page).rail;
    show(first);
    if (page == PageId::Form) {
        if (!place.caseRef.isEmpty()) go(PageId::Case);
    } else if (page != first) {
        go(page);
    }
    refreshAll();
    if (place.form.plan.empty()) return;
    m_form->open(place.form, [this, page, section = place.section] {
        m_form->setSection(section);
        show(page);
    });
}

void App::openVisit(const QString& recordId)
{
    m_visit->show(recordId);
    show(PageId::Briefing);
}

void App::openAction(const QString& recordId)
{
    m_actions->select(recordId);
    go(PageId::Actions);
}

void App::openConflict(const QString& conflictId)
{
    go(PageId::Conflicts);
    m_conflicts->select(conflictId);
}

void App::openCase(const QString& caseRef, const QString& tab)
{
    if (caseRef.isEmpty()) return;
    m_cases->select(caseRef);
    m_caseView->setTab(tab);
    go(PageId::Case);
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
    case ItemPage::Case:
        return openCase(row.caseRef, QStringLiteral("timeline"));
    }
}

void App::tellRail()
{
    QList<RailRow> rows;
    const auto& outbox = m_sync->view();
    for (const auto& page : pageTable()) {
        if (!page.label) continue;
        RailRow row{page.id, nameOf(page.id), QCoreApplication::translate("PageTable", page.label),
                    QString::fromLatin1(page.icon), 0};
        if (page.id == PageId::Actions) row.badge = m_today->view().actionsDue;
        if (page.id == PageId::Conflicts) row.badge = static_cast<int>(outbox.conflicts);
        if (page.id == PageId::Sync) row.badge = static_cast<int>(outbox.waiting + outbox.problems);
        rows.push_back(std::move(row));
    }
    m_rail->setRows(std::move(rows));
    m_rail->setCurrent(nameOf(rowOf(m_page).rail));
}

} // namespace lapwing::models
