// What each page's screen makes of the facts of a small replica, without a page.
#include "client/screens/about.h"
#include "client/screens/case_file.h"
#include "client/screens/listed_words.h"
#include "client/screens/outbox_view.h"
#include "client/screens/plain_words.h"
#include "client/screens/search_hits.h"
#include "client/screens/today_view.h"
#include "client/screens/visit_file.h"
#include "client/screens/visit_signing.h"
#include "client/work/visit_work.h"
#include "shared/schema/person_fields.h"
#include "shared/wire/primitive.h"
#include "tests/qml/office_day.h"

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::screens;

namespace {
/// A tablet that has synced once, with its vault opened by the test itself.
struct OpenedTablet {
    OfficeDay day;
    ScreenTablet tablet;
    const LocalTime time{[](std::int64_t) { return 3600; }};
    std::optional<work::Workbench> bench;

    explicit OpenedTablet(const Member OfficeDay::*who, access::Role role)
        : day(seedOfThisRun()), tablet(day, day.*who, role)
    {
        tablet.unlock();
        tablet.app.reset();
        bench.emplace(tablet.site(), tablet.threads);
        const auto passphrase = crypto::Secret::copyOf(bytesOf(ScreenTablet::kPassphrase));
        REQUIRE(bench->unlock(passphrase, work::Workbench::Way::Passphrase).ok());
    }
};

struct OfficersTablet : OpenedTablet {
    OfficersTablet() : OpenedTablet(&OfficeDay::officer, access::Role::IomOfficer) {}
};
struct AdvisersTablet : OpenedTablet {
    AdvisersTablet() : OpenedTablet(&OfficeDay::idva, access::Role::Idva) {}
};
} // namespace

TEST_CASE_FIXTURE(OfficersTablet, "the day's view names the next visit, what is due and what waits")
{
    const auto view = readToday(*bench, time).value();
    REQUIRE(view.hasNext);
    CHECK(view.next.recordId == OfficeDay::kVisitId);
    CHECK(view.next.step == VisitStep::Briefing);
    CHECK_FALSE(view.nextIsRead);
    CHECK(view.nextLast == "Last visit: 26 May 2026 at 11:30am, No answer");
    CHECK(view.actionsDue == 1);
    REQUIRE(view.actions.size() == 1);
    CHECK(view.actions[0].dueText == "Due 7 June, 2 days late");
    CHECK(view.actions[0].colourText == "Red, overdue");
    CHECK(view.toSign.empty()); // who wrote no statement waits for no signature
    CHECK(view.conflicts.empty());
}

TEST_CASE_FIXTURE(OfficersTablet, "a visit's view blocks its start until each ALERT is read")
{
    auto view = readVisit(*bench, time, OfficeDay::kVisitId).value();
    CHECK(view.title == "Visit to " + initialsOf(QString::fromStdString(day.subject)));
    CHECK(view.blockedText.contains("each ALERT"));
    CHECK_FALSE(view.allAcknowledged);
    CHECK_FALSE(startVisit(*bench, time, OfficeDay::kVisitId).ok());
    const auto unread = std::ranges::find_if(
        view.alerts, [](const AlertRow& a) { return a.isAlert && !a.acknowledged; });
    REQUIRE(unread != view.alerts.end());
    CHECK(unread->startText == "Read, and start");
    REQUIRE(acknowledge(*bench, OfficeDay::kVisitId, unread->recordId.toStdString(), unread->seen)
                .ok());
    view = readVisit(*bench, time, OfficeDay::kVisitId).value();
    CHECK(view.blockedText.isEmpty());
    CHECK(view.startText == "Start visit");
}

