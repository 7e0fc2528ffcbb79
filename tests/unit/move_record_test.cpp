// A record that was written in the wrong case: it leaves everybody there, is in the right one with
// who wrote it, and nothing that warns is lost or softened on the way.
#include "server-stub/service/exclusion.h"
#include "server-stub/service/legal_hold.h"
#include "server-stub/service/move_record.h"
#include "server-stub/service/quarantine.h"
#include "server-stub/service/redact.h"
#include "shared/schema/attestation_fields.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr auto kMovedSecret = "HOOPOE will be at 9 Quay Row";

/// DA-1 is the wrong case, DA-2 the right one, and somebody else works on that.
struct MoveWorld : TwoTablets {
    CaseId right = hub.addCase("DA-2", "Case two");
    PersonId worker = hub.addStaff("Cleo Marsh", access::Role::Idva);
    PersonId officer = hub.addStaff("Ines Quill", access::Role::IgOfficer);
    SmallTablet third{hub, worker, random, clock};

    MoveWorld() : TwoTablets(31)
    {
        hub.assign(right, coordinator, kMarac);
        hub.assign(right, worker, kMarac);
        syncThree();
    }
    void syncThree()
    {
        for (int i = 0; i < 2; ++i)
            for (auto* tablet : {&one, &two, &third}) must(tablet->sync(hub));
    }
    Result<hub::MovedToCase> ask(const hub::MoveAsk& of)
    {
        auto transaction = must(store::Transaction::begin(hub.db));
        auto done = hub::moveRecord(hub.core, of);
        if (done.ok()) must(transaction.commit());
        return done;
    }
    Result<hub::MovedToCase> move(const RecordId& record, std::string why = "Another family")
    {
        return ask({record.hex(), {}, "DA-2", coordinator, std::move(why)});
    }
    static std::vector<SiblingView> shown(SmallTablet& tablet, const RecordId& record,
                                          std::string_view type, std::string_view field)
    {
        return must(tablet.replica->display(record)).read(fieldNamed(type, field).wire()).shown();
    }
    RecordId under(const hub::MovedToCase& done, const RecordId& record)
    {
        for (const auto& each : done.content.records)
            if (each.from == record) return each.to;
        FAIL("it did not go");
        return {};
    }
    /// In the rows of a store, whatever the table.
    static bool has(store::Database& db, std::string_view text)
    {
        auto tables = must(db.prepare("SELECT m.name, c.name FROM sqlite_schema m JOIN "
                                      "pragma_table_info(m.name) c WHERE m.type='table' AND "
                                      "m.name NOT LIKE 'sqlite_%'"));
        std::vector<std::pair<std::string, std::string>> columns;
        while (must(tables.step())) columns.emplace_back(tables.text(0), tables.text(1));
        for (const auto& [table, column] : columns) {
            auto count =
                must(db.prepare("SELECT count(*) FROM \"" + table + "\" WHERE instr(CAST(\"" +
                                column + "\" AS BLOB), CAST(? AS BLOB))>0"));
            if (count.bind(1, text).step().ok() && count.integer(0) > 0) return true;
        }
        return false;
    }
};

void says(const Result<hub::MovedToCase>& answer, std::string_view part)
{
    REQUIRE_FALSE(answer.ok());
    INFO(answer.error().text());
    CHECK(answer.error().text().find(part) != std::string::npos);
    CHECK(answer.error().text().find("Nothing was") != std::string::npos);
}
} // namespace

