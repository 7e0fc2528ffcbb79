// What is offered to do next with a visit, on the day, on its case and in its briefing.
#include "tests/qml/hands.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
const QString kRow = QStringLiteral("row_") + OfficeDay::kVisitId;
const QString kAcknowledge = QStringLiteral("acknowledge_") + OfficeDay::kMarkerId;
const QString kReadAndStart = QStringLiteral("readAndStart_") + OfficeDay::kMarkerId;

/// What the day says to do next, once it says that.
void saysNext(Hands& hands, const QString& step)
{
    auto& today = *hands.app().today();
    REQUIRE(hands.tablet.until([&] { return today.view().next.stepText == step; }));
    REQUIRE(hands.tablet.until([&] { return hands.shown().contains(step); }));
    CHECK(hands.spoken().contains(step));
}

void openBriefing(Hands& hands)
{
    hands.goTo("today");
    hands.tap("openBriefing");
    hands.at("briefing");
    REQUIRE(hands.tablet.until([&] { return hands.app().visit()->hasVisit(); }));
}

QString said(const QAbstractListModel* rows, int row, const char* role)
{
    return rows->index(row, 0).data(rows->roleNames().key(role)).toString();
}
} // namespace

TEST_CASE("a visit whose briefing was read is started from the day by one tap")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.officer, access::Role::IomOfficer);
    hands.unlock();
    saysNext(hands, "Open briefing");
    openBriefing(hands);
    hands.tap(kAcknowledge);
    REQUIRE(hands.tablet.until([&] { return hands.app().visit()->view().allAcknowledged; }));
    CHECK_FALSE(hands.shows(kReadAndStart));
    hands.goTo("today");
    saysNext(hands, "Start visit");
    hands.tap(kRow); // a line of a list starts nothing
    hands.at("briefing");
    CHECK_FALSE(hands.app().navigator()->visitSafe());
    hands.goTo("today");
    hands.told("look at the day");
    hands.tap("nextStep");
    hands.at("visit");
    CHECK(hands.app().navigator()->visitSafe());
    CHECK(hands.taps() == 1);
    hands.told("start a visit whose warnings were read");
}

TEST_CASE("a visit under way is gone on with where it was left, with what was typed")
{
    OfficeDay day(seedOfThisRun());
    Hands before(day, day.officer, access::Role::IomOfficer);
    before.unlock();
    openBriefing(before);
    before.tap(kReadAndStart);
    before.at("visit");
    before.tap("section_conditions");
    before.type("field_condition_evidence", "Curfew box in the hall");
    day.clock.advance(1100);
    REQUIRE(before.tablet.until(
        [&] { return before.app().form()->savedText().startsWith("Saved on this tablet"); }));

    for (const bool byRow : {false, true}) {
        Hands after(day, before.tablet); // killed here, and opened again
        after.unlock();
        after.at("today");
        saysNext(after, "Continue");
        CHECK(said(after.app().today()->list("visits"), 0, "stateText") == "On scene");
        if (byRow) after.tap(kRow);
        else after.tap("nextStep");
        after.at("visit");
        CHECK(after.app().navigator()->visitSafe());
        CHECK(after.app().form()->section() == "conditions");
        CHECK(after.app().form()->valueOf("condition_evidence") == "Curfew box in the hall");
        after.told("go on with a visit after a crash");
    }
}

TEST_CASE("an officer whose partner has started the visit reads the warning all the same")
{
    OfficeDay day(seedOfThisRun());
    Hands police(day, day.officer, access::Role::IomOfficer);
    Hands probation(day, day.probation, access::Role::ProbationPractitioner);
    police.unlock();
    openBriefing(police);
    police.tap(kReadAndStart);
    police.at("visit");
    police.tablet.sync();

    probation.unlock();
    probation.tablet.sync();
    probation.goTo("today");
    REQUIRE(probation.tablet.until([&] {
        return said(probation.app().today()->list("visits"), 0, "stateText") == "On scene";
    }));
    saysNext(probation, "Open briefing");
    probation.tap(kRow);
    probation.at("briefing");
    auto& visit = *probation.app().visit();
    REQUIRE(probation.tablet.until([&] { return visit.view().started; }));
    CHECK_FALSE(visit.view().blockedText.isEmpty());
    visit.start(); // as if the button had been enabled
    REQUIRE(probation.tablet.until([&] { return !visit.busy(); }));
    probation.tablet.settle();
    CHECK_FALSE(probation.app().navigator()->visitSafe());
    CHECK(probation.app().messages()->view().isProblem);
    CHECK(probation.find(kReadAndStart)->property("text").toString()
          == "Read, and join");
    probation.tap(kReadAndStart);
    probation.at("visit");
    CHECK(probation.app().navigator()->visitSafe());
}

TEST_CASE("an officer who hears of a visit when it is finished adds to its record by touch")
{
    OfficeDay day(seedOfThisRun());
    Hands police(day, day.officer, access::Role::IomOfficer);
    Hands probation(day, day.probation, access::Role::ProbationPractitioner);
    police.unlock();
    openBriefing(police);
    police.tap(kReadAndStart);
    police.at("visit");
    police.tap("section_finish");
    police.tap("option_outcome_seen");
    police.tap("finishVisit");
    police.at("today");
    police.tablet.sync();
    const auto ended = day.accepted(OfficeDay::kVisitId, "state", "recorded");
    REQUIRE(ended);

    day.clock.advance(600'000);
    probation.unlock();
    probation.tablet.sync();
    probation.goTo("cases");
    probation.app().cases()->select(OfficeDay::kVisitCase);
    probation.app().caseView()->openVisit(OfficeDay::kVisitId);
    probation.at("briefing");
    probation.tap("recordVisit");
    probation.at("form");
    CHECK_FALSE(probation.app().navigator()->visitSafe()); // nobody is in a home
    probation.tap("section_home");
    probation.type("field_rooms_seen", "The kitchen and the hall");
    probation.tap("section_finish");
    probation.tap("finishForm");
    probation.at("briefing");
    probation.tablet.sync();
    CHECK(day.accepted(OfficeDay::kVisitId, "rooms_seen", "The kitchen and the hall"));
    CHECK(day.accepted(OfficeDay::kVisitId, "state", "recorded"));
}

TEST_CASE("a visit that is over asks its officer for a signature, and then only to be read")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.officer, access::Role::IomOfficer);
    hands.unlock();
    openBriefing(hands);
    hands.tap(kReadAndStart);
    hands.at("visit");
    hands.tap("section_finish");
    hands.tap("option_outcome_seen");
    hands.type("field_text", "He was in.");
    hands.tap("finishVisit");
    hands.at("today");
    auto& today = *hands.app().today();
    const auto steps = [&] {
        QString all;
        for (int row = 0; row < today.list("toSign")->rowCount({}); ++row)
            all += said(today.list("toSign"), row, "recordId") + ":"
                   + said(today.list("toSign"), row, "stepText") + "\n";
        return all;
    };
    const auto mine = QString::fromLatin1(OfficeDay::kVisitId);
    REQUIRE(hands.tablet.until([&] { return steps().contains(mine + ":Sign my statement\n"); }));
    // Nobody's signature is due on one that this officer said nothing of.
    CHECK_FALSE(steps().contains(QString::fromLatin1(OfficeDay::kPastVisitId)));
    hands.tap(kRow);
    hands.at("briefing");
    hands.tap("signVisit");
    hands.goTo("today");
    REQUIRE(hands.tablet.until([&] { return steps().contains(mine + ":\n"); }));
    CHECK_FALSE(hands.shows("nextStep"));
}
