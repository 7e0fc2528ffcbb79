// Hide by the stopwatch, and what becomes of typed words when the disk is full.
#include "tests/qml/hands.h"

#include <cstdio>

using namespace lapwing;
using namespace lapwing::test;
using Steady = std::chrono::steady_clock;

namespace {
constexpr int kTimes = 20;

double since(Steady::time_point start)
{
    return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

void beginNote(Hands& hands)
{
    hands.goTo("cases");
    hands.tap(QStringLiteral("row_") + OfficeDay::kVictimCase);
    REQUIRE(hands.tablet.until([&] { return hands.app().caseView()->hasCase(); }));
    hands.app().caseView()->addNote();
    hands.at("form");
}

/// Some time in which the app does what is due.
void pass(Hands& hands, std::uint64_t ms)
{
    hands.tablet.day.clock.advance(ms);
    hands.app().tick();
    bool answered = false;
    hands.app().settings()->refresh();
    const auto link = QObject::connect(hands.app().settings(), &models::Settings::changed,
                                       [&] { answered = true; });
    REQUIRE(hands.tablet.until([&] { return answered; }));
    QObject::disconnect(link);
}
} // namespace

TEST_CASE("from the press on Hide to the drawn cover, and to the lock, by the stopwatch")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    beginNote(hands);
    double worstCover = 0, worstLock = 0, worstShut = 0;
    for (int i = 0; i < kTimes; ++i) {
        bool gone = false;
        const auto link =
            QObject::connect(&hands.app(), &models::App::locked, [&] { gone = true; });
        const auto start = Steady::now();
        hands.app().lock()->hide();
        hands.draw();
        worstCover = std::max(worstCover, since(start));
        CHECK(hands.shows("coverButton"));
        REQUIRE(hands.tablet.until(
            [&] { return hands.app().lock()->state() == models::Lock::State::Locked; }));
        worstLock = std::max(worstLock, since(start));
        REQUIRE(hands.tablet.until([&] { return gone; }));
        worstShut = std::max(worstShut, since(start));
        QObject::disconnect(link);
        hands.app().lock()->uncover();
        hands.tablet.unlock();
        hands.at("form");
    }
    std::printf("hide: worst of %d: cover drawn %.1f ms, lock begun %.1f ms, vault shut %.1f ms\n",
                kTimes, worstCover, worstLock, worstShut);
}

TEST_CASE("on a full disk nothing typed is lost or called saved, and it goes on when there is room")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    day.setRoad(Road::Closed);
    beginNote(hands);
    auto& app = hands.app();
    hands.tablet.vfs.full = true;
    hands.type("field_text", "She rang at nine");
    pass(hands, 600);
    CHECK(app.messages()->view().isProblem);
    INFO(app.messages()->view().text.toStdString());
    CHECK(app.messages()->view().text.contains("The disk is full"));
    CHECK(app.messages()->view().text.contains("safe"));
    CHECK(app.messages()->view().text.contains("Make room"));
    CHECK_FALSE(app.form()->savedText().startsWith("Saved"));
    CHECK(app.form()->valueOf("text") == "She rang at nine");
    // Finishing does not get through either, and leaves everything as it stands.
    app.messages()->dismiss();
    app.form()->finish();
    REQUIRE(hands.tablet.until([&] { return !app.form()->busy(); }));
    CHECK(app.form()->active());
    CHECK(app.messages()->view().text.contains("Make room"));
    CHECK(app.form()->valueOf("text") == "She rang at nine");
    // With room again the draft goes to the disk by itself, and the change is made.
    hands.tablet.vfs.full = false;
    pass(hands, 5'000);
    REQUIRE(hands.tablet.until([&] { return app.form()->savedText().startsWith("Saved"); }));
    app.form()->finish();
    REQUIRE(hands.tablet.until([&] { return !app.form()->active(); }));
    hands.tablet.settle();
    CHECK(app.sync()->view().waiting == 1);
    day.setRoad(Road::Open);
    hands.tablet.sync();
    CHECK(app.sync()->view().waiting == 0);
}
