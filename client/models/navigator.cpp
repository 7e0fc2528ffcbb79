#include "client/models/navigator.h"

#include <QtCore/QCoreApplication>

namespace lapwing::models {

namespace {
constexpr qsizetype kBackMax = 20;
} // namespace

Navigator::Navigator(PageId first, QObject* parent)
    : QObject(parent), m_page(first), m_rail(new Rows<RailRow>(this))
{
    tellRail();
}

void Navigator::open(PageId page)
{
    go(page);
    // A place on the rail is nowhere to go back from.
    if (m_page != page || !rowOf(page).label) return;
    m_before.clear();
    emit moved();
}

void Navigator::go(PageId page)
{
    const auto& row = rowOf(page);
    if (m_reach == Reach::None || (m_reach == Reach::WithoutCases && row.needsLease)) return;
    if (m_visitSafe && !row.safeInVisit) return;
    if (page == m_page) return emit arrived(page);
    emit leaving();
    if (!m_before.contains(page))
        m_before.append(m_page);
    else
        m_before = m_before.first(m_before.indexOf(page));
    if (m_before.size() > kBackMax) m_before.removeFirst();
    moveTo(page);
}

void Navigator::show(PageId page)
{
    if (rowOf(page).leadsBack) return go(page);
    m_before.clear();
    moveTo(page);
}

void Navigator::back()
{
    if (!canGoBack()) return;
    emit leaving();
    moveTo(m_before.takeLast());
}

void Navigator::replaceBy(PageId page)
{
    m_before.clear();
    m_page = page;
    emit moved();
}

void Navigator::moveTo(PageId page)
{
    m_page = page;
    emit moved();
    tellRail();
    emit arrived(page);
}

void Navigator::setVisitSafe(bool on)
{
    m_visitSafe = on;
    emit moved();
}

void Navigator::setBadge(PageId page, int count)
{
    m_badges[page] = count;
    tellRail();
}

void Navigator::tellRail()
{
    QList<RailRow> rows;
    for (const auto& page : pageTable()) {
        if (!page.label) continue;
        rows.push_back({page.id, nameOf(page.id),
                        QCoreApplication::translate("PageTable", page.label),
                        QString::fromLatin1(page.icon), m_badges.value(page.id)});
    }
    m_rail->setRows(std::move(rows));
    m_rail->setCurrent(nameOf(rowOf(m_page).rail));
}

} // namespace lapwing::models