TEST_CASE_FIXTURE(OfficersTablet, "nobody puts their name to what was not on the screen")
{
    const auto set = [&](const char* record, const char* field, const char* text) {
        const auto key = bench->casework().find(record).value();
        const auto editing = bench->casework().edit(key).value();
        const std::vector<work::FieldEntry> entries{{field, work::FieldEntry::How::Set, text}};
        REQUIRE(bench->casework().save(editing, entries, {}).ok());
    };
    const auto read = [&] { return readVisit(*bench, time, OfficeDay::kVisitId).value(); };
    const auto seenIn = [](const VisitFile& view) {
        const auto at =
            std::ranges::find(view.alerts, QString(OfficeDay::kMarkerId), &AlertRow::recordId);
        REQUIRE(at != view.alerts.end());
        return at->seen;
    };
    const auto acknowledged = [&](const std::string& seen) {
        return acknowledge(*bench, OfficeDay::kVisitId, OfficeDay::kMarkerId, seen);
    };
    auto seen = seenIn(read());
    set(OfficeDay::kMarkerId, "note", "A knife by the door");
    CHECK(acknowledged(seen).error().code == ErrorCode::Conflict);
    seen = seenIn(read());
    CHECK(acknowledged(seen).ok());
    set(OfficeDay::kMarkerId, "note", "Two knives by the door");
    for (const auto& alert : read().alerts)
        if (alert.recordId == OfficeDay::kMarkerId)
            CHECK(alert.readText == "Changed since you read it");

    set(OfficeDay::kVisitId, "state", "left");
    work::VisitWork visits(bench->casework());
    const auto key = bench->casework().find(OfficeDay::kVisitId).value();
    REQUIRE(visits.say(key, "He was in.").ok());
    const auto sign = [&](const std::string& shown) {
        return doDeed(*bench, OfficeDay::kVisitId, VisitDeed::Sign, shown);
    };
    const auto before = read();
    const auto deed = std::ranges::find(before.deeds, VisitDeed::Sign, &DeedRow::deed);
    REQUIRE(deed != before.deeds.end());
    set(OfficeDay::kVisitId, "rooms_seen", "Kitchen");
    CHECK(sign(deed->seen).error().code == ErrorCode::Conflict);
    CHECK(read().signatures.empty());
    const auto now = read();
    REQUIRE(sign(std::ranges::find(now.deeds, VisitDeed::Sign, &DeedRow::deed)->seen).ok());
    REQUIRE(read().signatures.size() == 1);
    CHECK_FALSE(read().signatures[0].stale);
}

TEST_CASE_FIXTURE(AdvisersTablet,
                  "a case's view puts the unsafe contact first, and its person first")
{
    const auto view = readCase(*bench, time, OfficeDay::kVictimCase).value();
    CHECK(view.card.title == QString::fromStdString(day.victim));
    CHECK(view.card.riskText == "High risk");
    CHECK(view.bornText == "Born 4 March 1994");
    REQUIRE_FALSE(view.warnings.empty());
    CHECK(view.warnings[0].kind == WarningKind::Contact);
    CHECK(view.warnings[0].alert);
    CHECK(view.warnings[0].text.contains("NOT SAFE"));
    CHECK(view.hasAlert);
    CHECK(view.warningsText.contains(" to mind: not safe to ring"));
    REQUIRE_FALSE(view.people.empty());
    CHECK(view.people[0].isMain);
    CHECK(view.people[0].contactText.isEmpty()); // it is asked for by itself
    CHECK(readContact(*bench, time, OfficeDay::kPhoneId).value() == "07700 900415");
    CHECK(view.plans.size() == 1);
    CHECK(view.canEditWishes);
}

TEST_CASE_FIXTURE(AdvisersTablet,
                  "the outbox tells one save as one item, however many strands it is in")
{
    // Facts of a case and what keeps a victim safe lie in strands of their own.
    const auto before = readOutbox(*bench, time).value();
    CHECK(before.waiting == 0);
    CHECK(before.lastContactMs > 0);
    auto editing = bench->casework().begin(OfficeDay::kVictimCase, "incident").value();
    using work::FieldEntry;
    const std::vector<FieldEntry> entries{
        {"text", FieldEntry::How::Set, "He rang twice."},
        {"safety_text", FieldEntry::How::Set, "From a new number."}};
    const auto saved = bench->casework().save(editing, entries, {});
    REQUIRE(saved.ok());
    REQUIRE(saved->saved.dots.size() == 2);
    const auto after = readOutbox(*bench, time).value();
    CHECK(after.waiting == 1);
    REQUIRE(after.items.size() == 1);
    CHECK(after.items[0].state == ItemState::OnTablet);
    CHECK(after.items[0].section == "Waiting to send, 1");
    CHECK(after.items[0].page == ItemPage::Case);
}