TEST_CASE("a moved record leaves all of the wrong case and says in the right one who wrote it")
{
    MoveWorld w;
    const auto action = w.one.add(w.caseId, "action", "text", Value::text("Ring the HOOPOE"));
    must(w.one.set(action, "text", Value::text(kMovedSecret), "They rang at noon"));
    w.syncThree();
    must(w.one.replica->drafts().put({"action:DA-1",
                                      must(w.one.replica->display(action)),
                                      w.caseId,
                                      {"action", "DA-1", {}, {}, {{"text", "HOOPOE moved"}}},
                                      5}));
    const auto done = must(w.move(action));
    CHECK(done.from == "DA-1");
    REQUIRE(done.losing.size() == 1);
    CHECK(done.losing.front().name == "Amara Ode");
    const auto there = w.under(done, action);
    CHECK(there != action);
    w.syncThree();
    CHECK_FALSE(MoveWorld::has(w.one.db, "HOOPOE"));
    CHECK(must(w.one.replica->search().find("HOOPOE", 9)).empty());
    const auto gone = MoveWorld::shown(w.one, action, "action", "text");
    REQUIRE(gone.size() == 1);
    CHECK(gone.front().redacted);
    CHECK(gone.front().removedBy == w.coordinator);
    CHECK(gone.front().why == "Wrong case: Another family");
    for (auto* tablet : {&w.two, &w.third}) {
        const auto text = MoveWorld::shown(*tablet, there, "action", "text");
        REQUIRE(text.size() == 1);
        CHECK(text.front().value == Value::text(kMovedSecret));
        CHECK(text.front().why == "Written by Amara Ode on 2027-12-28 at 13:20. Moved here from "
                                  "another case by Ben Hart: Another family\nThey rang at noon");
        CHECK(must(tablet->replica->search().find("HOOPOE", 9)).size() == 1);
    }
    // No reader of the right case learns which one the wrong one was.
    CHECK_FALSE(MoveWorld::has(w.third.db, "DA-1"));
    const auto certificate = must(hub::erasureCertificate(w.hub.core, done.id));
    CHECK(hub::verifyCertificate(certificate, w.hub.core.keys.sign.publicKey()));
    CHECK(certificate["certificate"]["kind"] == "move");
    CHECK(certificate["certificate"]["what"]["losing"][0]["name"] == "Amara Ode");
    CHECK(certificate.dump().find("HOOPOE") == std::string::npos);
    for (const auto& tablet : certificate["certificate"]["tablets"])
        CHECK(tablet["receipt"].get<bool>());
    says(w.move(action), "moved or taken out already");
}

TEST_CASE("a person goes with what is theirs, and every warning as it stood")
{
    MoveWorld w;
    const auto person =
        w.hub.addRecord(w.caseId, "person", "legal_name", Value::text("Hoopoe Larkin"));
    const auto phone =
        w.hub.addRecord(w.caseId, "contact_point", "value", Value::text("07700 900555"));
    const auto marker = w.hub.addRecord(w.caseId, "risk_marker", "person", Value::ref(person));
    const auto incident = w.hub.addRecord(w.caseId, "incident", "victim", Value::ref(person));
    w.syncThree();
    must(w.two.set(phone, "person", Value::ref(person)));
    must(w.one.set(phone, "safe", Value::code(3), "Their partner answers it"));
    w.syncThree();
    const auto safe = MoveWorld::shown(w.two, phone, "contact_point", "safe");
    REQUIRE(safe.size() == 1);
    const auto done = must(w.move(person));
    CHECK(done.content.records.size() == 3);
    CHECK(done.content.stillNamedIn == std::vector{incident});
    CHECK(done.content.leftOut.empty());
    w.syncThree();
    const auto there = MoveWorld::shown(w.third, w.under(done, phone), "contact_point", "safe");
    REQUIRE(there.size() == 1);
    CHECK(there.front().value == safe.front().value);
    CHECK(there.front().why.find("Their partner answers it") != std::string::npos);
    for (const auto& [record, type] : {std::pair(phone, "contact_point"), {marker, "risk_marker"}})
        CHECK(MoveWorld::shown(w.third, w.under(done, record), type, "person").front().value ==
              Value::ref(w.under(done, person)));
    must(w.one.replica->scrub()); // as a sync ends there
    CHECK_FALSE(MoveWorld::has(w.one.db, "Larkin"));
    CHECK_FALSE(MoveWorld::has(w.one.db, "900555"));
}

TEST_CASE("a record that names one that stays goes without the name, and that is told")
{
    MoveWorld w;
    const auto person =
        w.hub.addRecord(w.caseId, "person", "legal_name", Value::text("Hoopoe Larkin"));
    const auto phone =
        w.hub.addRecord(w.caseId, "contact_point", "value", Value::text("07700 900555"));
    w.syncThree();
    must(w.two.set(phone, "person", Value::ref(person)));
    w.syncThree();
    const auto done = must(w.move(phone));
    REQUIRE(done.content.leftOut.size() == 1);
    CHECK(done.content.leftOut.front().named == person);
    CHECK(done.content.leftOut.front().field == "person");
    w.syncThree();
    CHECK(MoveWorld::shown(w.third, w.under(done, phone), "contact_point", "person").empty());
    CHECK_FALSE(MoveWorld::has(w.third.db, person.hex()));
}

