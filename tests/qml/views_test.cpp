// What each page's screen makes of the facts of a small replica, without a page.
#include "client/screens/about.h"
#include "client/screens/case_people.h"
#include "client/screens/forms.h"
#include "client/screens/listed_words.h"
#include "client/screens/outbox_view.h"
#include "client/screens/plain_words.h"
#include "client/screens/record_file.h"
#include "client/screens/search_hits.h"
#include "client/screens/today_view.h"
#include "client/screens/visit_file.h"
#include "client/screens/visit_signing.h"
#include "client/work/person_work.h"
#include "client/work/visit_work.h"
#include "shared/schema/action_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/wire/primitive.h"
#include "sync/store/elsewhere.h"
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

    /// Saves each text over what stands now, so that they are versions of one register.
    void putVersions(const char* record, const char* field, std::vector<std::string> texts)
    {
        const auto key = bench->casework().find(record).value();
        std::vector<work::Casework::Editing> forms;
        for (std::size_t i = 0; i < texts.size(); ++i)
            forms.push_back(bench->casework().edit(key).value());
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::vector<work::FieldEntry> entries{
                {field, work::FieldEntry::How::Set, texts[i]}};
            REQUIRE(bench->casework().save(forms[i], entries, {}).ok());
        }
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
    CHECK(view.warnings[0].text.contains("NOT SAFE to ring."));
    CHECK(view.hasAlert);
    CHECK(view.warningsText.contains(" to mind: not safe to ring"));
    REQUIRE_FALSE(view.people.empty());
    CHECK(view.people[0].isMain);
    CHECK(view.people[0].contactText.isEmpty()); // it is asked for by itself
    CHECK(readContact(*bench, time, OfficeDay::kPhoneId).value() == "07700 900415");
    CHECK(view.plans.size() == 1);
    CHECK(view.canEditWishes);
}

TEST_CASE_FIXTURE(AdvisersTablet, "a contact stands under everybody whom a version names")
{
    const auto of = [&](const char* contact) {
        QStringList names;
        const auto view = readCase(*bench, time, OfficeDay::kVictimCase).value();
        for (const auto& row : view.people)
            if (row.contactId == contact) {
                CHECK(row.contactAlert);
                names << row.name;
            }
        names.sort();
        const auto told = std::ranges::count_if(view.warnings, [&](const WarningRow& warning) {
            return warning.kind == WarningKind::Contact && warning.alert;
        });
        CHECK(told == names.size() + 1); // and that of the unsafe number
        return names;
    };
    putVersions(OfficeDay::kEmailId, "person", {""});
    putVersions(OfficeDay::kEmailId, "person", {OfficeDay::kVictimId, OfficeDay::kPerpetratorId});
    QStringList both{QString::fromStdString(day.victim), QString::fromStdString(day.perpetrator)};
    both.sort();
    CHECK(of(OfficeDay::kEmailId) == both);

    const auto key = bench->casework().find(OfficeDay::kEmailId).value();
    const std::vector<work::FieldEntry> nobody{{"person", work::FieldEntry::How::Set, ""},
                                               {"safe", work::FieldEntry::How::Set, "unknown"}};
    REQUIRE(bench->casework().save(bench->casework().edit(key).value(), nobody, "Not hers").ok());
    CHECK(of(OfficeDay::kEmailId) == QStringList{"Nobody named in this case"});
}

