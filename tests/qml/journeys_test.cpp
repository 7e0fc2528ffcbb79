// Journeys of working days, done by touch on the real app over a real vault, with a hub in this
// process. What each job costs in taps and seconds is printed.
#include "tests/qml/hands.h"

#include <QtCore/QVersionNumber>
#include <QtGui/QAccessible>

using namespace lapwing;
using namespace lapwing::test;

namespace {
QString row(const char* id) { return QStringLiteral("row_") + id; }

void openCase(Hands& hands, const char* ref)
{
    hands.goTo("cases");
    hands.tap(row(ref));
    REQUIRE(hands.tablet.until([&] { return hands.app().caseView()->hasCase(); }));
    if (hands.app().page() != models::PageId::Case) hands.tap("openCase");
    hands.at("case");
}

void add(Hands& hands, const char* what)
{
    if (!hands.shows(what)) hands.tap("addToCase");
    hands.tap(what);
    hands.at("form");
}

void finish(Hands& hands)
{
    hands.tap("finishForm");
    hands.at("case");
}

QString firstWarning(Hands& hands)
{
    const auto* warnings = hands.app().caseView()->list("warnings");
    return warnings->count() == 0 ? QString() : warnings->at(0, "text").toString();
}
} // namespace

TEST_CASE("an adviser without a signal records attempts and wishes, and all of it arrives")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    day.setRoad(Road::Closed);
    openCase(hands, OfficeDay::kVictimCase);
    hands.told("open a client's card");
    CHECK(firstWarning(hands).contains("NOT SAFE"));
    CHECK(hands.spoken().contains(QString::fromStdString(day.victim)));
    for (const auto* how : {"no_answer", "left_message"}) {
        add(hands, "addContactAttempt");
        hands.tap("option_channel_mobile");
        hands.tap(QStringLiteral("option_attempt_outcome_") + how);
        hands.type("field_text", "Rang twice.");
        finish(hands);
        hands.told("record an attempt to reach her");
    }
    add(hands, "editWishes");
    hands.type("field_victim_wishes", "She wants to stay.");
    finish(hands);
    hands.told("write down her wishes");
    hands.goTo("actions");
    hands.tap(row(OfficeDay::kActionId));
    hands.tap("status_completed");
    hands.type("whatHappened", "Fitted today.");
    hands.tap("finishAction");
    hands.told("tick an action as done, with evidence");
    hands.tablet.settle();
    CHECK(hands.app().sync()->view().waiting == 4);
    CHECK_FALSE(day.accepted(OfficeDay::kActionId, "status", "completed"));

    day.setRoad(Road::Open);
    hands.tablet.sync();
    CHECK(hands.app().sync()->view().waiting == 0);
    CHECK(day.accepted(OfficeDay::kActionId, "status", "completed"));
    CHECK(day.accepted(OfficeDay::kActionId, "evidence", "Fitted today."));
    ScreenTablet other(day, day.coordinator, access::Role::MaracCoordinator);
    other.unlock();
    other.app->cases()->select(OfficeDay::kVictimCase);
    auto& shown = *other.app->caseView();
    REQUIRE(other.until([&] { return shown.hasCase(); }));
    CHECK(shown.list("timeline")->rowCount() >= 2);
    CHECK(shown.list("timeline")->at(0, "by").toString() == "Rhian Ellerbeck");
    CHECK(shown.list("timeline")->at(0, "text").toString() == "Rang twice.");
}

TEST_CASE("an action that was not done says whether things changed or the agency did not do it")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    hands.goTo("actions");
    hands.tap("showDone"); // else what is over leaves the list
    for (const auto* why : {"circumstances_changed", "agency_failed"}) {
        hands.tap(row(OfficeDay::kActionId));
        hands.tap(QStringLiteral("status_") + why);
        hands.tap("finishAction");
        hands.tablet.settle();
        hands.tablet.sync();
        CHECK(day.accepted(OfficeDay::kActionId, "status", "not_completed"));
        CHECK(day.accepted(OfficeDay::kActionId, "non_completion_reason", why));
    }
    // Done after all: the reason goes with what it was the reason of.
    hands.tap(row(OfficeDay::kActionId));
    hands.tap("status_completed");
    hands.tap("finishAction");
    hands.tablet.settle();
    hands.tablet.sync();
    CHECK(day.accepted(OfficeDay::kActionId, "status", "completed"));
    CHECK_FALSE(day.accepted(OfficeDay::kActionId, "non_completion_reason", "agency_failed"));
}

