#include "client/work/casework.h"

#include "shared/base/civil.h"
#include "shared/schema/json.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::work;
using schema::Compartment;

namespace {
struct CaseworkWorld : TwoTablets {
    RecordId victim = hub.addRecord(caseId, "person", "legal_name", Value::text("Victim"));
    RecordId him = hub.addRecord(caseId, "person", "legal_name", Value::text("Him"));
    RecordId another = hub.addRecord(caseId, "person", "legal_name", Value::text("Another"));
    Casework mine{*one.replica, clock};
    Casework theirs{*two.replica, clock};

    CaseworkWorld() : TwoTablets(11)
    {
        for (auto* tablet : {&one, &two}) // as set-up does
            must(tablet->replica->state().putActor(tablet->replica->author().actor,
                                                   {tablet->actorKey.publicKey(), tablet->person}));
        syncAll();
    }
};

std::vector<FieldEntry> entries(const std::vector<std::string>& typed)
{
    std::vector<FieldEntry> out;
    for (const auto& text : typed) out.push_back(must(parseEntry(text)));
    return out;
}

Result<SaveAnswer> set(Casework& work, const RecordId& record,
                       const std::vector<std::string>& typed, const std::string& why = {})
{
    LAPWING_ASSIGN(const auto editing, work.edit(must(work.find(record.hex()))));
    return work.save(editing, entries(typed), why);
}

Result<SaveAnswer> add(Casework& work, std::string_view type, const std::vector<std::string>& typed)
{
    LAPWING_ASSIGN(const auto editing, work.begin("DA-1", type));
    return work.save(editing, entries(typed), {});
}

FieldView shown(Casework& work, const RecordId& record, std::string_view name)
{
    for (auto& field : must(work.read(must(work.find(record.hex())))).fields)
        if (field.field->name == name) return field;
    return {};
}

std::string text(Casework& work, const RecordId& record, std::string_view name)
{
    const auto field = shown(work, record, name);
    std::string all;
    for (const auto& value : field.values)
        all += (all.empty() ? "" : "|") + schema::valueText(*field.field, value);
    return all;
}

std::vector<std::string> members(Casework& work, const RecordId& record, std::string_view name)
{
    const auto field = shown(work, record, name);
    std::vector<std::string> all;
    for (const auto& key : field.members) all.push_back(schema::keyText(*field.field, key));
    std::ranges::sort(all);
    return all;
}

std::string refusal(const Result<SaveAnswer>& answer)
{
    REQUIRE_FALSE(answer.ok());
    return answer.error().text();
}

bool says(const std::string& sentence, std::string_view part)
{
    INFO(sentence);
    return sentence.find(part) != std::string::npos;
}
} // namespace

TEST_CASE("what is typed is saved, by its short name or its full one")
{
    CaseworkWorld w;
    const auto saved = must(set(w.mine, w.action, {"status=agreed", "action.due=2026-07-01"}));
    CHECK(saved.saved.record.id == w.action);
    CHECK(saved.saved.dots.size() == 1);
    CHECK(text(w.mine, w.action, "status") == "agreed");
    CHECK(text(w.mine, w.action, "due") == "2026-07-01");
    CHECK(must(w.mine.read(must(w.mine.find(w.action.hex())))).caseRef == "DA-1");
}

TEST_CASE("typing again what is there writes nothing")
{
    CaseworkWorld w;
    CHECK(must(set(w.mine, w.action, {"text=Fit a new lock"})).saved.dots.empty());
    CHECK(must(set(w.mine, w.action, {"evidence="})).saved.dots.empty());
    CHECK(must(w.one.replica->log().undecidedCount()) == 0);
}

TEST_CASE("a set is made exactly what is typed, and a member goes in or out by itself")
{
    CaseworkWorld w;
    const auto a = w.victim.hex();
    const auto b = w.him.hex();
    const auto sorted = [](std::vector<std::string> all) {
        std::ranges::sort(all);
        return all;
    };
    must(set(w.mine, w.action, {"about=" + a + "," + b}));
    CHECK(members(w.mine, w.action, "about") == sorted({a, b}));
    must(set(w.mine, w.action, {"about=" + b + "," + w.another.hex()}));
    CHECK(members(w.mine, w.action, "about") == sorted({b, w.another.hex()}));
    must(set(w.mine, w.action, {"about+=" + a, "about-=" + b}));
    CHECK(members(w.mine, w.action, "about") == sorted({a, w.another.hex()}));
    CHECK(must(set(w.mine, w.action, {"about+=" + a})).saved.dots.empty());
    must(set(w.mine, w.action, {"about="}));
    CHECK(members(w.mine, w.action, "about").empty());
}