TEST_CASE_FIXTURE(AdvisersTablet, "a merged person is one row, with every name and every contact")
{
    auto& casework = bench->casework();
    const auto add = [&](const char* type, std::vector<work::FieldEntry> entries) {
        const auto editing = casework.begin(OfficeDay::kVictimCase, type).value();
        return casework.save(editing, entries, {}).value().saved.record;
    };
    using enum work::FieldEntry::How;
    const auto also = add("person", {{"legal_name", Set, "Tess Hallow"}});
    const auto email =
        add("contact_point", {{"value", Set, "tess@mail.example"}, {"person", Set, also.id.hex()}});
    const auto victim = casework.find(OfficeDay::kVictimId).value();
    const auto names = [&] {
        QStringList all;
        const auto view = readCase(*bench, time, OfficeDay::kVictimCase).value();
        for (const auto& row : view.people)
            if (row.recordId == toQt(also.id.hex()) || row.contactId == toQt(email.id.hex()))
                all << row.name;
        return all;
    };
    CHECK(names() == QStringList{"Tess Hallow"});
    work::PersonWork people(casework);
    const auto said = people.say(also, {victim, schema::same_person::Answer::Merged, "Twice"});
    REQUIRE(said.ok());
    CHECK(names() == QStringList{QString::fromStdString(day.victim) + " or Tess Hallow"});
    // What differs is something to check, and no value of either record goes untold.
    const auto toCheck = [&] {
        QStringList all;
        const auto view = readCase(*bench, time, OfficeDay::kVictimCase).value();
        for (const auto& warning : view.warnings)
            if (warning.kind == WarningKind::Conflict) all << warning.text;
        return all.join("; ");
    };
    INFO(toCheck().toStdString());
    CHECK(toCheck().contains("records shown as one differ"));
    CHECK(toCheck().contains("Name"));
    for (const auto& id : {also.id.hex(), victim.id.hex()}) {
        const auto file = readRecord(*bench, time, id).value();
        const auto line = std::ranges::find_if(
            file.facts, [](const Line& fact) { return fact.value.contains("Tess Hallow"); });
        REQUIRE(line != file.facts.end());
        CHECK(line->value.contains(QString::fromStdString(day.victim)));
        CHECK(file.noteText.contains(line->label));
    }
    REQUIRE(people.takeBack(said->id, "A namesake").ok());
    CHECK(names() == QStringList{"Tess Hallow"});
    CHECK(toCheck().isEmpty());
}

TEST_CASE_FIXTURE(AdvisersTablet, "whom somebody else has, as the office says, is told beside them")
{
    const auto told = [&] {
        QStringList names;
        const auto file = readCase(*bench, time, OfficeDay::kVictimCase).value();
        for (const auto& row : file.people)
            if (!row.elsewhereText.isEmpty()) names << row.name;
        return names;
    };
    const auto ofRecord = [&] {
        return readRecord(*bench, time, OfficeDay::kVictimId).value().elsewhereText;
    };
    CHECK(told().isEmpty());
    CHECK(ofRecord().isEmpty());
    const auto victim = bench->casework().find(OfficeDay::kVictimId).value();
    store::Elsewhere elsewhere(bench->replica().database());
    REQUIRE(elsewhere.setCase(victim.scope, {victim.id}).ok());
    CHECK(told() == QStringList{QString::fromStdString(day.victim)}); // once, of two ways to her
    CHECK(ofRecord() ==
          "Somebody else in the partnership has this person; a coordinator is asked.");
    REQUIRE(elsewhere.setCase(victim.scope, {}).ok());
    CHECK(told().isEmpty());
}

TEST_CASE_FIXTURE(AdvisersTablet, "a list counts every restriction of a case as an ALERT")
{
    const auto alerts = [&] { return readCases(*bench, time).value().front().alertCount; };
    REQUIRE(alerts() == 1);
    const auto key = bench->replica().lists().caseByRef(OfficeDay::kVictimCase).value().record;
    const std::vector<work::FieldEntry> entries{
        {"restrictions", work::FieldEntry::How::Add, "do_not_visit"},
        {"restrictions", work::FieldEntry::How::Add, "no_post"}};
    REQUIRE(bench->casework().save(bench->casework().edit(key).value(), entries, {}).ok());
    CHECK(alerts() == 2);
}

TEST_CASE_FIXTURE(AdvisersTablet, "a case is found by each version of its reference")
{
    const auto key = bench->replica().lists().caseByRef(OfficeDay::kVictimCase).value().record;
    putVersions(key.id.hex().c_str(), "ref", {"DM-26-018", "DM-26-019"});
    for (const auto* ref : {"DM-26-018", "dm-26-019", "DM-26-018 | DM-26-019"})
        CHECK(bench->replica().lists().caseByRef(ref).value().record == key);
    CHECK(bench->replica().lists().caseByRef("DM-26-01").error().code == ErrorCode::NotFound);
}

TEST_CASE_FIXTURE(AdvisersTablet, "a version is told with who wrote it, and what they do")
{
    putVersions(OfficeDay::kPhoneId, "value", {"07700 900416", "07700 900417"});
    const auto rows = readConflicts(*bench, time).value();
    REQUIRE(rows.size() == 1);
    const auto file = readConflict(*bench, time, rows[0].conflictId.toStdString()).value();
    REQUIRE(file.versions.size() == 2);
    CHECK(file.versions[0].by == QString::fromStdString(day.idva.name) + ", IDVA");
    CHECK(file.versions[0].fromText == "You, on this tablet");
}