TEST_CASE("what was written in the wrong case meanwhile joins the moved record beside what stands")
{
    MoveWorld w;
    const auto phone = w.one.add(w.caseId, "contact_point", "value", Value::text("07700 900555"));
    must(w.one.set(phone, "safe", Value::code(1), "They said so"));
    w.syncThree();
    must(w.one.set(phone, "safe", Value::code(3), "Their partner has it")); // not sent yet
    const auto first = must(w.move(phone));
    w.syncThree();
    // Nobody misses it: it warns in the wrong case until it is moved as well.
    CHECK(MoveWorld::shown(w.two, phone, "contact_point", "safe").front().value == Value::code(3));
    const auto second = must(w.move(phone));
    CHECK(w.under(second, phone) == w.under(first, phone));
    w.syncThree();
    const auto there = MoveWorld::shown(w.third, w.under(first, phone), "contact_point", "safe");
    CHECK(there.size() == 2);
    const auto reading = readRegister(fieldNamed("contact_point", "safe"), there);
    CHECK(reading.conflict);
    CHECK(reading.value == Value::code(3));
    CHECK(MoveWorld::shown(w.third, w.under(first, phone), "contact_point", "value").size() == 1);
}

TEST_CASE("only a coordinator of both moves a record, whole, and out of no case that is held")
{
    MoveWorld w;
    const auto other = w.hub.addCase("IO-1", "Another panel", schema::Panel::Iom);
    const auto with = [&](auto change) {
        hub::MoveAsk ask{w.action.hex(), {}, "DA-2", w.coordinator, "Another family"};
        change(ask);
        return w.ask(ask);
    };
    says(with([](auto& ask) { ask.record = "5f"; }), "16 hex digits");
    says(with([](auto& ask) { ask.record = "00000000000000aa"; }), "sync that tablet first");
    says(with([](auto& ask) { ask.to = "DA-1"; }), "in that case already");
    says(with([](auto& ask) { ask.to = "DA-9"; }), "no case");
    says(with([](auto& ask) { ask.to = "IO-1"; }), "coordinator of the panels of both");
    says(with([](auto& ask) { ask.caseRef = "DA-2"; }), "no record of that id");
    says(with([&](auto& ask) { ask.by = w.idva; }), "coordinator of the panels of both");
    says(with([](auto& ask) { ask.why = " \n"; }), "Say why");
    says(with([](auto& ask) { ask.why = std::string(501, 'x'); }), "at most 500 bytes");
    for (const auto* held : {"DA-1", "DA-2"}) {
        must(hub::addHold(w.hub.core, held, "Inquest", w.officer));
        says(with([](auto&) {}), "legal hold");
        must(hub::removeHold(w.hub.core, held, "The inquest is over", w.officer));
    }
    for (const auto& caseId : {w.caseId, w.right}) {
        const hub::Exclusion never{w.coordinator, caseId, {}, w.officer, "A relative", 0};
        must(w.hub.core.exclusions.put(never));
        const auto refused = with([](auto&) {});
        says(refused, caseId == w.right ? "no case" : "no record of that id");
        CHECK(must(w.hub.core.exclusions.erase(never)));
    }
    must(with([](auto&) {}));
    CHECK_FALSE(other.isZero());
}

TEST_CASE("a record with versions side by side, with work that waits, or removed, is not moved")
{
    MoveWorld w;
    must(w.one.set(w.phone, "safe", Value::code(1)));
    must(w.two.set(w.phone, "safe", Value::code(3)));
    w.syncThree();
    says(w.move(w.phone), "safe stand side by side");
    must(w.one.set(w.action, "outcome", Value::text("Not seen")));
    w.hub.unassign(w.caseId, w.idva);
    REQUIRE(must(w.one.sync(w.hub)).quarantined == 1);
    says(w.move(w.action), "waits in quarantine");
    const auto note =
        w.hub.addRecord(w.caseId, "chronology", "text", Value::text("They came at ten"));
    w.syncThree();
    must(w.two.replica->retire(must(w.two.replica->display(note)), "Another day"));
    w.syncThree();
    says(w.move(note), "was removed");
    for (const auto& row : must(w.two.replica->lists().recordsOf(w.caseId)))
        if (row.type == schema::findType("case")->number)
            says(w.move(row.key.id), "case's own record stays");
}