TEST_CASE("what was just done is announced to a screen reader once, where Qt can")
{
    static int announced;
    constexpr int kAnnouncement = 0x80d0; // QAccessible::Announcement, since Qt 6.8
    const auto before = QAccessible::installUpdateHandler([](QAccessibleEvent* event) {
        announced += static_cast<int>(event->type()) == kAnnouncement;
    });
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    openCase(hands, OfficeDay::kVictimCase);
    add(hands, "addNote");
    hands.type("field_text", "Rang.");
    announced = 0;
    finish(hands);
    CHECK_FALSE(hands.app().messages()->view().text.isEmpty());
    const bool canAnnounce = QVersionNumber::fromString(qVersion()) >= QVersionNumber(6, 8);
    CHECK(announced == (canAnnounce ? 1 : 0));
    QAccessible::installUpdateHandler(before);
}

TEST_CASE("a text from a sister is told as a repeat at once, and its referral is one tap away")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    day.setRoad(Road::Closed);
    openCase(hands, OfficeDay::kVictimCase);
    hands.told("open a client's card");
    add(hands, "addIncident");
    hands.type("field_text", "His sister texted her.");
    finish(hands);
    hands.told("record an incident");
    INFO(hands.app().messages()->view().notice.toStdString());
    CHECK(hands.app().messages()->view().notice.contains("repeat"));
    CHECK(hands.app().messages()->view().notice.contains("14 March 2026"));
    CHECK(hands.app().caseView()->tab() == "plans");
    CHECK(hands.app().caseView()->list("plans")->rowCount() == 1);
    hands.tap("noticeAction");
    hands.at("form");
    CHECK(hands.app().form()->valueOf("criteria") == "repeat");
    CHECK(hands.app().form()->valueOf("background") == "Separation in January; threats since.");
    finish(hands);
    hands.told("refer her again, from what is known");
    REQUIRE(
        hands.tablet.until([&] { return hands.app().caseView()->list("plans")->rowCount() == 2; }));
    day.setRoad(Road::Open);
    hands.tablet.sync();
    CHECK(hands.app().sync()->view().waiting == 0);
    CHECK(hands.app().sync()->view().problems == 0);
}

TEST_CASE("two officers record one visit on two tablets, and both read the joined record")
{
    OfficeDay day(seedOfThisRun());
    Hands police(day, day.officer, access::Role::IomOfficer);
    Hands probation(day, day.probation, access::Role::ProbationPractitioner);
    for (auto* hands : {&police, &probation}) hands->unlock();
    day.setRoad(Road::Closed);
    const auto record = [&](Hands& hands, const char* topic, const char* field,
                            const QString& statement) {
        hands.goTo("today");
        hands.told("go to the day");
        hands.tap("openBriefing");
        hands.at("briefing");
        REQUIRE(hands.tablet.until([&] { return hands.app().visit()->hasVisit(); }));
        CHECK(hands.spoken().contains(screens::initialsOf(QString::fromStdString(day.subject))));
        CHECK_FALSE(hands.app().visit()->view().blockedText.isEmpty());
        hands.tap(QStringLiteral("readAndStart_") + OfficeDay::kMarkerId);
        hands.at("visit");
        CHECK(hands.app().navigator()->visitSafe());
        CHECK(hands.shown().contains("1 of 6 · Who was there"));
        for (const auto& there : {hands.spoken(), hands.shown()}) {
            CHECK_FALSE(there.contains(QString::fromStdString(day.subject)));
            CHECK_FALSE(there.contains("IOM"));
            CHECK_FALSE(there.contains("Integrated"));
        }
        CHECK(hands.taps() == 2);
        hands.told("read the warning and start the visit");
        hands.tap(QStringLiteral("section_") + topic);
        hands.type(QStringLiteral("field_") + field, "Seen by " + statement);
        hands.tap("section_finish");
        hands.tap("option_outcome_seen");
        hands.tap("finishVisit");
        hands.at("today");
        CHECK_FALSE(hands.app().navigator()->visitSafe());
        hands.told("record one topic and finish the visit");
    };
    record(police, "conditions", "condition_evidence", "police");
    record(probation, "home", "rooms_seen", "probation");

    day.setRoad(Road::Open);
    for (int i = 0; i < 2; ++i)
        for (auto* hands : {&police, &probation}) hands->tablet.sync();
    CHECK(day.accepted(OfficeDay::kVisitId, "condition_evidence", "Seen by police"));
    CHECK(day.accepted(OfficeDay::kVisitId, "rooms_seen", "Seen by probation"));
    for (auto* hands : {&police, &probation}) {
        auto& app = hands->app();
        app.visit()->show(OfficeDay::kVisitId);
        const auto joined = [&] {
            QString all;
            for (int i = 0; i < app.visit()->list("joint")->rowCount({}); ++i)
                all += app.visit()->list("joint")->at(i, "value").toString() + "\n";
            return all.contains("Seen by police") && all.contains("Seen by probation");
        };
        CHECK(hands->tablet.until(joined));
    }
}