TEST_CASE_FIXTURE(OfficersTablet, "what is due, and when, is listed by every version")
{
    putVersions(OfficeDay::kLateId, "due", {"2026-12-24", "2026-06-08"});
    putVersions(OfficeDay::kVisitId, "expected_start",
                {"2026-06-12T09:00:00Z", "2026-06-09T10:45:00Z"});
    const auto view = readToday(*bench, time).value();
    REQUIRE(view.actions.size() == 1);
    CHECK(view.actions[0].dueText == "Due 8 June, 1 day late, or 24 December");
    REQUIRE(view.visits.size() == 1);
    CHECK(view.visits[0].recordId == OfficeDay::kVisitId);
    CHECK(view.visits[0].time == "11:45am or 10:00am");

    putVersions(OfficeDay::kLateId, "owner_person",
                {day.probation.person.hex(), day.officer.person.hex()});
    const auto actions = readActions(*bench, time).value();
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].mine);
    CHECK(actions[0].owner.contains(QString::fromStdString(day.officer.name)));
    CHECK(actions[0].owner.contains(QString::fromStdString(day.probation.name)));
}

TEST_CASE_FIXTURE(OfficersTablet,
                  "an action whose day may be one that cannot be read here is due soon")
{
    putVersions(OfficeDay::kLateId, "due", {"2026-12-24"});
    const auto only = [&] { return readActions(*bench, time).value().front(); };
    CHECK(only().section == "Later, 1");
    auto& database = bench->replica().database();
    REQUIRE(database
                .exec("UPDATE listed SET text=text||char(31,26) WHERE f=" +
                      std::to_string(schema::action::due.wire()))
                .ok());
    CHECK(only().section == "Due this week, 1");
    CHECK(only().dueText == "Due 24 December, or a day that only a newer version can show");
}