TEST_CASE("what somebody signed for stays where it was signed")
{
    MoveWorld w;
    const auto visit = w.hub.addRecord(w.caseId, "visit", "address", Value::text("9 Quay Row"));
    const auto said = w.hub.addRecord(w.caseId, "statement", "about", Value::ref(visit));
    says(w.move(visit), "Somebody signed for it");
    says(w.move(said), "somebody's own word");
    const auto planned = w.hub.addRecord(w.caseId, "visit", "address", Value::text("4 Elm Road"));
    const auto officer = w.hub.addRecord(w.caseId, "visit_officer", "visit", Value::ref(planned));
    w.syncThree();
    const auto done = must(w.move(planned));
    w.syncThree();
    CHECK(
        MoveWorld::shown(w.third, w.under(done, officer), "visit_officer", "visit").front().value ==
        Value::ref(w.under(done, planned)));
}

TEST_CASE("who wrote what was moved does not approve it, for all that the office put it there")
{
    namespace attestation = schema::attestation;
    MoveWorld w;
    const auto both = must(access::heldRolesOf("idva, marac_chair"));
    const auto author = w.hub.addStaff("Nia Rook", both);
    const auto other = w.hub.addStaff("Sol Vane", both);
    SmallTablet authors{w.hub, author, w.random, w.clock};
    SmallTablet others{w.hub, other, w.random, w.clock};
    const auto sync = [&] {
        w.syncThree();
        for (auto* tablet : {&authors, &others}) must(tablet->sync(w.hub));
    };
    for (const auto& each : {author, other})
        for (const auto& of : {w.caseId, w.right}) w.hub.assign(of, each, kMarac);
    sync();
    const auto una = authors.add(w.caseId, "person", "legal_name", Value::text("Una Hale"));
    sync();
    const auto first = must(w.move(una));
    sync();
    const auto approvedBy = [&](SmallTablet& tablet, const CaseId& in, const RecordId& of) {
        const auto id = must(w.random.id<RecordId>());
        const auto form = store::Registers::blankRecord(id, attestation::type.number);
        must(tablet.replica->save(
            form, in,
            {{form.read(attestation::about.wire()), Value::ref(of), {}},
             {form.read(attestation::meaning.wire()),
              schema::valueOf(attestation::Meaning::Approved),
              {}},
             {form.read(attestation::digest.wire()), Value::text(std::string(32, 'a')), {}}}));
        return must(tablet.sync(w.hub)).quarantined == 0;
    };
    const auto there = w.under(first, una);
    CHECK_FALSE(approvedBy(authors, w.right, there));
    CHECK(must(hub::quarantineList(w.hub.core)).back()["reason"] ==
          "Its author confirms what is their own.");
    // Moved on, by the office from the office's own words: it is still theirs.
    const auto third = w.hub.addCase("DA-3", "Case three");
    for (const auto& each : {author, other, w.coordinator}) w.hub.assign(third, each, kMarac);
    sync();
    const auto again =
        must(w.ask({there.hex(), {}, "DA-3", w.coordinator, "Another family again"}));
    sync();
    CHECK_FALSE(approvedBy(authors, third, w.under(again, there)));
    CHECK(approvedBy(others, third, w.under(again, there)));
}

TEST_CASE("who may have no case of a moved person loses the case that they come into")
{
    MoveWorld w;
    const auto person =
        w.hub.addRecord(w.caseId, "person", "legal_name", Value::text("Hoopoe Larkin"));
    w.syncThree();
    must(hub::exclude(w.hub.core, {w.worker, {}, person, w.coordinator, "Their sister", 0}));
    must(w.move(person));
    CHECK(must(w.third.sync(w.hub)).purged == 3);
    w.syncThree();
    CHECK_FALSE(MoveWorld::has(w.third.db, "Larkin"));
}