TEST_CASE("what cannot be saved is refused whole, and says so")
{
    CaseworkWorld w;
    const std::vector<std::vector<std::string>> bad{{"status=done"},
                                                    {"colour=red"},
                                                    {"due=tomorrow"},
                                                    {"text="},
                                                    {"about=nobody"},
                                                    {"text+=more"},
                                                    {"text=a", "text=b"},
                                                    {"text=" + std::string(4001, 'x')},
                                                    {"evidence=fine", "status=done"}};
    for (const auto& typed : bad)
        CHECK(says(refusal(set(w.mine, w.action, typed)), "Nothing was saved"));
    CHECK(says(refusal(add(w.mine, "action", {"status=agreed"})), "is needed for a new record"));
    CHECK(says(refusal(add(w.mine, "acton", {})), "Near it: action"));
    CHECK(must(w.one.replica->log().undecidedCount()) == 0);
    CHECK_FALSE(parseEntry("text").ok());
    CHECK_FALSE(parseEntry("=text").ok());
}

TEST_CASE("an officer changes no colour, and nobody changes one without a reason and a review")
{
    CaseworkWorld w;
    const auto file = must(w.one.replica->lists().cases()).front().record.id;
    const std::vector<std::string> whole{"colour=green", "colour_reason=Kept each appointment.",
                                         "colour_review_due=2026-07-24"};
    CHECK(says(refusal(set(w.mine, file, whole)), "The panel decides the colour"));
    CHECK(says(refusal(set(w.theirs, file, {"colour=green"})), "says why"));
    CHECK(must(w.one.replica->log().undecidedCount()) +
              must(w.two.replica->log().undecidedCount()) ==
          0);
    must(set(w.mine, file, {"title=Case one, again"})); // the rest of a case is another question
}

TEST_CASE("a record or a case that is not here is told as such")
{
    CaseworkWorld w;
    CHECK(w.mine.find(RecordId{}.hex()).error().code == ErrorCode::NotFound);
    CHECK(w.mine.read(RecordKey{}).error().code == ErrorCode::NotFound);
    CHECK(w.mine.openCase("DA-2").error().code == ErrorCode::NotFound);
    CHECK(w.mine.find("zz").error().code == ErrorCode::NotFound);
}

TEST_CASE("while two versions of a risk conflict the more protective shows, with both beside it")
{
    CaseworkWorld w;
    must(set(w.mine, w.victim, {"risk_level=medium"}));
    must(set(w.theirs, w.victim, {"risk_level=very_high"}));
    w.syncAll();
    CHECK(text(w.mine, w.victim, "risk_level") == "very_high");
    const auto field = shown(w.mine, w.victim, "risk_level");
    REQUIRE(field.versions.size() == 2);
    CHECK(std::ranges::count(field.versions, w.idva.hex(), &ToldVersion::author) == 1);
    CHECK(std::ranges::count(field.versions, w.coordinator.hex(), &ToldVersion::author) == 1);
    CHECK(field.versions.front().atMs == w.clock.wall);
    CHECK(says(refusal(set(w.mine, w.victim, {"risk_level=low"})), "give a reason"));
    must(set(w.mine, w.victim, {"risk_level=high"}, "assessed again today"));
    CHECK(must(w.mine.checks()).empty());
    CHECK(text(w.mine, w.victim, "risk_level") == "high");
}

TEST_CASE("no number is hidden while two conflict, and one is kept by its place in the list")
{
    CaseworkWorld w;
    must(set(w.mine, w.phone, {"value=020 7946 0111"}));
    must(set(w.theirs, w.phone, {"value=020 7946 0222"}));
    w.syncAll();
    CHECK(shown(w.mine, w.phone, "value").values.size() == 2);
    const auto checks = must(w.mine.checks());
    REQUIRE(checks.size() == 1);
    CHECK(checks.front().caseRef == "DA-1");
    const auto& id = checks.front().check.id;
    CHECK(says(refusal(w.mine.keep(id, 0, "why")), "versions 1 to 2"));
    CHECK(says(refusal(w.mine.keep(id, 3, "why")), "versions 1 to 2"));
    CHECK(says(refusal(w.mine.keep(id, 1, "")), "needs a reason"));
    const auto wanted = std::get<std::string>(checks.front().versions[1].value.data);
    must(w.mine.keep(id, 2, "rang it"));
    CHECK(text(w.mine, w.phone, "value") == wanted);
    w.syncAll();
    CHECK(text(w.theirs, w.phone, "value") == wanted);
    CHECK(says(refusal(w.theirs.keep(id, 1, "late")), "changed since you looked"));
    CHECK(w.theirs.keep("nonsense", 1, "why").error().code == ErrorCode::NotFound);
}

