// Where a person may go, without a vault and without a window.
#include "client/models/navigator.h"

#include <doctest/doctest.h>

using lapwing::models::Navigator;
using lapwing::models::PageId;
using Reach = Navigator::Reach;

namespace {
struct Walk {
    Navigator at{PageId::Unlock};
    QList<PageId> arrived;
    int leavings = 0;

    explicit Walk(Reach reach)
    {
        at.setReach(reach);
        QObject::connect(&at, &Navigator::arrived, &at, [this](PageId p) { arrived.append(p); });
        QObject::connect(&at, &Navigator::leaving, &at, [this] { ++leavings; });
    }
};
} // namespace

TEST_CASE("navigator: while the tablet is locked no page opens")
{
    Walk walk(Reach::None);
    for (const auto& page : lapwing::models::pageTable()) walk.at.open(page.id);
    CHECK(walk.at.page() == PageId::Unlock);
    CHECK(walk.arrived.isEmpty());
}

TEST_CASE("navigator: until the office is met only pages without cases open")
{
    Walk walk(Reach::WithoutCases);
    for (const auto& page : lapwing::models::pageTable()) {
        walk.at.open(page.id);
        CHECK((walk.at.page() == page.id) == !page.needsLease);
    }
}

TEST_CASE("navigator: in a visit no page opens but those that anybody may see")
{
    Walk walk(Reach::All);
    walk.at.show(PageId::Visit);
    walk.at.setVisitSafe(true);
    for (const auto& page : lapwing::models::pageTable()) {
        walk.at.open(page.id);
        CHECK(lapwing::models::rowOf(walk.at.page()).safeInVisit);
    }
    CHECK_FALSE(walk.at.canGoBack());
    walk.at.back();
    CHECK(walk.at.page() == PageId::Visit);
}

TEST_CASE("navigator: back leads the way one came, and never in a circle")
{
    Walk walk(Reach::All);
    walk.at.show(PageId::Today);
    CHECK_FALSE(walk.at.canGoBack());
    walk.at.go(PageId::Cases);
    walk.at.go(PageId::Case);
    walk.at.go(PageId::Form);
    walk.at.go(PageId::Case); // was on the way: what lay behind it is left
    walk.at.back();
    CHECK(walk.at.page() == PageId::Cases);
    walk.at.back();
    CHECK(walk.at.page() == PageId::Today);
    CHECK_FALSE(walk.at.canGoBack());
    CHECK(walk.leavings == 6); // each time, what was typed was asked for
}

TEST_CASE("navigator: a place on the rail is nowhere to go back from")
{
    Walk walk(Reach::All);
    walk.at.show(PageId::Today);
    walk.at.open(PageId::Search);
    CHECK(walk.at.canGoBack());
    walk.at.open(PageId::Actions);
    CHECK_FALSE(walk.at.canGoBack());
}

TEST_CASE("navigator: a page that is asked for again is read again")
{
    Walk walk(Reach::All);
    walk.at.open(PageId::Today);
    walk.at.open(PageId::Today);
    CHECK(walk.arrived == QList{PageId::Today, PageId::Today});
}

TEST_CASE("navigator: the rail tells what is to be counted, and where one is")
{
    Walk walk(Reach::All);
    walk.at.setBadge(PageId::Sync, 3);
    walk.at.open(PageId::Case);
    QStringList places, badges, current;
    auto* rail = walk.at.rail();
    for (int i = 0; i < rail->rowCount({}); ++i) {
        places.append(rail->at(i, "name").toString());
        badges.append(rail->at(i, "badge").toString());
        if (rail->at(i, "current").toBool()) current.append(places.last());
    }
    CHECK(places == QStringList{"today", "cases", "actions", "conflicts", "sync", "settings"});
    CHECK(badges == QStringList{"0", "0", "0", "0", "3", "0"});
    CHECK(current == QStringList{"cases"}); // a case lies under the list of them
}
