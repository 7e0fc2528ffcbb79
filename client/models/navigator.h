#pragma once

#include "client/models/page_table.h"
#include "client/models/rows.h"

namespace lapwing::models {

/// Where the person is in the app, how they came there, and where they may go. It reads nothing:
/// who owns it reads what a page shows whenever one is `arrived` at. Thread: the UI thread.
class Navigator : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("the app has the one there is")
    Q_PROPERTY(lapwing::models::PageId page READ page NOTIFY moved)
    Q_PROPERTY(QString pageFile READ pageFile NOTIFY moved)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY moved)
    Q_PROPERTY(bool visitSafe READ visitSafe NOTIFY moved)
    Q_PROPERTY(lapwing::models::ListModel* rail READ rail CONSTANT)

public:
    /// Which pages may be opened.
    enum class Reach { None, WithoutCases, All };

    explicit Navigator(PageId first, QObject* parent = nullptr);

    [[nodiscard]] PageId page() const { return m_page; }
    [[nodiscard]] QString pageFile() const { return QString::fromLatin1(rowOf(m_page).file); }
    [[nodiscard]] bool canGoBack() const { return !m_before.isEmpty() && !m_visitSafe; }
    /// Somebody who is visited may look on: only pages that they may see are opened.
    [[nodiscard]] bool visitSafe() const { return m_visitSafe; }
    [[nodiscard]] ListModel* rail() const { return m_rail; }

    /// Goes there if it may be seen, with a way back unless it is a place on the rail.
    Q_INVOKABLE void open(lapwing::models::PageId page);
    Q_INVOKABLE void back();
    /// Goes there if it may be seen, with a way back to where it came from.
    void go(PageId page);
    /// Goes there whatever may be opened; with a way back only if the page asks for one.
    void show(PageId page);
    /// Puts that page in the place of the one that is shown, unread and without a way back.
    void replaceBy(PageId page);
    void setReach(Reach reach) { m_reach = reach; }
    void setVisitSafe(bool on);
    /// What is to be counted beside a place on the rail; 0 for nothing.
    void setBadge(PageId page, int count);

signals:
    /// The page that is shown is about to go: what was typed there is to be kept.
    void leaving();
    void moved();
    /// A page is shown, or was asked for again.
    void arrived(lapwing::models::PageId page);

private:
    void moveTo(PageId page);
    void tellRail();

    PageId m_page;
    QList<PageId> m_before;
    Reach m_reach = Reach::None;
    bool m_visitSafe = false;
    QMap<PageId, int> m_badges;
    Rows<RailRow>* m_rail;
};

} // namespace lapwing::models