TEST_CASE("a check may be decided for a value that is none of its versions")
{
    CaseworkWorld w;
    must(set(w.mine, w.action, {"text=One lock"}));
    must(set(w.theirs, w.action, {"text=Two locks"}));
    w.syncAll();
    const auto id = must(w.mine.checks()).front().check.id;
    CHECK(says(refusal(w.mine.replace(id, std::string(4001, 'x'), "why")), "Nothing was decided"));
    must(w.mine.replace(id, "One lock on each of two doors", "asked the landlord"));
    CHECK(must(w.mine.checks()).empty());
    CHECK(text(w.mine, w.action, "text") == "One lock on each of two doors");
}

TEST_CASE("a record removed while it was being changed stays or goes as somebody decides")
{
    for (const bool stays : {true, false}) {
        CaseworkWorld w;
        must(set(w.mine, w.action, {"outcome=Done after all"}));
        const auto form = must(w.two.replica->display(w.action));
        const auto life = schema::lifeField(Compartment::Core);
        std::vector<SeenDot> seen;
        const auto there = form.read(life);
        for (const auto& sibling : there.shown()) seen.push_back(sibling.dot);
        for (const auto& strand : must(w.hub.core.strands.strandsOfCase(w.caseId)))
            if (strand.compartment == Compartment::Core)
                must(w.hub.core.write(
                    strand.ix,
                    {{w.action,
                      static_cast<std::uint8_t>(OpKind::Set),
                      life,
                      {},
                      seen,
                      Payload{encodeValue(retiredValue(form.registers(), Compartment::Core)),
                              {}}}}));
        w.syncAll();
        const auto checks = must(w.mine.checks());
        REQUIRE(checks.size() == 1);
        REQUIRE(checks.front().versions.size() == 2);
        CHECK(checks.front().field == nullptr);
        const auto& versions = checks.front().versions;
        const bool firstGoes = versions[0].value.kind == ValueKind::Retired;
        CHECK(firstGoes != (versions[1].value.kind == ValueKind::Retired));
        must(w.mine.keep(checks.front().check.id, stays == firstGoes ? 2 : 1, "looked at it"));
        CHECK(must(w.mine.checks()).empty());
        CHECK(must(w.mine.read(must(w.mine.find(w.action.hex())))).life ==
              (stays ? Life::Live : Life::Retired));
        w.syncAll();
        CHECK(must(w.theirs.checks()).empty());
        CHECK(w.one.canonical() == w.two.canonical());
    }
}

TEST_CASE("equal grants and the same changes give one digest; an unsent edit is not in it")
{
    CaseworkWorld w;
    const auto before = must(w.mine.digest());
    CHECK(before == must(w.theirs.digest()));
    must(set(w.mine, w.action, {"outcome=Done"}));
    CHECK(must(w.mine.digest()) == before);
    w.syncAll();
    CHECK(must(w.mine.digest()) != before);
    CHECK(must(w.mine.digest()) == must(w.theirs.digest()));
}

namespace {
/// A referral of 14 March 2026 by him, in the state given, and what an incident then prompts.
std::vector<Notice> promptedBy(CaseworkWorld& w, const std::string& state,
                               std::vector<std::string> incident)
{
    must(add(w.mine, "referral",
             {"submitted_on=2026-03-14", "state=" + state, "victim=" + w.victim.hex(),
              "perpetrators=" + w.him.hex()}));
    incident.push_back("text=What was heard");
    return must(add(w.mine, "incident", incident)).notices;
}
} // namespace