TEST_CASE_FIXTURE(AdvisersTablet, "a clock that goes wrong is told as it was at the last contact")
{
    CHECK(readOutbox(*bench, time)->clockAheadMinutes == 0);
    const auto met = [&](std::uint64_t ownMs) {
        wire::Writer told;
        told.u64(day.clock.wallMs());
        told.u64(ownMs);
        told.u64(0);
        REQUIRE(bench->replica().setSetting("work.last_sync", told.view()).ok());
        return readOutbox(*bench, time)->clockAheadMinutes;
    };
    CHECK(met(day.clock.wallMs() + 12 * 60'000) == 12);
    CHECK(met(day.clock.wallMs() - 180 * 60'000) == -180);
    CHECK(clockDifference(12).contains("12 minutes ahead of the office's"));
    CHECK(clockDifference(-180).contains("3 hours behind the office's"));
    CHECK(clockDifference(0).isEmpty());
}

TEST_CASE_FIXTURE(AdvisersTablet, "lists, search and settings read the same replica")
{
    const auto cards = readCases(*bench, time).value();
    REQUIRE(cards.size() == 1);
    CHECK(cards[0].caseRef == OfficeDay::kVictimCase);
    CHECK(cards[0].alertCount == 1);
    const auto actions = readActions(*bench, time).value();
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].section == "Due this week, 1");
    CHECK(readConflicts(*bench, time).value().empty());
    const auto hits = search(*bench, time, "lock").value();
    REQUIRE_FALSE(hits.empty());
    CHECK(hits.back().section == "Written in cases");
    const auto named = search(*bench, time, cards[0].title.toStdString()).value();
    REQUIRE(named.size() >= 2); // a case goes by the name of the person at its centre
    CHECK(named.front().typeText == "Person");
    CHECK(named.front().section == "People");
    CHECK(named[1].section == "Cases");
    auto slipped = cards[0].title.section(' ', -1).toStdString();
    REQUIRE(slipped.size() >= 5);
    std::swap(slipped[1], slipped[2]);
    const auto similar = search(*bench, time, slipped).value();
    REQUIRE_FALSE(similar.empty());
    CHECK(similar.front().section == "Also similar");
    CHECK(similar.front().recordId == named.front().recordId);
    CHECK(readAbout(*bench, time).value().lines.size() == 8);
}

TEST_CASE("a list decides on every version of a word, and takes an unknown one for the danger")
{
    namespace person = schema::person;
    using schema::YesNoUnknown;
    store::ListedRow row;
    const auto says = [&](const char* text) {
        row.texts[person::doNotVisitAlone.wire()] = text;
        return mayBe(row, person::doNotVisitAlone, YesNoUnknown::Yes);
    };
    CHECK_FALSE(mayBe(row, person::doNotVisitAlone, YesNoUnknown::Yes));
    CHECK(says("yes"));
    CHECK(says("no | yes"));
    CHECK(says("(written by a newer version)"));
    CHECK_FALSE(says("no"));
    CHECK_FALSE(says("no | unknown"));
    const auto isNo = [&] { return isOneOf(row, person::doNotVisitAlone, {YesNoUnknown::No}); };
    CHECK_FALSE(isNo());
    CHECK_FALSE(says("no | no"));
    CHECK(isNo());
}

TEST_CASE_FIXTURE(AdvisersTablet, "a locked tablet shows nothing, whichever page asks")
{
    REQUIRE(bench->lock().ok());
    const auto locked = [](const auto& read) {
        return !read.ok() && read.error().code == ErrorCode::Locked;
    };
    CHECK(locked(readToday(*bench, time)));
    CHECK(locked(readCases(*bench, time)));
    CHECK(locked(readCase(*bench, time, OfficeDay::kVictimCase)));
    CHECK(locked(readVisit(*bench, time, OfficeDay::kVisitId)));
    CHECK(locked(readActions(*bench, time)));
    CHECK(locked(readConflicts(*bench, time)));
    CHECK(locked(readOutbox(*bench, time)));
    CHECK(locked(search(*bench, time, "lock")));
    CHECK(locked(readAbout(*bench, time)));
    CHECK(locked(readContact(*bench, time, OfficeDay::kPhoneId)));
}
