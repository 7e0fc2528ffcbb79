// The app without its window: which thread does what, and whether its words are true.
#include "tests/qml/office_day.h"
#include "tests/support/process.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
/// Writes a note of a case and answers when it is saved.
void note(ScreenTablet& tablet, const char* ref, const char* text)
{
    auto& app = *tablet.app;
    app.cases()->select(ref);
    REQUIRE(tablet.until([&] { return app.caseView()->hasCase(); }));
    app.caseView()->addNote();
    REQUIRE(tablet.until([&] { return app.page() == models::PageId::Form; }));
    app.form()->setValue("text", text);
    app.form()->finish();
    REQUIRE(tablet.until([&] { return !app.form()->active(); }));
    tablet.settle();
}

/// How many items are told in these very words.
int told(ScreenTablet& tablet, const QString& words)
{
    const auto* items = tablet.app->sync()->list("items");
    int count = 0;
    for (int i = 0; i < items->rowCount({}); ++i)
        count += items->at(i, "stateText").toString() == words;
    return count;
}

const QString kHere = QStringLiteral("On this tablet · not yet sent");
const QString kSent = QStringLiteral("Sent (the office has it)");
} // namespace

TEST_CASE("no SQL, no KDF and no network runs on the UI thread")
{
    OfficeDay day(seedOfThisRun());
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    tablet.unlock();
    note(tablet, OfficeDay::kVictimCase, "Rang her.");
    tablet.app->search()->setText("lock");
    tablet.sync();
    const auto here = std::this_thread::get_id();
    for (const auto what : {work::Slow::Sql, work::Slow::Kdf, work::Slow::Network}) {
        CHECK(tablet.threads.threads(what) == 1);
        CHECK_FALSE(tablet.threads.did(what, here));
    }
}

namespace {
/// The rows that the page Search shows, by their titles.
QStringList titles(const models::Search& search)
{
    QStringList all;
    const auto* rows = search.list("results");
    for (int i = 0; i < rows->count(); ++i) all << rows->at(i, "title").toString();
    return all;
}

void openCase(ScreenTablet& tablet, const QString& ref)
{
    tablet.app->cases()->select(ref);
    REQUIRE(tablet.until([&] { return tablet.app->caseView()->hasCase(); }));
    tablet.app->navigator()->open(models::PageId::Case);
    tablet.app->navigator()->open(models::PageId::Search);
    REQUIRE(tablet.until([&] { return tablet.app->search()->answered(); }));
}
} // namespace

TEST_CASE("the last five that were opened stand under the empty box until the lock, and no longer")
{
    OfficeDay day(seedOfThisRun());
    day.fill(6, 0);
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    tablet.unlock();
    auto* search = tablet.app->search();
    tablet.app->navigator()->open(models::PageId::Search);
    REQUIRE(tablet.until([&] { return search->answered(); }));
    CHECK(titles(*search).isEmpty());
    CHECK(search->statusText().startsWith("Type a name"));
    QStringList refs;
    const auto* cases = tablet.app->cases()->list("list");
    REQUIRE(tablet.until([&] { return cases->count() >= 6; }));
    for (int i = 0; i < 6; ++i) refs << cases->at(i, "caseRef").toString();
    for (const auto& ref : refs) openCase(tablet, ref);
    const auto* rows = search->list("results");
    REQUIRE(rows->count() == 5);
    for (int i = 0; i < 5; ++i) CHECK(rows->at(i, "caseRef") == refs[5 - i]);
    CHECK(rows->at(0, "section") == "Opened last");
    openCase(tablet, refs[3]); // stands once, and first
    REQUIRE(rows->count() == 5);
    CHECK(rows->at(0, "caseRef") == refs[3]);

    // Somebody who was found and opened stands by their name, and their case not again for that.
    search->setText(QString::fromStdString(day.victim));
    REQUIRE(tablet.until([&] { return search->answered(); }));
    REQUIRE(rows->count() >= 2);
    search->openResult(rows->at(0, "rowId").toString());
    tablet.app->navigator()->open(models::PageId::Search);
    search->setText({});
    REQUIRE(tablet.until([&] { return search->answered(); }));
    CHECK(titles(*search).front() == QString::fromStdString(day.victim));
    CHECK(rows->at(0, "detail").toString().startsWith("Born 4 March 1994"));
    CHECK(rows->at(1, "caseRef") == refs[3]);

    tablet.app->lock()->close();
    tablet.settle();
    CHECK(titles(*search).isEmpty());
    tablet.unlock();
    tablet.app->navigator()->open(models::PageId::Search);
    REQUIRE(tablet.until([&] { return search->answered(); }));
    CHECK_FALSE(titles(*search).contains(QString::fromStdString(day.victim)));
}

TEST_CASE("a case that is taken away is not among what was opened last")
{
    OfficeDay day(seedOfThisRun());
    day.fill(1, 0);
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    tablet.unlock();
    auto* search = tablet.app->search();
    openCase(tablet, OfficeDay::kVictimCase);
    openCase(tablet, "DM-25-1000");
    CHECK(titles(*search).size() == 2);
    day.unassign(OfficeDay::kVictimCase, day.idva);
    tablet.sync();
    tablet.settle();
    REQUIRE(tablet.until([&] { return search->answered(); }));
    const auto* rows = search->list("results");
    REQUIRE(rows->count() == 1);
    CHECK(rows->at(0, "caseRef") == "DM-25-1000");
    day.assign(OfficeDay::kVictimCase, day.idva); // and it is not remembered for its return
    tablet.sync();
    tablet.app->navigator()->open(models::PageId::Search);
    REQUIRE(tablet.until([&] { return search->answered(); }));
    CHECK(rows->count() == 1);
}