TEST_CASE("an incident within 12 months of a referral is said to be a repeat at once, offline")
{
    CaseworkWorld w;
    const auto notices = promptedBy(
        w, "accepted",
        {"occurred_on=2027-03-14", "victim=" + w.victim.hex(), "perpetrators=" + w.him.hex()});
    REQUIRE(notices.size() == 1);
    CHECK(notices.front().rule == "R-REP2");
    CHECK(says(notices.front().text, "within 12 months of the referral of 14 March 2026"));
}

TEST_CASE("a person with two names that wait for a decision is known by either")
{
    for (const std::string name : {"Jim Hale", "Jem Hale"}) {
        INFO(name);
        CaseworkWorld w;
        must(set(w.mine, w.him, {"legal_name=Jim Hale", "dob=1980-01-02"}));
        must(set(w.theirs, w.him, {"legal_name=Jem Hale"}));
        w.syncAll();
        REQUIRE(must(w.mine.checks()).size() == 1);
        must(set(w.mine, w.another, {"legal_name=" + name, "dob=1980-01-02"}));
        const auto notices = promptedBy(w, "accepted",
                                        {"occurred_on=2027-03-14", "victim=" + w.victim.hex(),
                                         "perpetrators=" + w.another.hex()});
        REQUIRE(notices.size() == 1);
        CHECK(notices.front().rule == "R-REP2");
        CHECK(says(notices.front().text, "within 12 months"));
    }
}

TEST_CASE("the year of a repeat ends with a day of London, not with a day of UTC")
{
    const auto promptsAt = [](std::string_view instant) {
        CaseworkWorld w;
        w.clock.wall = static_cast<std::uint64_t>(parseInstant(instant).value());
        must(add(w.mine, "referral",
                 {"submitted_on=2026-06-01", "state=accepted", "victim=" + w.victim.hex(),
                  "perpetrators=" + w.him.hex()}));
        return must(add(w.mine, "incident", {"text=Heard", "perpetrators=" + w.him.hex()}))
                   .notices.size() == 1;
    };
    CHECK(promptsAt("2027-06-01T22:30:00Z"));       // 11:30pm there, still the last day
    CHECK_FALSE(promptsAt("2027-06-01T23:30:00Z")); // half past midnight on the day after
}

TEST_CASE("an incident whose people are not known yet asks who did it")
{
    CaseworkWorld w;
    const auto notices = promptedBy(w, "accepted", {"occurred_on=2026-05-01"});
    REQUIRE(notices.size() == 1);
    CHECK(says(notices.front().text, "Say who did it"));
}

TEST_CASE("a day of what has happened that is still to come, or too long ago, needs a reason")
{
    CaseworkWorld w;
    w.clock.wall = static_cast<std::uint64_t>(parseInstant("2027-06-01T22:59:59Z").value());
    for (const std::string entry : {"dob=2199-01-01", "dob=2027-06-02", "dob=1902-01-01"}) {
        INFO(entry);
        const auto refused = set(w.mine, w.victim, {entry}, "");
        REQUIRE_FALSE(refused.ok());
        CHECK(says(refused.error().message, "Is the year right?"));
        CHECK(says(refused.error().message, "Nothing was saved."));
    }
    CHECK(set(w.mine, w.victim, {"dob=2027-06-01"}, "").ok());
    w.clock.wall += 1000; // midnight in London
    CHECK(set(w.mine, w.victim, {"dob=2027-06-02"}, "").ok());
    CHECK(set(w.mine, w.victim, {"dob=1902-01-01"}, "Her own passport").ok());
    CHECK(set(w.mine, w.action, {"due=2199-01-01"}, "").ok()); // nothing that has happened
}

TEST_CASE("no repeat is prompted too late, for another person, or after a withdrawn referral")
{
    const auto by = [](CaseworkWorld& w, const RecordId& who, const std::string& day) {
        return std::vector<std::string>{"occurred_on=" + day, "victim=" + w.victim.hex(),
                                        "perpetrators=" + who.hex()};
    };
    CaseworkWorld late;
    CHECK(promptedBy(late, "accepted", by(late, late.him, "2027-03-15")).empty());
    CaseworkWorld other;
    CHECK(promptedBy(other, "accepted", by(other, other.another, "2026-05-01")).empty());
    CaseworkWorld withdrawn;
    CHECK(promptedBy(withdrawn, "withdrawn", by(withdrawn, withdrawn.him, "2026-05-01")).empty());
}

