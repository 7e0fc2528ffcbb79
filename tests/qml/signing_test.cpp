// Who puts their name to a visit, by touch: leave to go, what was read, what was seen, and that the
// whole was looked at. Each on their own tablet.
#include "tests/qml/hands.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
const QString kRow = QStringLiteral("row_") + OfficeDay::kVisitId;

QString all(Hands& hands, const char* list, std::initializer_list<const char*> roles)
{
    QString text;
    const auto* rows = hands.app().visit()->list(list);
    for (int row = 0; row < rows->rowCount({}); ++row) {
        for (const auto* role : roles) text += rows->at(row, role).toString() + "|";
        text += "\n";
    }
    return text;
}

QString signatures(Hands& hands) { return all(hands, "signatures", {"label", "value"}); }
QString reasons(Hands& hands) { return all(hands, "deeds", {"name", "reason"}); }

/// The page of the visit, read again.
void open(Hands& hands)
{
    hands.goTo("today");
    hands.app().visit()->clear();
    hands.app().visit()->show(OfficeDay::kVisitId);
    hands.app().navigator()->open(models::PageId::Briefing);
    hands.at("briefing");
    auto& visit = *hands.app().visit();
    REQUIRE(hands.tablet.until([&] { return visit.hasVisit() && visit.error().isEmpty(); }));
    hands.draw();
}

void perform(Hands& hands, const char* deed)
{
    hands.tap(deed);
    REQUIRE(hands.tablet.until([&] { return !hands.app().visit()->busy(); }));
    hands.tablet.settle();
}

/// Reads each warning, starts, says how it ended and finishes.
void visitAndFinish(Hands& hands, const QString& statement)
{
    open(hands);
    const auto& visit = *hands.app().visit();
    while (visit.view().asksReading && !visit.view().allAcknowledged) {
        const auto* alerts = hands.app().visit()->list("alerts");
        for (int row = 0; row < alerts->rowCount({}); ++row) {
            if (alerts->at(row, "acknowledged").toBool()) continue;
            if (!alerts->at(row, "isAlert").toBool()) continue;
            hands.tap("acknowledge_" + alerts->at(row, "recordId").toString());
            break;
        }
        hands.tablet.settle();
    }
    hands.tap("startVisit");
    hands.at("visit");
    hands.tap("section_finish");
    if (hands.app().form()->valueOf("outcome").empty()) hands.tap("option_outcome_seen");
    if (!statement.isEmpty()) hands.type("field_text", statement);
    hands.tap("finishVisit");
    hands.at("today");
}

void exchange(std::initializer_list<Hands*> all)
{
    for (int round = 0; round < 2; ++round)
        for (auto* hands : all) hands->tablet.sync();
}
} // namespace

TEST_CASE("a visit is approved, written, signed and countersigned by touch on three tablets")
{
    OfficeDay day(seedOfThisRun());
    day.warnOfDanger();
    Hands supervisor(day, day.supervisor, access::Role::IomCoordinator);
    Hands police(day, day.officer, access::Role::IomOfficer);
    Hands probation(day, day.probation, access::Role::ProbationPractitioner);
    for (auto* hands : {&supervisor, &police, &probation}) hands->unlock();

    // Leave comes first, and only from somebody who does not go.
    open(police);
    CHECK(police.app().visit()->view().blockedText.contains("supervisor"));
    CHECK_FALSE(police.shows("approveVisit"));
    REQUIRE(supervisor.tablet.until([&] { return supervisor.shows(kRow); }));
    supervisor.tap(kRow); // from what the day waits for
    supervisor.at("briefing");
    CHECK_FALSE(supervisor.shows("signVisit"));
    CHECK_FALSE(supervisor.app().visit()->view().asksReading);
    perform(supervisor, "approveVisit");
    supervisor.told("approve a visit");
    CHECK(signatures(supervisor) == "Approved|Verity Aldercott|\n");
    CHECK_FALSE(supervisor.shows("approveVisit"));
    exchange({&supervisor, &police, &probation});

    visitAndFinish(police, "He was in.");
    visitAndFinish(probation, {});
    exchange({&probation, &police, &supervisor});

    // The second officer has said nothing yet: the button is not there, and why is said.
    open(probation);
    CHECK_FALSE(probation.shows("signVisit"));
    CHECK(probation.shown().contains("Write your statement first."));
    CHECK(probation.spoken().contains("Write your statement first."));
    probation.tap("sayVisit");
    probation.at("form");
    probation.type("field_text", "The curfew box was lit.");
    probation.tap("finishForm");
    probation.at("briefing");
    probation.told("write a statement after the visit");
    REQUIRE(probation.tablet.until([&] { return probation.shows("signVisit"); }));
    CHECK(all(probation, "joint", {"label", "value"})
              .contains("Nikhil Rushmere writes|The curfew box was lit."));
    perform(probation, "signVisit");
    exchange({&probation, &supervisor, &police});

    open(supervisor);
    CHECK_FALSE(supervisor.shows("countersignVisit"));
    CHECK(reasons(supervisor) ==
          "countersignVisit|Waits for the signature of Kelvin Drayfield.|\n");
    open(police);
    perform(police, "signVisit");
    exchange({&police, &supervisor, &probation});
    open(supervisor);
    CHECK(reasons(supervisor) == "countersignVisit||\n");
    perform(supervisor, "countersignVisit");
    supervisor.told("countersign a visit");
    exchange({&supervisor, &police, &probation});
    for (auto* hands : {&supervisor, &police, &probation}) {
        open(*hands);
        const auto told = signatures(*hands);
        for (const auto* line : {"Approved|Verity Aldercott|", "Signed|Kelvin Drayfield|",
                                 "Signed|Nikhil Rushmere|", "Countersigned|Verity Aldercott|"})
            CHECK(told.contains(line));
        CHECK_FALSE(told.contains("changed since"));
    }
    CHECK(supervisor.app().sync()->view().problems == 0);
}

TEST_CASE("what changed since somebody signed is named, and they may sign it again")
{
    OfficeDay day(seedOfThisRun());
    Hands police(day, day.officer, access::Role::IomOfficer);
    Hands probation(day, day.probation, access::Role::ProbationPractitioner);
    for (auto* hands : {&police, &probation}) hands->unlock();
    visitAndFinish(police, "He was in.");
    open(police);
    perform(police, "signVisit");
    CHECK(signatures(police) == "Signed|Kelvin Drayfield|\n");
    CHECK_FALSE(police.shows("signVisit"));
    exchange({&police, &probation});

    open(probation);
    CHECK(all(probation, "alerts", {"readText"}).contains("Read by Kelvin Drayfield"));
    models::App& app = probation.app();
    app.form()->open({"visit_record", {}, OfficeDay::kVisitId},
                     [&app] { app.navigator()->open(models::PageId::Form); });
    probation.at("form");
    app.form()->setValue("rooms_seen", "Kitchen and hall");
    app.form()->finish();
    probation.at("today");
    exchange({&probation, &police});
    open(police);
    CHECK(signatures(police).startsWith("Signed|Kelvin Drayfield: changed since: Rooms seen"));
    CHECK(police.shown().contains("changed since: Rooms seen"));
    perform(police, "signVisit");
    CHECK(signatures(police) == "Signed|Kelvin Drayfield|\n");
}
