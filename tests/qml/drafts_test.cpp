#include "tests/qml/hands.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
void chooseCase(Hands& hands)
{
    hands.goTo("cases");
    hands.tap(QStringLiteral("row_") + OfficeDay::kVictimCase);
    REQUIRE(hands.tablet.until([&] { return hands.app().caseView()->hasCase(); }));
}

void openWishes(Hands& hands)
{
    chooseCase(hands);
    hands.app().caseView()->editWishes();
    hands.at("form");
}

void openPerson(Hands& hands)
{
    chooseCase(hands);
    hands.app().caseView()->addPerson();
    hands.at("form");
}

/// What is answered of the only one who may be the same; nothing while nobody is asked about.
QString answerShown(Hands& hands)
{
    const auto* same = hands.app().form()->list("same");
    return same->count() == 1 ? same->at(0, "answer").toString() : QString();
}

void finishAsking(Hands& hands)
{
    hands.tap("finishForm");
    REQUIRE(hands.tablet.until(
        [&] { return !hands.app().form()->busy() && hands.app().form()->view().asksSame; }));
}
} // namespace

TEST_CASE("what was typed a second before a crash is there again, with what was on the screen then")
{
    OfficeDay day(seedOfThisRun());
    Hands before(day, day.idva, access::Role::Idva);
    before.unlock();
    openWishes(before);
    before.type("field_victim_wishes", "She wants to stay");
    day.clock.advance(1100);
    REQUIRE(before.tablet.until(
        [&] { return before.app().form()->savedText().startsWith("Saved on this tablet"); }));
    CHECK(before.app().form()->savedText() == "Saved on this tablet 10:05am");

    // Killed here: another tablet writes the same field before this one is opened again.
    Hands after(day, before.tablet);
    ScreenTablet other(day, day.coordinator, access::Role::MaracCoordinator);
    other.unlock();
    other.app->cases()->select(OfficeDay::kVictimCase);
    REQUIRE(other.until([&] { return other.app->caseView()->hasCase(); }));
    other.app->caseView()->editWishes();
    REQUIRE(other.until([&] { return other.app->page() == models::PageId::Form; }));
    other.app->form()->setValue("victim_wishes", "She wants to move");
    other.app->form()->finish();
    REQUIRE(other.until([&] { return !other.app->form()->active(); }));
    other.settle();
    other.sync();

    after.unlock();
    after.tablet.sync();
    CHECK(after.app().sync()->view().drafts == 1);
    openWishes(after);
    CHECK(after.app().form()->valueOf("victim_wishes") == "She wants to stay");
    after.tap("finishForm");
    after.at("cases");
    after.tablet.settle();
    // She had not seen the other's words, so both stand until a person decides.
    CHECK(after.app().sync()->view().conflicts == 1);
    CHECK(after.app().sync()->view().drafts == 0);

    after.goTo("conflicts");
    REQUIRE(after.tablet.until([&] { return after.app().conflicts()->hasConflict(); }));
    REQUIRE(after.tablet.until(
        [&] { return after.app().conflicts()->list("versions")->rowCount() == 2; }));
    after.tap("version_1");
    after.type("reason", "She said so today");
    after.tap("decide");
    REQUIRE(
        after.tablet.until([&] { return after.app().conflicts()->list("list")->rowCount() == 0; }));
    after.told("decide between two versions");

    after.tap("openDecisions");
    after.at("decisions");
    auto* decisions = after.app().modelOf(models::PageId::Decisions);
    REQUIRE(after.tablet.until([&] { return decisions->list("list")->rowCount() == 1; }));
    after.tap("row_" + decisions->list("list")->at(0, "decisionId").toString());
    REQUIRE(after.tablet.until([&] { return decisions->list("versions")->rowCount() == 2; }));
    for (const auto* side : {"She wants to stay", "She wants to move", "She said so today"})
        CHECK(after.shown().contains(side));
    after.type("reason", "She has changed her mind");
    after.tap("undoDecision");
    REQUIRE(
        after.tablet.until([&] { return after.app().conflicts()->list("list")->rowCount() == 1; }));
    after.tablet.settle();
    CHECK(after.app().sync()->view().conflicts == 1);
    after.told("undo a decision");
    // Both stand, so there is nothing more to take back, and the page says so.
    after.tap("row_" + decisions->list("list")->at(0, "decisionId").toString());
    REQUIRE(after.tablet.until([&] { return after.shown().contains("All its versions stand"); }));
    after.type("reason", "Again");
    CHECK_FALSE(after.find("undoDecision")->isEnabled());
}