TEST_CASE("an incident moved into the time prompts when it is moved")
{
    CaseworkWorld w;
    CHECK(promptedBy(w, "accepted", {"occurred_on=2027-05-01", "perpetrators=" + w.him.hex()})
              .empty());
    const auto incident = must(w.mine.search("heard", 10)).front().hit.record.id;
    CHECK(must(set(w.mine, incident, {"occurred_on=2026-05-01"})).notices.size() == 1);
}

TEST_CASE("an incident in a new file of the same people tells of the referral in the old one")
{
    for (const std::string by : {"dob=1990-05-01", "nhs_no=943 476 5919"}) {
        CAPTURE(by);
        CaseworkWorld w;
        const auto newCase = w.hub.addCase("DA-2", "Case two");
        const auto her = w.hub.addRecord(newCase, "person", "legal_name", Value::text("VICTIM"));
        const auto parts = {Compartment::Visit, Compartment::Core, Compartment::Safety,
                            Compartment::Care};
        for (const auto& id : {w.caseId, newCase}) w.hub.assign(id, w.idva, parts);
        w.syncAll();
        must(set(w.mine, w.victim, {by}));
        must(add(w.mine, "referral",
                 {"submitted_on=2026-03-14", "state=accepted", "victim=" + w.victim.hex(),
                  "perpetrators=" + w.him.hex()}));
        const auto recorded = [&] {
            const auto editing = must(w.mine.begin("DA-2", "incident"));
            return must(w.mine.save(editing,
                                    entries({"text=What was heard", "occurred_on=2026-11-20",
                                             "victim=" + her.hex()}),
                                    {}))
                .notices;
        };
        CHECK(recorded().empty());
        must(set(w.mine, her, {by}));
        const auto notices = recorded();
        REQUIRE(notices.size() == 1);
        CHECK(says(notices.front().text, "Say who did it"));
        CHECK(says(notices.front().text, "That referral is in the file DA-1."));
    }
}

TEST_CASE("a reference typed otherwise is the same case, and text typed otherwise is no change")
{
    CaseworkWorld w;
    CHECK(must(w.mine.openCase(" da-1 ")).row.id == w.caseId);
    must(set(w.mine, w.action, {"text=  Fit\u00a0O\u2019Brien's\r\nlock  "}));
    CHECK(text(w.mine, w.action, "text") == "Fit O\u2019Brien's\nlock");
    CHECK(must(set(w.mine, w.action, {"text=Fit O'Brien's\vlock"})).saved.dots.empty());
    CHECK(must(set(w.mine, w.phone, {"value=+44 20 7946 0001"})).saved.dots.empty());
}

TEST_CASE("two versions that mean the same are no check, and both tablets show the same one")
{
    CaseworkWorld w;
    must(set(w.mine, w.phone, {"value=07700 900123"}));
    must(set(w.theirs, w.phone, {"value=+447700900123"}));
    w.syncAll();
    CHECK(must(w.mine.checks()).empty());
    CHECK(text(w.mine, w.phone, "value") == text(w.theirs, w.phone, "value"));
    CHECK(w.one.canonical() == w.two.canonical());
}

TEST_CASE("what was removed is listed with who removed it, when and why, and can still be read")
{
    CaseworkWorld w;
    const auto note = must(add(w.mine, "chronology", {"text=Wrong case"})).saved.record;
    w.syncAll();
    CHECK(says(refusal(w.mine.retire(note, " \t")), "reason"));
    CHECK(must(w.mine.removed({})).empty());
    must(w.mine.retire(note, "Entered in the wrong case"));
    w.syncAll();
    for (auto* work : {&w.mine, &w.theirs}) {
        const auto removed = must(work->removed("DA-1"));
        REQUIRE(removed.size() == 1);
        CHECK(removed.front().row.key == note);
        CHECK(removed.front().caseRef == "DA-1");
        REQUIRE(removed.front().removals.size() == 1);
        const auto& by = removed.front().removals.front();
        CHECK(by.author == w.idva.hex());
        CHECK(by.why == "Entered in the wrong case");
        CHECK(by.atMs == w.clock.wall);
        CHECK(text(*work, note.id, "text") == "Wrong case");
    }
    CHECK(says(refusal(w.theirs.restore(note, "  ")), "reason"));
    must(w.theirs.restore(note, "It was right"));
    w.syncAll();
    CHECK(must(w.mine.removed({})).empty());
    CHECK(must(w.mine.removalsOf(note)).empty());
}
