// A hub that refuses, delays, half accepts and lies: whatever it does, each item's words are held
// against what the hub then has.
#include "tests/qml/office_day.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr auto kHere = "On this tablet · not yet sent";
constexpr auto kSent = "Sent (the office has it)";

struct Desk {
    OfficeDay day{seedOfThisRun()};
    ScreenTablet tablet{day, day.idva, access::Role::Idva};
    int notes = 0;

    Desk() { tablet.unlock(); }
    ~Desk() { day.setRoad(Road::Closed); } // nobody is left waiting
    models::App& app() { return *tablet.app; }
    void note(const char* ref = OfficeDay::kVictimCase)
    {
        app().cases()->select(ref);
        REQUIRE(tablet.until([&] { return app().caseView()->hasCase(); }));
        app().caseView()->addNote();
        app().caseView()->addNote();
        REQUIRE(tablet.until([&] { return app().page() == models::PageId::Form; }));
        app().form()->setValue("text", QStringLiteral("Note %1").arg(++notes));
        app().form()->finish();
        REQUIRE(tablet.until([&] { return !app().form()->active(); }));
        // Each is an item of its own, and what failed waits for its time.
        day.clock.advance(5'000);
        tablet.app->sync()->refresh();
    }
    /// Long notes that do not pack well, written while the app is locked: that is quicker.
    void fill(int count)
    {
        bool locked = false;
        QObject::connect(&app(), &models::App::locked, [&locked] { locked = true; });
        app().lock()->close();
        REQUIRE(tablet.until([&] { return locked; }));
        {
            auto opened = work::Tablet::open(tablet.site(), secret(ScreenTablet::kPassphrase),
                                             Vault::Purpose::Renew);
            REQUIRE(opened.ok());
            work::Casework work(opened->replica(), day.clock);
            SeededRandom dice(seedOfThisRun());
            for (int i = 0; i < count; ++i) {
                std::string text;
                while (text.size() < 16'000) text += static_cast<char>('!' + dice.below(90));
                const auto editing = work.begin(OfficeDay::kVictimCase, "chronology").value();
                const work::FieldEntry entry{"text", work::FieldEntry::How::Set, text};
                REQUIRE(work.save(editing, {&entry, 1}, {}).ok());
                day.clock.advance(5'000);
            }
            REQUIRE(opened->close().ok());
        }
        tablet.unlock();
    }
    /// How many items say that, after each that says "Sent" was found at the hub and each that
    /// says "On this tablet" was not decided there; of those that the hub has, or has not.
    int told(const char* words, std::optional<bool> held = {})
    {
        const auto* items = app().sync()->list("items");
        int count = 0;
        for (int i = 0; i < items->rowCount({}); ++i) {
            const auto id = items->at(i, "itemId").toString().section(':', 1, 1);
            const auto says = items->at(i, "stateText").toString();
            CAPTURE(says.toStdString());
            if (says == kSent) CHECK(day.holds(id.toStdString()));
            count += says == words && (!held || day.holds(id.toStdString()) == *held);
        }
        return count;
    }
    std::string chip() { return app().sync()->chip().toStdString(); }
};
} // namespace

TEST_CASE("while the office is slow nothing is called sent, and work goes on")
{
    Desk desk;
    desk.day.setRoad(Road::Slow);
    desk.note();
    desk.app().sync()->tryNow();
    REQUIRE(desk.tablet.until([&] { return desk.day.isWaitedFor(); }));
    REQUIRE(desk.tablet.until([&] { return desk.told(kHere) == 1; }));
    CHECK(desk.app().sync()->running());
    CHECK(desk.chip() == "Sending 1 of 1");
    CHECK(desk.app().sync()->said().headline == "Speaking with the office");
    CHECK(desk.told(kSent) == 0);
    desk.note(); // while the office still has not answered
    CHECK(desk.app().sync()->running());
    REQUIRE(desk.tablet.until([&] { return desk.told(kHere) == 2; }));
    CHECK(desk.told(kSent) == 0);
    CHECK(desk.chip() == "Sending 1 of 2");

    desk.day.setRoad(Road::Open);
    REQUIRE(desk.tablet.until([&] { return !desk.app().sync()->running(); }));
    desk.tablet.settle();
    CHECK(desk.told(kSent) + desk.told(kHere) == 2);
    desk.tablet.sync();
    CHECK(desk.told(kSent) == 2);
    CHECK(desk.chip().starts_with("All sent"));
}

TEST_CASE("while much is sent the chip counts what the office has already, and no more")
{
    Desk desk;
    desk.day.setRoad(Road::Closed);
    constexpr int kNotes = 170; // more than one request holds, also after packing
    desk.fill(kNotes);
    desk.day.setRoad(Road::Slow);
    desk.app().sync()->tryNow();
    REQUIRE(desk.tablet.until([&] { return desk.day.isWaitedFor(); }));
    CHECK(desk.chip() == "Sending 1 of 170");
    desk.day.setRoad(Road::Once);
    REQUIRE(desk.tablet.until([&] { return desk.chip() != "Sending 1 of 170"; }));
    REQUIRE(desk.tablet.until([&] { return desk.day.isWaitedFor(); }));
    const int left = desk.told(kHere);
    CHECK(left < kNotes);
    CHECK(desk.told(kHere, false) == left);
    CHECK(desk.chip() == "Sending " + std::to_string(kNotes - left + 1) + " of 170");
    desk.day.setRoad(Road::Open);
    REQUIRE(desk.tablet.until([&] { return !desk.app().sync()->running(); }));
    desk.tablet.sync();
    CHECK(desk.app().sync()->view().waiting == 0);
    CHECK(desk.chip().starts_with("All sent"));
}

TEST_CASE("an answer that never comes ends as no connection, with everything still here")
{
    Desk desk;
    desk.day.setRoad(Road::Slow);
    desk.note();
    desk.app().sync()->tryNow();
    REQUIRE(desk.tablet.until([&] { return desk.day.isWaitedFor(); }));
    desk.day.setRoad(Road::Closed);
    REQUIRE(desk.tablet.until([&] { return !desk.app().sync()->running(); }));
    desk.tablet.settle();
    CHECK(desk.told(kHere) == 1);
    CHECK(desk.chip() == "Offline · 1 to send");
    CHECK(desk.app().sync()->said().headline ==
          "No connection. Your work is saved on this tablet.");
    CHECK(desk.app().sync()->said().answerText.endsWith("There is still no connection."));
    CHECK(desk.app().sync()->said().nextText == "Trying again within a minute");
    desk.day.clock.advance(1'000);
    desk.app().sync()->tryNow();
    REQUIRE(desk.tablet.until([&] { return !desk.app().sync()->running(); }));
    CHECK(desk.app().sync()->said().nextText.startsWith("Trying again at"));
}

TEST_CASE("a hub that refuses, loses its answer or lies leaves every word true")
{
    Desk desk;
    for (const auto road : {Road::Refuses, Road::LosesAnswer, Road::Lies, Road::Closed}) {
        CAPTURE(static_cast<int>(road));
        desk.day.setRoad(road);
        desk.note();
        desk.tablet.sync();
        CHECK(desk.told(kHere) == desk.notes);
        CHECK(desk.told(kSent) == 0);
        CHECK(desk.chip().ends_with("to send"));
    }
    desk.day.setRoad(Road::Open);
    desk.tablet.sync();
    CHECK(desk.told(kSent) == desk.notes);
    CHECK(desk.told(kHere) == 0);
}

TEST_CASE("a hub that takes one and puts the other aside is told of item by item")
{
    Desk desk;
    desk.day.setRoad(Road::Closed);
    desk.note();
    desk.day.forbidWriting(OfficeDay::kVictimCase, desk.day.idva);
    desk.day.setRoad(Road::Open);
    desk.tablet.sync();
    CHECK(desk.told("Problem") == 1);
    CHECK(desk.told(kSent) == 0);
    CHECK(desk.chip() == "1 problem");
}

TEST_CASE("what was done is taken back within ten seconds, and not after")
{
    Desk desk;
    auto& app = desk.app();
    const auto update = [&](const char* status) {
        app.actions()->select(OfficeDay::kActionId);
        REQUIRE(desk.tablet.until([&] { return app.actions()->editor().active(); }));
        app.actions()->setStatus(status);
        app.actions()->setWhat("Fitted.");
        app.actions()->finish();
        REQUIRE(desk.tablet.until([&] { return app.undo()->text() == "Undo"; }));
        desk.tablet.settle();
    };
    update("completed");
    REQUIRE(desk.tablet.until([&] { return app.actions()->shown().action.statusText == "Done"; }));
    app.undo()->take();
    CHECK(app.undo()->text().isEmpty());
    REQUIRE(desk.tablet.until(
        [&] { return app.actions()->shown().action.statusText == "Not started"; }));
    app.actions()->select(OfficeDay::kActionId);
    REQUIRE(desk.tablet.until([&] { return app.actions()->editor().active(); }));
    CHECK(app.actions()->update().what.isEmpty());

    update("completed");
    desk.day.clock.advance(models::Undo::kOfferMs);
    REQUIRE(desk.tablet.until([&] { return app.undo()->text().isEmpty(); }));
    app.undo()->take();
    desk.tablet.settle();
    CHECK(app.actions()->shown().action.statusText == "Done");
}

TEST_CASE("the warning that alerts stands first on the day, and is marked so")
{
    OfficeDay day(seedOfThisRun());
    ScreenTablet tablet(day, day.officer, access::Role::IomOfficer);
    tablet.unlock();
    const auto* warnings = tablet.app->today()->list("nextWarnings");
    REQUIRE(warnings->rowCount({}) == 2);
    const auto at = [&](int row, int role) {
        return warnings->index(row, 0).data(Qt::UserRole + role);
    };
    CHECK(at(0, 0).toString() == "Warrant or summons (High)");
    CHECK(at(0, 2).toBool());
    CHECK_FALSE(at(1, 2).toBool());
}

TEST_CASE("each way to reach somebody stands under its own warning, and shows no other's value")
{
    OfficeDay day(seedOfThisRun());
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    tablet.unlock();
    auto& shown = *tablet.app->caseView();
    tablet.app->cases()->select(OfficeDay::kVictimCase);
    REQUIRE(tablet.until([&] { return shown.hasCase(); }));
    const auto ways = [&](const char* role) {
        std::vector<QString> all;
        const auto* people = shown.list("people");
        for (int row = 0; row < people->rowCount({}); ++row) {
            const auto at = people->index(row, 0);
            const auto of = [&](const QByteArray& name) {
                return at.data(people->roleNames().key(name)).toString();
            };
            if (of("name") == QString::fromStdString(day.victim)) all.push_back(of(role));
        }
        return all;
    };
    CHECK(ways("contactLabel") == std::vector<QString>{"Mobile number", "Email address"});
    CHECK(ways("contactAlert") == std::vector<QString>{"true", "false"});
    shown.reveal(OfficeDay::kEmailId);
    REQUIRE(tablet.until([&] { return ways("revealed").back() == "true"; }));
    CHECK(ways("contactText") == std::vector<QString>{"", "u.h@mail.example"});
}