TEST_CASE("a supervisor at the end of the day sees on one page what needs her")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.supervisor, access::Role::IomCoordinator);
    hands.unlock();
    auto& today = *hands.app().today();
    CHECK(hands.app().page() == models::PageId::Today);
    CHECK(today.view().actionsDue == 1);
    CHECK(today.list("toSign")->rowCount({}) == 0); // its officers have not signed yet
    CHECK(hands.app().sync()->said().unsentText.isEmpty());
    CHECK(hands.app().sync()->chip().startsWith("All sent"));
    const auto heard = hands.spoken();
    CHECK(heard.contains("Confirm curfew address"));
    CHECK(heard.contains("overdue", Qt::CaseInsensitive));
    hands.tap(row(OfficeDay::kLateId));
    hands.at("actions");
    CHECK(hands.app().actions()->shown().action.text == "Confirm curfew address");
    hands.told("see the day's board and open the late action");
}

TEST_CASE("hiding covers within a tenth of a second, locks, and gives back the same place")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    openCase(hands, OfficeDay::kVictimCase);
    add(hands, "addNote");
    hands.type("field_text", "She is safe");
    hands.tap("hideButton");
    CHECK(hands.app().lock()->covered());
    CHECK(hands.shows("coverButton"));
    REQUIRE(hands.tablet.until(
        [&] { return hands.app().lock()->state() == models::Lock::State::Locked; }));
    CHECK_FALSE(hands.spoken().contains(QString::fromStdString(day.victim)));
    hands.tap("coverButton");
    hands.unlock();
    hands.at("form");
    CHECK(hands.app().form()->valueOf("text") == "She is safe");
    hands.told("hide, unlock, and go on at the same field");
}

TEST_CASE("a note in the wrong case is taken out with a reason, is listed, and comes back")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    openCase(hands, OfficeDay::kVictimCase);
    add(hands, "addNote");
    hands.type("field_text", "Meant for another case.");
    finish(hands);
    hands.tap("tab_timeline");
    const auto id = hands.app().caseView()->list("timeline")->at(0, "recordId").toString();
    hands.tap("row_" + id);
    hands.at("record");
    REQUIRE(hands.tablet.until([&] { return hands.app().record()->view().canRemove; }));
    CHECK(hands.shown().contains("Meant for another case."));
    hands.tap("removeRecord"); // without a reason nothing is done
    CHECK(hands.shown().contains("Say why"));
    hands.type("recordReason", "Wrong case");
    hands.tap("removeRecord");
    REQUIRE(hands.tablet.until([&] { return hands.app().record()->view().canRestore; }));
    CHECK(hands.shown().contains("Wrong case"));
    hands.told("take out what was entered in error");
    hands.tap("backButton");
    hands.at("case");
    hands.tap("tab_removed");
    const auto* removed = hands.app().caseView()->list("removed");
    REQUIRE(removed->count() == 1);
    CHECK(removed->at(0, "text").toString() == "Wrong case");
    hands.tap("row_" + id);
    hands.at("record");
    hands.type("recordReason", "It was the right one");
    hands.tap("bringBack");
    REQUIRE(hands.tablet.until([&] { return hands.app().record()->view().canRemove; }));
    CHECK(removed->count() == 0);
    CHECK(hands.app().caseView()->list("timeline")->at(0, "recordId").toString() == id);
}