TEST_CASE("a draft of a case that is taken off goes to the office, and its form is closed")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    openWishes(hands);
    hands.type("field_victim_wishes", "She wants to stay");
    day.clock.advance(1100);
    REQUIRE(hands.tablet.until(
        [&] { return hands.app().form()->savedText().startsWith("Saved on this tablet"); }));
    hands.app().search()->setText(QString::fromStdString(day.victim));
    hands.app().undo()->offer(work::TakeBack{store::Registers::blankRecord({}, 9), {}, {}});
    day.unassign(OfficeDay::kVictimCase, day.idva);
    hands.tablet.sync();
    REQUIRE(hands.tablet.until([&] { return !hands.app().form()->active(); }));
    CHECK(hands.app().search()->text().isEmpty());
    CHECK(hands.app().undo()->text().isEmpty());
    CHECK(hands.app().page() != models::PageId::Form);
    hands.tablet.settle();
    const auto notes = day.notes();
    REQUIRE(notes.size() == 1);
    CHECK(notes.front().find("She wants to stay") != std::string::npos);
    CHECK(notes.front().find("New lock") == std::string::npos);
    CHECK(hands.app().sync()->view().drafts == 0);
    CHECK(hands.app().sync()->view().left == 0);
}

TEST_CASE("a form that is open while its case goes shows what was typed, and sends it sealed")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    openWishes(hands);
    auto& form = *hands.app().form();
    CHECK(form.valueOf("safety_plan").starts_with("New lock"));
    hands.type("field_victim_wishes", "She wants to stay");
    day.unassign(OfficeDay::kVictimCase, day.idva);
    hands.tablet.sync();
    REQUIRE(hands.tablet.until([&] { return form.form() && form.form()->hasLeft; }));
    CHECK(form.form()->fields.size() == 1);
    CHECK(form.form()->editing.form.isNew());
    CHECK(form.valueOf("victim_wishes") == "She wants to stay");
    CHECK(hands.shown().contains("not on this tablet any more"));
    CHECK_FALSE(hands.shown().contains("New lock"));
    CHECK(day.notes().empty());
    hands.tablet.settle();
    CHECK(hands.app().sync()->view().left == 1);
    hands.tap("finishForm");
    REQUIRE(hands.tablet.until([&] { return !form.active(); }));
    hands.tablet.sync();
    REQUIRE(day.notes().size() == 1);
    CHECK(day.notes().front().find("She wants to stay") != std::string::npos);
    CHECK(hands.app().sync()->view().left == 0);
}

TEST_CASE("what was answered of somebody who may be here already is kept with the draft")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    auto& form = *hands.app().form();
    const auto people = [&] { return hands.app().caseView()->list("people")->count(); };
    openPerson(hands);
    const auto before = people();
    hands.type("field_legal_name", "Quenby Tern");
    hands.tap("finishForm");
    REQUIRE(hands.tablet.until([&] { return people() == before + 1; }));
    openPerson(hands);
    hands.type("field_legal_name", "Quenby Tern");
    finishAsking(hands);
    const auto asked = "_" + form.list("same")->at(0, "rowId").toString() + "_";
    hands.tap("option" + asked + "different");
    CHECK(answerShown(hands) == "different");

    hands.tap("backButton");
    openPerson(hands);
    CHECK(form.view().asksSame);
    CHECK(answerShown(hands) == "different");
    hands.tap("hideButton");
    hands.tap("coverButton");
    hands.unlock();
    hands.at("form");
    CHECK(answerShown(hands) == "different");
    {
        Hands killed(day, hands.tablet);
        killed.unlock();
        openPerson(killed);
        CHECK(answerShown(killed) == "different");
    }

    // What was answered is not saved unseen of somebody who is described in another way by then.
    hands.tap("backToQuestions");
    hands.type("field_aliases", "Quen");
    finishAsking(hands);
    CHECK(answerShown(hands) == "different");
    CHECK(people() == before + 1);
    // And of nobody who is not asked about any more.
    hands.tap("backToQuestions");
    form.setValue("legal_name", "Ailith Dunnock");
    form.setValue("aliases", "");
    hands.tap("finishForm");
    REQUIRE(hands.tablet.until([&] { return people() == before + 2; }));
}