TEST_CASE_FIXTURE(AdvisersTablet, "a form begins from no version while every one has to be read")
{
    const auto numberOf = [](const OpenForm& form) {
        const auto* field = form.find("value");
        REQUIRE(field != nullptr);
        return *field;
    };
    const FormAsk ask{.plan = "phone", .caseRef = {}, .about = OfficeDay::kPhoneId};
    CHECK(numberOf(openForm(*bench, time, ask).value()).shown == "07700 900415");
    putVersions(OfficeDay::kPhoneId, "value", {"07700 900416", "07700 900417"});
    const auto form = openForm(*bench, time, ask).value();
    const auto number = numberOf(form);
    CHECK(number.shown.empty());
    CHECK(number.conflicts);
    CHECK(number.hint.contains("07700 900416 or 07700 900417"));
    CHECK_FALSE(form.isDirty()); // left alone, it decides nothing, and stops nothing
    CHECK(problemsOf(form, time).empty());
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
        REQUIRE(bench->replica().state().setLastSync({day.clock.wallMs(), ownMs, 0}).ok());
        return readOutbox(*bench, time)->clockAheadMinutes;
    };
    CHECK(met(day.clock.wallMs() + 12 * 60'000) == 12);
    CHECK(met(day.clock.wallMs() - 180 * 60'000) == -180);
    CHECK(clockDifference(12).contains("12 minutes ahead of the office's"));
    CHECK(clockDifference(-180).contains("3 hours behind the office's"));
    CHECK(clockDifference(0).isEmpty());
}

TEST_CASE_FIXTURE(AdvisersTablet, "lists and settings read the same replica")
{
    const auto cards = readCases(*bench, time).value();
    REQUIRE(cards.size() == 1);
    CHECK(cards[0].caseRef == OfficeDay::kVictimCase);
    CHECK(cards[0].alertCount == 1);
    const auto actions = readActions(*bench, time).value();
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].section == "Due this week, 1");
    CHECK(readConflicts(*bench, time).value().empty());
    CHECK(readAbout(*bench, time).value().lines.size() == 8);
}

namespace {
/// Each row of a search in one line: what it is, title, detail and snippet; marks as <u>.
QStringList found(OpenedTablet& on, const std::string& words)
{
    QStringList all;
    const auto list = screens::search(*on.bench, on.time, words).value();
    for (const auto& row : list.rows) {
        auto title = row.titleMarked.isEmpty() ? row.title : row.titleMarked;
        auto text = row.snippetMarked.isEmpty() ? row.snippet : row.snippetMarked;
        for (auto* each : {&title, &text}) each->remove("<b>").remove("</b>");
        all << QStringList{row.section, title, row.detail, text}.join(" | ");
    }
    return all;
}

RecordKey add(OpenedTablet& on, const char* type, std::vector<work::FieldEntry> entries)
{
    auto& casework = on.bench->casework();
    const auto editing = casework.begin(OfficeDay::kVictimCase, type).value();
    return casework.save(editing, entries, {}).value().saved.record;
}
constexpr auto kSet = work::FieldEntry::How::Set;
} // namespace

TEST_CASE_FIXTURE(AdvisersTablet,
                  "an address warns of who may be harmed there, not of who may harm")
{
    for (const auto* whose : {OfficeDay::kVictimId, OfficeDay::kPerpetratorId})
        add(*this, "address",
            {{"person", kSet, whose},
             {"lines", kSet, "14 Alder Road"},
             {"known_to_perpetrator", kSet, "yes"},
             {"sensitivity", kSet, "ordinary"}});
    const auto file = readCase(*bench, time, OfficeDay::kVictimCase).value();
    QStringList warnings, alerts;
    for (const auto& row : file.people) {
        if (!row.isAddress) continue;
        warnings << row.contactWarning;
        if (row.contactAlert) alerts << row.name;
    }
    CHECK(file.peopleCount == 2);
    CHECK(alerts == QStringList{QString::fromStdString(day.victim)});
    CHECK(warnings == QStringList{"Who may harm them knows it.", ""});
    for (const auto& warning : file.warnings) CHECK_FALSE(warning.text.contains("knows it"));
}

TEST_CASE_FIXTURE(AdvisersTablet,
                  "a search has people first, their files below, then what is written")
{
    const auto name = QString::fromStdString(day.victim);
    const auto named = found(*this, day.victim);
    const auto marked =
        "<u>" + name.section(' ', 0, 0) + "</u> <u>" + name.section(' ', 1) + "</u>";
    REQUIRE(named.size() >= 2);
    CHECK(named[0] == "People | " + marked + " | Born 4 March 1994 | ");
    CHECK(named[1] == "People | DM-26-017 | DA MARAC · At risk | ");
    for (const auto& row : named)
        CHECK_FALSE(row.startsWith("Cases")); // it stands below its person
    CHECK(found(*this, "dm26017").size() == 1);
    CHECK(found(*this, "dm26017").front().startsWith("Cases | Case | " + name));
    const auto written = found(*this, "lock");
    REQUIRE(written.size() == 1);
    CHECK(written[0] ==
          "Written in cases | Action | " + name + " · DM-26-017 | Fit a new <u>lock</u>");
    CHECK(found(*this, "4 March 1994").front().startsWith("People | " + name));

    auto slipped = name.section(' ', -1).toStdString();
    REQUIRE(slipped.size() >= 5);
    std::swap(slipped[1], slipped[2]);
    const auto similar = found(*this, slipped);
    REQUIRE(similar.size() == 2);
    CHECK(similar[0].startsWith("Also similar | "));
    CHECK(similar[0].contains("<u>" + name.section(' ', 1) + "</u>"));
}

TEST_CASE_FIXTURE(AdvisersTablet,
                  "a number that is found stands behind its warning, not in the list")
{
    const auto hits = found(*this, "07700900415");
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].contains("Mobile number: " + QString::fromStdString(day.victim)));
    CHECK(hits[0].contains("Not safe", Qt::CaseInsensitive));
    CHECK_FALSE(hits[0].contains("900415"));
    CHECK_FALSE(hits[0].contains("07700"));
}

TEST_CASE_FIXTURE(AdvisersTablet,
                  "who was linked is one row with both names, two of one name are two")
{
    const auto first =
        add(*this, "person", {{"legal_name", kSet, "Quenby Tern"}, {"dob", kSet, "1988-03-14"}});
    auto& casework = bench->casework();
    const auto editing = casework.begin(OfficeDay::kVictimCase, "person").value();
    const std::vector<work::FieldEntry> entries{{"legal_name", kSet, "Quenby Tern"},
                                                {"dob", kSet, "1990-05-01"}};
    const std::vector<work::SameAnswer> apart{{first, schema::same_person::Answer::NotSure, {}}};
    auto typed = casework.typed(editing, entries, {}).value();
    const auto second = casework.save({typed}, apart).value().saved.record;
    const auto people = [&](const char* words) {
        auto rows = found(*this, words);
        rows.removeIf([](const QString& row) { return row.contains("DM-26-017"); });
        return rows;
    };
    auto rows = people("quenby");
    REQUIRE(rows.size() == 2);
    CHECK(rows.filter("Born 14 March 1988").size() == 1);
    CHECK(rows.filter("Born 1 May 1990").size() == 1);
    work::PersonWork same(casework);
    const auto said = same.say(first, {second, schema::same_person::Answer::Same, "By a card"});
    REQUIRE(said.ok());
    rows = people("quenby");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].startsWith("People | <u>Quenby</u> Tern | Born "));
    CHECK(rows[0].contains("14 March 1988"));
    CHECK(rows[0].contains("1 May 1990"));
    // Of who is at risk and who may harm them it cannot be said, and joins no rows.
    const auto victim = casework.find(OfficeDay::kVictimId).value();
    const auto harms = casework.find(OfficeDay::kPerpetratorId).value();
    CHECK(same.say(victim, {harms, schema::same_person::Answer::Same, "A slip"}).error().code ==
          ErrorCode::Rejected);
    CHECK_FALSE(people(day.victim.c_str())[0].contains(QString::fromStdString(day.perpetrator)));
}