namespace {
/// The rows of the open case's people with that in their name.
QStringList rowsNamed(Hands& hands, const char* name)
{
    const auto* people = hands.app().caseView()->list("people");
    QStringList ids;
    for (int i = 0; i < people->count(); ++i)
        if (people->at(i, "name").toString().contains(QLatin1String(name)))
            ids << people->at(i, "recordId").toString();
    return ids;
}

QStringList waitForRows(Hands& hands, const char* name, qsizetype count)
{
    REQUIRE(hands.tablet.until([&] { return rowsNamed(hands, name).size() == count; }));
    return rowsNamed(hands, name);
}

/// Taps to add somebody of that name; with an answer for the one who may be the same.
void addQuenby(Hands& hands, const QString& answer = {})
{
    add(hands, "addPerson");
    hands.type("field_legal_name", "Quenby Tern");
    if (!answer.isEmpty()) {
        auto& form = *hands.app().form();
        hands.tap("finishForm");
        REQUIRE(hands.tablet.until([&] { return form.view().asksSame; }));
        hands.tap("option_" + form.list("same")->at(0, "rowId").toString() + "_" + answer);
    }
    finish(hands);
}
} // namespace

TEST_CASE("somebody who may be here already is asked about before they are added")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    auto& form = *hands.app().form();
    openCase(hands, OfficeDay::kVictimCase);
    addQuenby(hands); // nobody like them: saved at once
    (void)waitForRows(hands, "Quenby", 1);
    add(hands, "addPerson");
    hands.type("field_legal_name", "Quenby Tern");
    hands.type("field_aliases", "Quen");
    hands.tap("finishForm");
    REQUIRE(hands.tablet.until([&] { return form.view().asksSame; }));
    const auto* same = form.list("same");
    REQUIRE(same->count() == 1);
    CHECK(same->at(0, "name") == "Quenby Tern");
    CHECK(same->at(0, "note") == "The same name");
    CHECK(same->at(0, "detail").toString().contains(OfficeDay::kVictimCase));
    CHECK_FALSE(hands.shows("field_legal_name"));
    hands.tap("finishForm"); // not without an answer
    CHECK(form.firstProblem().startsWith("Say of each of them"));
    hands.tap("backToQuestions");
    REQUIRE(hands.tablet.until([&] { return hands.shows("field_legal_name"); }));
    CHECK(form.valueOf("legal_name") == "Quenby Tern");
    CHECK(form.valueOf("aliases") == "Quen");
    CHECK(rowsNamed(hands, "Quenby").size() == 1); // nothing was saved
    hands.tap("finishForm");
    REQUIRE(hands.tablet.until([&] { return form.view().asksSame; }));
    hands.tap("option_" + same->at(0, "rowId").toString() + "_not_sure");
    finish(hands);
    (void)waitForRows(hands, "Quenby", 2);
}

TEST_CASE("two records of one person are shown as one from their page, and parted again")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    openCase(hands, OfficeDay::kVictimCase);
    addQuenby(hands);
    const auto first = waitForRows(hands, "Quenby", 1).front();
    addQuenby(hands, "not_sure");
    auto both = waitForRows(hands, "Quenby", 2);
    both.removeAll(first);
    hands.app().caseView()->openRecord(first); // their card may be further down the list
    hands.at("record");
    hands.tap("sayWhoIsSame");
    hands.at("same");
    auto& page = *hands.app().same();
    const auto* people = page.list("people");
    const auto said = [&](const char* what) {
        for (int i = 0; i < people->count(); ++i)
            if (people->at(i, "note").toString().startsWith(QLatin1String(what)))
                return people->at(i, "rowId").toString();
        return QString();
    };
    REQUIRE(hands.tablet.until([&] { return !said("Not sure, said by ").isEmpty(); }));
    hands.tap("choose_" + both.front());
    hands.tap("option_answer_merged");
    hands.tap("saveSame");
    CHECK(page.problem().startsWith("Say why"));
    hands.type("sameReason", "Entered twice");
    hands.tap("saveSame");
    (void)waitForRows(hands, "Quenby", 1);
    REQUIRE(hands.tablet.until([&] { return !said("Shown as one").isEmpty(); }));
    hands.tap("choose_" + said("Shown as one"));
    hands.type("sameReason", "A namesake");
    hands.tap("saveSame");
    (void)waitForRows(hands, "Quenby", 2);
}

