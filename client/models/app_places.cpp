// Where the person is in the app, and how she gets from one place to the next.
#include "client/models/app.h"

#include <algorithm>
#include <array>

namespace lapwing::models {

using namespace work::screens;

namespace {
constexpr qsizetype kBackMax = 20;

constexpr std::array kRailRoutes{std::pair{"today", "Today"},   std::pair{"cases", "Cases"},
                                 std::pair{"actions", "Actions"},
                                 std::pair{"checks", "Check needed"},
                                 std::pair{"sync", "Sync"},     std::pair{"settings", "Settings"}};

/// The place on the rail that a page belongs to.
QString railOf(const QString& page)
{
    if (page == QLatin1String("case") || page == QLatin1String("form"))
        return QStringLiteral("cases");
    if (page == QLatin1String("briefing")) return QStringLiteral("today");
    return page == QLatin1String("keys") ? QStringLiteral("settings") : page;
}

bool leadsBack(const QString& route)
{
    return route == QLatin1String("form") || route == QLatin1String("case")
           || route == QLatin1String("briefing");
}
} // namespace

void App::open(const QString& route)
{
    go(route);
    // A place on the rail is nowhere to go back from.
    const auto isRail = [&](const auto& place) { return route == QLatin1String(place.first); };
    if (m_page != route || std::ranges::none_of(kRailRoutes, isRail)) return;
    m_before.clear();
    emit pageChanged();
}

/// Goes there, with a way back to where it came from.
void App::go(const QString& route)
{
    if (m_state == QLatin1String("locked") || m_state == QLatin1String("needsOffice")) return;
    if (m_visitSafe && route != QLatin1String("visit")) return;
    if (route == m_page) return refresh(route);
    m_form->flush();
    if (!m_before.contains(route)) m_before.append(m_page);
    else m_before = m_before.first(m_before.indexOf(route));
    if (m_before.size() > kBackMax) m_before.removeFirst();
    m_page = route;
    emit pageChanged();
    tellRail();
    refresh(route);
}

/// Goes there without a way back to where it came from.
void App::show(const QString& route)
{
    if (leadsBack(route)) return go(route);
    m_before.clear();
    m_page = route;
    emit pageChanged();
    tellRail();
    refresh(route);
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

void App::refresh(const QString& route)
{
    if (m_state == QLatin1String("needsOffice")) return m_sync->refresh();
    if (m_state == QLatin1String("open") && !m_emptyDay) refreshPage(route);
}

void App::refreshAll()
{
    if (m_state == QLatin1String("open") && !m_emptyDay) refreshCases();
}

void App::returnTo(const Place& place)
{
    if (!place.caseRef.empty()) {
        m_cases->select(toQt(place.caseRef));
        m_caseView->setTab(place.tab);
    }
    if (!place.visit.empty()) m_visit->show(place.visit);
    if (!place.action.isEmpty()) m_actions->select(place.action);
    const bool isForm = place.page == QLatin1String("form");
    const auto first = place.page.isEmpty() ? QStringLiteral("today") : railOf(place.page);
    show(first);
    if (isForm && !place.caseRef.empty()) go(QStringLiteral("case"));
    if (!isForm && !place.page.isEmpty() && place.page != first) go(place.page);
    refreshAll();
    if (place.form.plan.empty()) return;
    m_form->open(place.form, [this, page = place.page, section = place.section] {
        m_form->setSection(section);
        show(page);
    });
}

void App::openVisit(const QString& recordId)
{
    m_visit->show(recordId.toStdString());
    show(QStringLiteral("briefing"));
}

void App::openAction(const QString& recordId)
{
    m_actions->select(recordId);
    go(QStringLiteral("actions"));
}

void App::openCheck(const QString& checkId)
{
    go(QStringLiteral("checks"));
    m_checks->select(checkId);
}

void App::openCase(const QString& caseRef, const QString& tab)
{
    if (caseRef.isEmpty()) return;
    m_cases->select(caseRef);
    m_caseView->setTab(tab);
    go(QStringLiteral("case"));
}

void App::openItem(const OutboxRow& row)
{
    if (row.state == "check") return openCheck(toQt(row.itemId).section(':', 1));
    if (row.title.starts_with("Visit")) return openVisit(toQt(row.recordId));
    if (row.title.starts_with("Action")) return openAction(toQt(row.recordId));
    openCase(toQt(row.caseRef), QStringLiteral("timeline"));
}

void App::tellRail()
{
    std::vector<RailRow> rows;
    const auto& outbox = m_sync->view();
    for (const auto& [route, label] : kRailRoutes) {
        RailRow row{route, label, 0};
        if (row.route == "actions") row.badge = m_today->actionsDue();
        if (row.route == "checks") row.badge = static_cast<int>(outbox.checks);
        if (row.route == "sync")
            row.badge = static_cast<int>(outbox.waiting + outbox.problems);
        rows.push_back(std::move(row));
    }
    m_rail->setRows(std::move(rows));
    m_rail->setCurrent(railOf(m_page).toStdString());
}

} // namespace lapwing::models