TEST_CASE_FIXTURE(AdvisersTablet, "a snippet is one value, as it stands: markup in it is text")
{
    add(*this, "chronology",
        {{"text", kSet, "<b>Plover</b> & co. were <i>seen</i>\nby the gate"},
         {"safety_text", kSet, "They sleep at Dunlin House"}});
    const auto one = found(*this, "plover");
    REQUIRE(one.size() == 1);
    CHECK(one[0].contains(
        "<u>Plover</u>&lt;/b&gt; &amp; co. were &lt;i&gt;seen&lt;/i&gt; by the gate"));
    // Both words are in the record, in two compartments: one of them is told.
    const auto both = found(*this, "plover dunlin");
    REQUIRE(both.size() == 1);
    CHECK(both[0].contains("Plover") != both[0].contains("Dunlin"));
    // The line is about the word, however long the text is.
    std::string text;
    for (int i = 0; i < 200; ++i) text += "word ";
    add(*this, "chronology", {{"text", kSet, text + "godwit " + text}});
    const auto line = found(*this, "godwit").front().section(" | ", 3);
    CHECK(line.contains("<u>godwit</u>"));
    CHECK(line.startsWith("…"));
    CHECK(line.endsWith("…"));
    CHECK(line.size() < 200);
}

TEST_CASE("a list tells every version, and what cannot be read")
{
    namespace person = schema::person;
    using schema::YesNoUnknown;
    const auto listed = [](const char* stored) {
        store::ListedRow row;
        row.stored[person::doNotVisitAlone.wire()] = stored;
        row.stored[person::dob.wire()] = "1994-03-04\x1f"
                                         "1995-04-03";
        row.stored[person::caseRoles.wire()] = "victim\x1f#999";
        return row;
    };
    const auto mayBeYes = [&](const char* stored) {
        return listed(stored)[person::doNotVisitAlone].mayBe(YesNoUnknown::Yes);
    };
    CHECK_FALSE(store::ListedRow{}[person::doNotVisitAlone].mayBe(YesNoUnknown::Yes));
    CHECK(mayBeYes("yes"));
    CHECK(mayBeYes("no\x1fyes"));
    CHECK(mayBeYes("no\x1f\x1a"));
    CHECK(mayBeYes("no\x1fmaybe"));
    CHECK_FALSE(mayBeYes("no"));
    CHECK_FALSE(mayBeYes("no\x1funknown"));
    const auto isNo = [&](const char* stored) {
        return listed(stored)[person::doNotVisitAlone].is(YesNoUnknown::No);
    };
    CHECK_FALSE(isNo("no\x1fyes"));
    CHECK_FALSE(isNo("no\x1f"));
    CHECK_FALSE(isNo("no\x1f\x1a"));
    CHECK(isNo("no"));
    const auto row = listed("no\x1f\x1a");
    CHECK(listedText(row, person::doNotVisitAlone.field, wordText) ==
          "No or (written by a newer version)");
    CHECK(listedText(row, person::dob.field) == "1994-03-04 or 1995-04-03");
    CHECK(earliestOf(row[person::dob]) == row[person::dob].each().front().value);
    CHECK(row[person::caseRoles] ==
          std::vector{person::CaseRole::Victim, static_cast<person::CaseRole>(999)});
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
    CHECK(locked(screens::search(*bench, time, "lock")));
    CHECK(locked(readAbout(*bench, time)));
    CHECK(locked(readContact(*bench, time, OfficeDay::kPhoneId)));
}