TEST_CASE("work that runs where it is asked for is noticed")
{
    const std::string mutant =
        std::string(LAPWING_BIN_DIR) + "/mutants/test_screens_works-where-it-is-asked";
    const auto done = runProcess({mutant, "--test-case=no SQL*"});
    REQUIRE(done.ok());
    CHECK(done->exitCode == 1);
    CHECK(done->out.find("did(what, here)") != std::string::npos);
}

TEST_CASE("nothing is called sent before the office has said that it has it")
{
    OfficeDay day(seedOfThisRun());
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    tablet.unlock();
    for (const auto road : {Road::Closed, Road::Refuses, Road::LosesAnswer, Road::Lies}) {
        CAPTURE(static_cast<int>(road));
        day.setRoad(road);
        const int before = told(tablet, kHere);
        note(tablet, OfficeDay::kVictimCase, "Rang her.");
        CHECK(told(tablet, kHere) == before + 1);
        tablet.sync();
        CHECK(told(tablet, kHere) == before + 1);
        CHECK(told(tablet, kSent) == 0);
        const auto chip = tablet.app->sync()->chip();
        INFO(chip.toStdString());
        CHECK(chip.endsWith("to send"));
        CHECK(chip.startsWith("Offline") == (road == Road::Closed || road == Road::LosesAnswer));
        CHECK(tablet.app->sync()->said().nextText.startsWith("Trying again"));
        CHECK_FALSE(tablet.app->sync()->said().answerText.isEmpty());
        // What failed does not come back by itself before it is told to.
        day.clock.advance(1000);
    }
    day.setRoad(Road::Open);
    tablet.sync();
    CHECK(told(tablet, kHere) == 0);
    CHECK(told(tablet, kSent) == 4);
    CHECK(tablet.app->sync()->chip().startsWith("All sent"));
}

TEST_CASE("what the office takes and what it puts aside are told apart, item by item")
{
    OfficeDay day(seedOfThisRun());
    day.fill(1, 1);
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    tablet.unlock();
    note(tablet, OfficeDay::kVictimCase, "Rang her.");
    day.setRoad(Road::Closed); // so that nothing goes before the office has decided
    day.clock.advance(60'000);
    note(tablet, "DM-25-1000", "Not hers to change any more.");
    day.forbidWriting("DM-25-1000", day.idva);
    day.setRoad(Road::Open);
    tablet.sync();
    CHECK(told(tablet, kSent) == 1);
    CHECK(told(tablet, "Problem") == 1);
    CHECK(tablet.app->sync()->chip() == "1 problem");
    CHECK(tablet.app->sync()->said().chipState == screens::ItemState::Problem);
}

TEST_CASE("while it is not known how things stand nothing is claimed")
{
    OfficeDay day(seedOfThisRun());
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    tablet.unlock();
    day.setRoad(Road::Closed);
    auto& app = *tablet.app;
    CHECK(app.sync()->chip().startsWith("All sent"));
    app.cases()->select(OfficeDay::kVictimCase);
    REQUIRE(tablet.until([&] { return app.caseView()->hasCase(); }));
    app.caseView()->addNote();
    REQUIRE(tablet.until([&] { return app.page() == models::PageId::Form; }));
    app.form()->setValue("text", "Rang her.");
    app.form()->finish();
    QObject::connect(app.form(), &models::FormEditor::changed, [&] {
        CHECK_FALSE(app.sync()->chip().startsWith("All sent"));
    });
    REQUIRE(tablet.until([&] { return !app.form()->active(); }));
    tablet.settle();
    CHECK(app.sync()->chip().endsWith("1 to send"));
}

TEST_CASE("the list of cases counts the ALERTs that each case shows, and apart the other markers")
{
    OfficeDay day(seedOfThisRun());
    day.fill(6, 6);
    int alerts = 0;
    for (const auto& [who, as] : {std::pair(&day.idva, access::Role::Idva),
                                  std::pair(&day.officer, access::Role::IomOfficer)}) {
        ScreenTablet tablet(day, *who, as);
        tablet.unlock();
        auto& app = *tablet.app;
        const auto* cases = app.cases()->list("list");
        REQUIRE(tablet.until([&] { return cases->rowCount({}) > 0; }));
        for (int i = 0; i < cases->rowCount({}); ++i) {
            const auto told = [&](const char* role) {
                return cases->index(i, 0).data(cases->roleNames().key(role));
            };
            const auto ref = told("caseRef").toString();
            CAPTURE(ref.toStdString());
            app.cases()->select(ref);
            REQUIRE(tablet.until([&] { return app.caseView()->hasCase(); }));
            const auto text = app.caseView()->view().warningsText;
            CHECK(app.caseView()->view().hasAlert == (told("alertCount").toInt() > 0));
            const auto* warnings = app.caseView()->list("warnings");
            int alerting = 0;
            for (int row = 0; row < warnings->count(); ++row)
                alerting += warnings->at(row, "alert").toBool() ? 1 : 0;
            CHECK(alerting == told("alertCount").toInt());
            CHECK(text.isEmpty() == (warnings->count() == 0));
            if (!text.isEmpty())
                CHECK(text.startsWith(QString::number(warnings->count()) + " to mind: "));
            CHECK(text.contains("risk") == (told("markerCount").toInt() > 0));
            alerts += told("alertCount").toInt();
        }
    }
    CHECK(alerts > 0);
}