namespace {
/// Types into the search and taps on the only thing that is found under that title.
void openFound(Hands& hands, const QString& words, const char* title)
{
    auto& search = *hands.app().search();
    hands.app().navigator()->open(models::PageId::Search);
    search.setText(words);
    REQUIRE(hands.tablet.until([&] { return search.answered(); }));
    const auto* results = search.list("results");
    QString id;
    for (int i = 0; i < results->count(); ++i)
        if (results->at(i, "title").toString().startsWith(QLatin1String(title)))
            id = results->at(i, "rowId").toString();
    REQUIRE(!id.isEmpty());
    hands.tap("row_" + id);
}

/// It stands within its list, at least in part.
bool isInSight(Hands& hands, const QString& name)
{
    const auto* item = hands.find(name);
    for (auto* above = item->parentItem(); above; above = above->parentItem()) {
        if (!above->property("contentY").isValid()) continue;
        const auto box = item->mapRectToItem(above, item->boundingRect());
        return box.bottom() > 0 && box.top() < above->height();
    }
    return false;
}
} // namespace

TEST_CASE("what is found opens where it stands in its case, and back leads to where one was")
{
    constexpr int kNotes = 60;
    OfficeDay day(seedOfThisRun());
    day.fill(1, kNotes);
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    auto& search = *hands.app().search();
    auto& caseView = *hands.app().caseView();

    hands.app().navigator()->open(models::PageId::Search);
    search.setText("entry lock");
    REQUIRE(hands.tablet.until([&] { return search.answered(); }));
    const auto* results = search.list("results");
    REQUIRE(results->count() == kNotes);
    const auto last = results->at(kNotes - 1, "recordId").toString();
    const auto snippet = results->at(kNotes - 1, "snippet").toString();
    hands.app().search()->openResult(results->at(kNotes - 1, "rowId").toString());
    hands.at("record");
    REQUIRE(hands.tablet.until([&] { return hands.shown().contains(snippet); }));
    CHECK(hands.app().modelOf(models::PageId::Record)->list("facts")->count() > 0);
    hands.tap("backButton");
    hands.at("case");
    CHECK(caseView.tab() == "timeline");
    const auto* timeline = caseView.list("timeline");
    CHECK(timeline->at(timeline->currentRow(), "recordId") == last);
    REQUIRE(hands.tablet.until([&] { return isInSight(hands, "row_" + last); }));
    hands.tap("backButton");
    hands.at("search");
    CHECK(search.text() == "entry lock");
    REQUIRE(hands.tablet.until([&] { return isInSight(hands, "row_" + last); }));
    // The mark is of what was found, and goes with it.
    caseView.setTab("people");
    caseView.setTab("timeline");
    CHECK(timeline->currentRow() == -1);

    // A number is found, and stands behind its warning.
    openFound(hands, "07700900415", "Mobile number");
    hands.at("case");
    CHECK(caseView.tab() == "people");
    const auto* people = caseView.list("people");
    REQUIRE(hands.tablet.until([&] { return people->currentRow() >= 0; }));
    CHECK(people->at(people->currentRow(), "contactLabel") == "Mobile number");
    CHECK(isInSight(hands, row(OfficeDay::kVictimId)));
    CHECK_FALSE(hands.shown().contains("07700"));
    hands.tap("backButton");
    hands.at("search");

    openFound(hands, "fit a new lock", "Action");
    hands.at("case");
    REQUIRE(hands.tablet.until([&] { return caseView.list("actions")->currentRow() == 0; }));
    hands.tap("backButton");

    openFound(hands, QString::fromStdString(day.perpetrator), day.perpetrator.c_str());
    hands.at("case");
    REQUIRE(hands.tablet.until([&] { return people->currentRow() >= 0; }));
    CHECK(people->at(people->currentRow(), "name") == QString::fromStdString(day.perpetrator));
    hands.tap("backButton");
    openFound(hands, QString::fromStdString(day.perpetrator), OfficeDay::kVictimCase);
    hands.at("case");
    CHECK(caseView.tab() == "summary");
}

TEST_CASE("somebody of the same address in another case is asked about before it is added")
{
    OfficeDay day(seedOfThisRun());
    day.fill(1, 0);
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    auto& form = *hands.app().form();
    openCase(hands, "DM-25-1000");
    addQuenby(hands);
    const auto addAddress = [&](const QString& person) {
        hands.app().caseView()->openRecord(person);
        hands.at("record");
        hands.tap("addAddress");
        hands.at("form");
        hands.type("field_lines", "Flat 2, 14 Alder Road");
        hands.type("field_postcode", "ab1 2cd");
        hands.app().form()->choose("sensitivity", "secret");
        hands.tap("finishForm");
    };
    addAddress(waitForRows(hands, "Quenby", 1).front());
    hands.at("record"); // nobody else lives there
    openCase(hands, OfficeDay::kVictimCase);
    addAddress(OfficeDay::kVictimId);
    REQUIRE(hands.tablet.until([&] { return form.view().asksSame; }));
    const auto* same = form.list("same");
    REQUIRE(same->count() == 1);
    CHECK(same->at(0, "name") == "Quenby Tern");
    CHECK(same->at(0, "note") == "The same address");
    hands.tap("option_" + same->at(0, "rowId").toString() + "_different");
    hands.tap("finishForm");
    hands.at("record");
    hands.tap("backButton");

    // It stands in the case, behind what has to be known before it is told.
    hands.app().caseView()->setTab("people");
    const auto* people = hands.app().caseView()->list("people");
    const auto addressRow = [&] {
        for (int i = 0; i < people->count(); ++i)
            if (people->at(i, "isAddress").toBool()) return i;
        return -1;
    };
    REQUIRE(hands.tablet.until([&] { return addressRow() >= 0; }));
    CHECK(people->at(addressRow(), "name") == QString::fromStdString(day.victim));
    CHECK(people->at(addressRow(), "contactWarning").toString().startsWith("Tell it to nobody"));
    CHECK_FALSE(hands.shown().contains("Alder Road"));
    const auto id = people->at(addressRow(), "recordId").toString();
    hands.tap("reveal_" + id);
    REQUIRE(hands.tablet.until([&] { return hands.shown().contains("14 Alder Road\nab1 2cd"); }));
    hands.tap("editPhone_" + id);
    hands.at("form");
    CHECK(form.view().title == "Address");
    CHECK(form.valueOf("lines") == "Flat 2, 14 Alder Road");
}

TEST_CASE("anybody on the tablet can be said to be the same person, and that is undone")
{
    OfficeDay day(seedOfThisRun());
    day.fill(1, 0);
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    openCase(hands, "DM-25-1000");
    addQuenby(hands);
    (void)waitForRows(hands, "Quenby", 1);
    openCase(hands, OfficeDay::kVictimCase);
    hands.app().caseView()->openRecord(OfficeDay::kVictimId);
    hands.at("record");
    hands.tap("sayWhoIsSame");
    hands.at("same");
    auto& page = *hands.app().same();
    const auto* people = page.list("people");
    const auto* found = page.list("found");
    const auto isShown = [&](const models::ListModel& list, const char* role, const char* text) {
        for (int i = 0; i < list.count(); ++i)
            if (list.at(i, role).toString().startsWith(QLatin1String(text))) return true;
        return false;
    };
    // Nothing that they have in common makes anybody think of the two.
    REQUIRE(hands.tablet.until([&] { return !page.busy() && people->count() > 0; }));
    CHECK_FALSE(isShown(*people, "name", "Quenby"));
    hands.type("sameSearch", "nobody of that name");
    REQUIRE(hands.tablet.until([&] { return page.wordsText().startsWith("Nobody else"); }));
    page.setWords({});
    hands.type("sameSearch", "tern");
    REQUIRE(hands.tablet.until([&] { return found->count() == 1; }));
    CHECK(found->at(0, "name") == "Quenby Tern");
    CHECK(found->at(0, "detail").toString().contains("DM-25-1000"));
    CHECK(page.wordsText().isEmpty());
    const auto id = found->at(0, "rowId").toString();
    hands.tap("choose_" + id);
    CHECK_FALSE(hands.shows("option_answer_merged")); // each case has readers of its own
    hands.tap("option_answer_same");
    hands.tap("saveSame");
    REQUIRE(
        hands.tablet.until([&] { return isShown(*people, "note", "The same person, said by"); }));
    REQUIRE(hands.tablet.until([&] { return found->count() == 0; }));
    hands.tap("choose_" + people->at(0, "rowId").toString());
    hands.type("sameReason", "A namesake");
    hands.tap("saveSame");
    REQUIRE(hands.tablet.until([&] { return found->count() == 1; }));
    CHECK_FALSE(isShown(*people, "note", "The same person, said by"));
}
