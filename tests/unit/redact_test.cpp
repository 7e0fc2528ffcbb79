// What the office takes out for good is gone everywhere, stays gone, and what it replaced stays
// replaced.
#include "server-stub/service/administration.h"
#include "server-stub/service/brought_cargo.h"
#include "server-stub/service/erase.h"
#include "server-stub/service/legal_hold.h"
#include "server-stub/service/quarantine.h"
#include "server-stub/service/quarantine_decision.h"
#include "server-stub/service/redact.h"
#include "server-stub/service/repeat_erasure.h"
#include "server-stub/service/retention.h"
#include "shared/wire/frame.h"
#include "sync/log/note.h"
#include "sync/session/chain_runs.h"
#include "sync/store/history.h"
#include "sync/store/receiving.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr auto kSecret = "HOOPOE lives at 9 Quay Row";

struct World : TwoTablets {
    PersonId officer = hub.addStaff("Ines Quill", access::Role::IgOfficer);
    World() : TwoTablets(23) {}

    Result<hub::Redacted> redact(const RecordId& record, std::string field = {},
                                 std::string basis = "Art. 17, entered by mistake")
    {
        return as(officer, record, std::move(field), std::move(basis));
    }
    Result<hub::Redacted> as(const PersonId& by, const RecordId& record, std::string field,
                             std::string basis)
    {
        auto transaction = must(store::Transaction::begin(hub.db));
        auto done =
            hub::redact(hub.core, {record.hex(), "DA-1", std::move(field), by, std::move(basis)});
        if (done.ok()) must(transaction.commit());
        return done;
    }
    /// How often a text lies in the rows of a store, whatever the table.
    static std::size_t hits(store::Database& db, std::string_view text)
    {
        std::vector<std::string> tables;
        auto names = must(db.prepare("SELECT name FROM sqlite_schema WHERE type='table' AND name "
                                     "NOT LIKE 'sqlite_%'"));
        while (must(names.step())) tables.emplace_back(names.text(0));
        std::size_t found = 0;
        for (const auto& table : tables) {
            auto columns = must(db.prepare("SELECT name FROM pragma_table_info('" + table + "')"));
            while (must(columns.step())) {
                auto count = must(
                    db.prepare("SELECT count(*) FROM \"" + table + "\" WHERE instr(CAST(\"" +
                               std::string(columns.text(0)) + "\" AS BLOB), CAST(? AS BLOB))>0"));
                if (count.bind(1, text).step().ok())
                    found += static_cast<std::size_t>(count.integer(0));
            }
        }
        return found;
    }
    std::size_t everywhere(std::string_view text)
    {
        return hits(hub.db, text) + hits(one.db, text) + hits(two.db, text);
    }
    static std::vector<SiblingView> shown(SmallTablet& tablet, const RecordId& record,
                                          std::string_view type, std::string_view field)
    {
        return must(tablet.replica->display(record)).read(fieldNamed(type, field).wire()).shown();
    }
    /// Every chain of the case verifies from its start, at this store.
    void chainsVerify(store::Database& database)
    {
        store::ChangeLog log(database);
        for (const auto& strand : must(store::Strands(database).strandsOfCase(caseId)))
            for (const auto& chain : must(log.chains(strand.ix))) {
                // What lies below a snapshot is not held.
                std::optional<Hash> before = chainStart(strand.id, chain.actor);
                std::uint64_t next = 1;
                const auto known = must(hub.core.registry.actor(chain.actor));
                for (const auto& stored : must(log.ofChain(strand.ix, chain.actor, 1))) {
                    const bool follows = stored.ctr == next && before;
                    next = stored.ctr + 1;
                    if (!follows) {
                        before = stored.hash;
                        continue;
                    }
                    const auto change = must(
                        openChange(strand.id, chain.actor, stored.ctr, *before, stored.encoded));
                    CHECK(change.hash == stored.hash);
                    if (stored.signature && known)
                        CHECK(crypto::verify(known->certificate.key, "lapwing.sig.1",
                                             change.hash.view(), *stored.signature));
                    before = change.hash;
                }
            }
    }
};
} // namespace

TEST_CASE("a redacted field is gone from hub and tablets, with its history, and says whose word")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret), "HOOPOE told me"));
    w.syncAll();
    must(w.two.set(w.action, "text", Value::text("Fit a new lock, today")));
    w.syncAll();
    must(w.one.set(w.action, "text", Value::text(std::string(kSecret) + ", again")));
    w.syncAll();
    REQUIRE(w.everywhere("HOOPOE") > 6);
    const auto done = must(w.redact(w.action, "text"));
    CHECK(done.values == 4);
    CHECK(World::hits(w.hub.db, "HOOPOE") == 0);
    w.syncAll();
    CHECK(w.everywhere("HOOPOE") == 0);
    for (auto* tablet : {&w.one, &w.two}) {
        const auto text = World::shown(*tablet, w.action, "action", "text");
        REQUIRE(text.size() == 1);
        CHECK(text.front().redacted);
        CHECK(text.front().removedBy == w.officer);
        CHECK(text.front().why == "Art. 17, entered by mistake");
        CHECK(must(tablet->replica->search().find("HOOPOE", 9)).empty());
        w.chainsVerify(tablet->replica->database());
    }
    w.chainsVerify(w.hub.core.db);
    CHECK(w.one.canonical() == w.two.canonical());
    // The record goes on: what is written now replaces what was taken out.
    must(w.one.set(w.action, "text", Value::text("Fit the lock")));
    w.syncAll();
    CHECK_FALSE(World::shown(w.two, w.action, "action", "text").front().redacted);
}

TEST_CASE("only the information governance officer redacts, on a basis, and no case that is held")
{
    World w;
    const auto says = [](const Result<hub::Redacted>& answer, std::string_view part) {
        REQUIRE_FALSE(answer.ok());
        INFO(answer.error().text());
        CHECK(answer.error().text().find(part) != std::string::npos);
    };
    says(w.as(w.coordinator, w.action, "text", "because"), "information governance");
    says(w.redact(w.action, "text", " "), "basis");
    says(w.redact(w.action, "colour"), "nothing of that");
    must(hub::addHold(w.hub.core, "DA-1", "Inquest", w.officer));
    says(w.redact(w.action, "text"), "legal hold");
    CHECK_FALSE(hub::removeHold(w.hub.core, "DA-1", "over", w.coordinator).ok());
    must(hub::removeHold(w.hub.core, "DA-1", "The inquest is over", w.officer));
    must(w.redact(w.action, "text"));
    says(w.redact(w.action, "text"), "taken out already");
}

TEST_CASE("a tablet that was away brings nothing back, whatever it sends again")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    // The office takes it, and its answer is lost on the way.
    store::Replica& replica = *w.one.replica;
    ClientRound lost(replica, w.hub.core.keys.root, w.one.digestKey.view(),
                     deviceOf(w.one.deviceKey.publicKey()));
    const auto request = must(lost.request());
    must(w.hub.sync(w.one.deviceKey.publicKey(), request));
    CHECK(World::hits(w.hub.db, "HOOPOE") > 0);
    must(w.redact(w.action, "text"));
    CHECK(World::hits(w.hub.db, "HOOPOE") == 0);
    must(w.hub.sync(w.one.deviceKey.publicKey(), request)); // once more, byte for byte
    CHECK(World::hits(w.hub.db, "HOOPOE") == 0);
    w.syncAll();
    w.syncAll();
    CHECK(w.everywhere("HOOPOE") == 0);
    CHECK(w.one.canonical() == w.two.canonical());
}

TEST_CASE("a tablet set up later, and one that begins again, has what was taken out as taken out")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.syncAll();
    must(w.redact(w.action, "text"));
    SmallTablet third(w.hub, w.idva, w.random, w.clock);
    must(third.sync(w.hub));
    w.syncAll();
    must(third.sync(w.hub));
    const auto text = World::shown(third, w.action, "action", "text");
    REQUIRE(text.size() == 1);
    CHECK(text.front().redacted);
    CHECK(text.front().removedBy == w.officer);
    CHECK(third.canonical() == w.one.canonical());
}

namespace {
/// The office's newest word in each part of the case, as another tablet brings it.
void hearFromPeer(World& w, SmallTablet& tablet)
{
    const auto& key = w.hub.core.keys.actor.publicKey();
    auto receiving = must(store::Receiving::begin(*tablet.replica));
    for (const auto& at : must(tablet.replica->strands().strandsOfCase(w.caseId))) {
        const auto hubs = must(w.hub.core.strands.findStrand(at.id));
        const auto chain = must(tablet.replica->log().chainOf(at, actorOf(key)));
        const auto news = must(w.hub.core.log.ofChain(hubs->ix, chain.actor, chain.heldCtr + 1));
        if (news.empty()) continue;
        const auto bytes = runOf(at, news, 0, 1, false);
        const auto run = must(decodeRun(bytes)); // looks into them
        must(receiving.add(at.ix,
                           must(VerifiedRun::open(run, at.id, chain.actor, chain.heldHead, key)),
                           Verdict::Accepted, store::Origin::Taken));
    }
    must(receiving.commit());
}
} // namespace

TEST_CASE("what a tablet keeps under the office's signature does not hold what was taken out")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.syncAll();
    SmallTablet third(w.hub, w.idva, w.random, w.clock); // which is given the case whole
    must(third.sync(w.hub));
    // As it travels it may be packed: what is inside counts.
    const auto kept = [&] {
        std::string all;
        for (const auto& strand : must(third.replica->strands().strandsOfCase(w.caseId))) {
            const auto snapshot = must(third.replica->vouched().snapshot(strand.id));
            if (!snapshot) continue;
            for (const auto& frame : must(wire::readFrames(*snapshot)))
                all += textOf(frame.payload);
        }
        return all;
    };
    REQUIRE(kept().find("HOOPOE") != std::string::npos);
    must(w.redact(w.action, "text"));
    hearFromPeer(w, third);
    CHECK(kept().find("HOOPOE") == std::string::npos);
    must(third.sync(w.hub));
    for (const auto& strand : must(third.replica->strands().strandsOfCase(w.caseId)))
        CHECK(must(third.replica->vouched().snapshot(strand.id)));
    CHECK(kept().find("HOOPOE") == std::string::npos);
    CHECK(World::hits(third.db, "HOOPOE") == 0);
}

TEST_CASE("a whole form that comes after the word is kept without what was taken out")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.syncAll();
    auto& from = w.one.replica->strands();
    const auto author = w.one.replica->author().actor;
    std::optional<store::Strand> strand;
    std::optional<VerifiedRun> whole;
    for (const auto& each : must(from.strandsOfCase(w.caseId))) {
        const auto held = must(w.one.replica->log().ofChain(each.ix, author, 1));
        if (held.size() != 1) continue;
        strand = each;
        const auto bytes = encodeRun(0, each.id, false, author, 1, {held.front().encoded},
                                     held.front().signature.value());
        whole = must(VerifiedRun::open(must(decodeRun(bytes)), each.id, author,
                                       chainStart(each.id, author), w.one.actorKey.publicKey()));
    }
    REQUIRE(whole);
    must(w.redact(w.action, "text"));
    SmallTablet third(w.hub, w.idva, w.random, w.clock);
    must(third.sync(w.hub));
    auto& engine = third.replica->engine();
    const auto there = must(third.replica->strands().findStrand(strand->id)).value();
    // A hub that was put back has lost it, and somebody brings it whole, from an older copy.
    must(engine.reopenFrom(there.ix, author, 1, third.replica->author().actor));
    must(engine.apply(there.ix, *whole, {Verdict::Accepted}, store::Origin::Taken));
    CHECK(must(third.replica->log().ofChain(there.ix, author, 1)).size() == 1);
    CHECK(World::hits(third.db, "HOOPOE") == 0);
    w.chainsVerify(third.db);
}

TEST_CASE("what waits in quarantine is redacted there, and adopted without it")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret), "HOOPOE said so"));
    w.hub.unassign(w.caseId, w.idva);
    REQUIRE(must(w.one.sync(w.hub)).quarantined == 1);
    REQUIRE(must(hub::quarantineList(w.hub.core)).dump().find("HOOPOE") != std::string::npos);
    must(w.redact(w.action, "text"));
    CHECK(World::hits(w.hub.db, "HOOPOE") == 0);
    CHECK(must(hub::quarantineList(w.hub.core)).dump().find("HOOPOE") == std::string::npos);
    w.chainsVerify(w.hub.core.db);
}

TEST_CASE("the reason of who decided about it goes with what is taken out, and the decision stands")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.hub.unassign(w.caseId, w.idva);
    REQUIRE(must(w.one.sync(w.hub)).quarantined == 1);
    const auto kept = must(w.hub.core.log.inState(Verdict::Quarantined));
    const auto name = Head8::from(kept.front().change.hash.view().first(Head8::kSize));
    {
        auto transaction = must(store::Transaction::begin(w.hub.db));
        must(hub::decide(w.hub.core,
                         {name, Verdict::Rejected, w.coordinator, "HOOPOE is another family"}));
        must(transaction.commit());
    }
    w.syncAll();
    REQUIRE(World::hits(w.two.db, "HOOPOE") > 0);
    must(w.redact(w.action, "text"));
    w.syncAll();
    CHECK(w.everywhere("HOOPOE") == 0);
    w.chainsVerify(w.hub.core.db);
    const auto log = must(w.hub.core.log.inState(Verdict::Rejected));
    REQUIRE(log.size() == 1);
    const auto strand = must(w.hub.core.strands.strand(log.front().strand));
    const auto told = must(store::verdictOn(w.hub.core.log, strand,
                                            {log.front().change.actor, log.front().change.ctr}));
    REQUIRE(told);
    CHECK(told->verdict == Verdict::Rejected);
    CHECK(told->by == w.coordinator);
    CHECK(told->why == "Art. 17, entered by mistake");
    // A tablet that comes later hears of it as the others do.
    SmallTablet third(w.hub, w.coordinator, w.random, w.clock);
    must(third.sync(w.hub));
    w.syncAll();
    must(third.sync(w.hub));
    CHECK(third.canonical() == w.two.canonical());
}

TEST_CASE("what was rejected and then adopted is redacted with both reasons, and stays adopted")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.hub.unassign(w.caseId, w.idva);
    REQUIRE(must(w.one.sync(w.hub)).quarantined == 1);
    const auto kept = must(w.hub.core.log.inState(Verdict::Quarantined)).front();
    const auto name = Head8::from(kept.change.hash.view().first(Head8::kSize));
    for (const auto verdict : {Verdict::Rejected, Verdict::Accepted}) {
        auto transaction = must(store::Transaction::begin(w.hub.db));
        must(hub::decide(w.hub.core, {name, verdict, w.coordinator, "HOOPOE, says their sister"}));
        must(transaction.commit());
    }
    must(w.redact(w.action, "text"));
    w.syncAll();
    CHECK(World::hits(w.hub.db, "HOOPOE") == 0);
    CHECK(World::hits(w.two.db, "HOOPOE") == 0);
    w.chainsVerify(w.hub.core.db);
    const auto strand = must(w.hub.core.strands.strand(kept.strand));
    const auto told =
        must(store::verdictOn(w.hub.core.log, strand, {kept.change.actor, kept.change.ctr}));
    REQUIRE(told);
    CHECK(told->verdict == Verdict::Accepted);
}

TEST_CASE("notes that tablets sealed for the office lose what was taken out, and nothing else")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.syncAll();
    const auto head = "action, DA-1, record " + w.action.hex() + "\n";
    const auto note = [&](const std::string& text) {
        Note made;
        const auto body = bytesOf(std::string_view(text));
        made.body.assign(body.begin(), body.end());
        must(sign(made, w.one.actorKey, w.random));
        const auto record = must(store::sealCargo(w.hub.core.keys.certificate,
                                                  {store::CargoKind::Words, {}, encode(made)}));
        hub::CargoLog log;
        auto transaction = must(store::Transaction::begin(w.hub.db));
        REQUIRE(must(hub::takeCargo(w.hub.core, record, log)) == wire::CargoOutcome::Taken);
        must(transaction.commit());
    };
    note(head + "outcome: Rang twice\ntext: HOOPOE moved on\nand took the van\nwhy: HOOPOE rang\n");
    note(head + "and the van of the HOOPOE\noutcome: Third piece\n");
    note("Rang the office: " + std::string(kSecret) + ", they said");
    note("note, DA-1, record 00000000000000aa\ntext: The kettle is broken\n");
    must(w.redact(w.action, "text"));
    const auto told = must(hub::noteList(w.hub.core)).dump();
    INFO(told);
    CHECK(told.find("HOOPOE") == std::string::npos);
    CHECK(told.find("took the van") == std::string::npos);
    for (const auto* left : {"outcome: Rang twice", "outcome: Third piece",
                             "Rang the office: ", ", they said", "The kettle is broken"})
        CHECK(told.find(left) != std::string::npos);
    const auto all = must(hub::erasureList(w.hub.core));
    CHECK(all.at(0).at("what").at("notes") == 3);
}

TEST_CASE("a draft loses what its form displayed, and does not bring it back when it is put again")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.syncAll();
    const store::Draft draft{
        "action:DA-1",
        must(w.two.replica->display(w.action)),
        w.caseId,
        {"action", "DA-1", {}, {}, {{"text", "HOOPOE moved"}, {"outcome", "Kept"}}},
        5};
    must(w.two.replica->drafts().put(draft));
    must(w.redact(w.action, "text"));
    w.syncAll();
    CHECK(w.everywhere("HOOPOE") == 0);
    must(w.two.replica->drafts().put(draft)); // by a form that was open meanwhile
    CHECK(World::hits(w.two.db, "HOOPOE") == 0);
    const auto left = must(w.two.replica->drafts().find("action:DA-1"));
    REQUIRE(left);
    CHECK(left->typed.fields == std::map<std::string, std::string>{{"outcome", "Kept"}});
    CHECK(must(w.two.replica->state().owesRedaction()));
}

TEST_CASE("the certificate says who has not confirmed yet, and its signature verifies")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.syncAll();
    must(hub::noteBackup(w.hub.core, "/media/backup/monday"));
    const auto done = must(w.redact(w.action, "text"));
    const auto waiting = [&] {
        const auto told = must(hub::erasureCertificate(w.hub.core, done.id));
        CHECK(hub::verifyCertificate(told, w.hub.core.keys.sign.publicKey()));
        CHECK(told.dump().find("HOOPOE") == std::string::npos);
        CHECK(told["certificate"]["still_in_backups"].size() == 1);
        std::size_t count = 0;
        for (const auto& tablet : told["certificate"]["tablets"])
            count += tablet["receipt"].get<bool>() ? 0 : 1;
        auto forged = told;
        forged["certificate"]["basis"] = "another";
        CHECK_FALSE(hub::verifyCertificate(forged, w.hub.core.keys.sign.publicKey()));
        return count;
    };
    CHECK(waiting() == 2);
    must(w.one.sync(w.hub));
    must(w.one.sync(w.hub));
    CHECK(waiting() == 1);
    w.syncAll();
    w.syncAll();
    CHECK(waiting() == 0);
}

TEST_CASE("an erased case is gone from hub and tablets, and what they still send of it goes too")
{
    World w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.syncAll();
    must(w.one.set(w.action, "text", Value::text("HOOPOE, not sent yet"))); // while it is erased
    const auto ask = [&](const PersonId& by) {
        auto transaction = must(store::Transaction::begin(w.hub.db));
        auto done = hub::erase(w.hub.core, {"DA-1", {}, by, "Retention review"});
        if (done.ok()) must(transaction.commit());
        return done;
    };
    CHECK_FALSE(ask(w.coordinator).ok());
    must(hub::addHold(w.hub.core, "DA-1", "Inquest", w.officer));
    CHECK_FALSE(ask(w.officer).ok());
    must(hub::removeHold(w.hub.core, "DA-1", "Over", w.officer));
    const auto done = must(ask(w.officer));
    const auto open = [&] {
        const auto told = must(hub::erasureCertificate(w.hub.core, done.id));
        CHECK(hub::verifyCertificate(told, w.hub.core.keys.sign.publicKey()));
        std::size_t count = 0;
        for (const auto& tablet : told["certificate"]["tablets"])
            count += tablet["receipt"].get<bool>() ? 0 : 1;
        return count;
    };
    CHECK(World::hits(w.hub.db, "HOOPOE") == 0);
    CHECK_FALSE(must(w.hub.core.registry.caseByRef("DA-1")));
    CHECK(open() == 2);
    w.syncAll();
    w.syncAll();
    CHECK(w.everywhere("HOOPOE") == 0);
    for (auto* tablet : {&w.one, &w.two}) {
        CHECK(must(tablet->replica->lists().cases()).empty());
        CHECK(must(tablet->replica->log().undecidedCount()) == 0);
    }
    CHECK(open() == 0);
}

TEST_CASE("an erased person goes with what is theirs; what names them elsewhere is told")
{
    World w;
    const auto person =
        w.hub.addRecord(w.caseId, "person", "legal_name", Value::text("Hoopoe Larkin"));
    const auto other = w.hub.addRecord(w.caseId, "person", "legal_name", Value::text("Wren Teal"));
    const auto phone =
        w.hub.addRecord(w.caseId, "contact_point", "value", Value::text("07700 900555"));
    w.syncAll();
    must(w.two.set(phone, "person", Value::ref(person)));
    must(w.one.set(w.action, "text", Value::text("Ring Larkin about the lock")));
    w.syncAll();
    auto transaction = must(store::Transaction::begin(w.hub.db));
    const auto done = must(hub::erase(w.hub.core, {"DA-1", person.hex(), w.officer, "Art. 17"}));
    must(transaction.commit());
    CHECK(done.records == 2);
    CHECK(done.mentions == std::vector{w.action.hex()});
    w.syncAll();
    for (auto* tablet : {&w.one, &w.two}) must(tablet->replica->scrub()); // as a sync ends there
    CHECK(w.everywhere("Hoopoe") == 0);
    CHECK(w.everywhere("900555") == 0);
    CHECK(w.everywhere("Wren Teal") > 0);
    CHECK_FALSE(World::shown(w.one, other, "person", "legal_name").front().redacted);
}

TEST_CASE("a case is listed for review some years after its last activity, as its panel says")
{
    World w;
    constexpr std::uint64_t kYear = 31'556'952'000;
    must(w.one.set(w.action, "text", Value::text("Today"))); // at the clock's time
    w.syncAll();
    CHECK(must(hub::retentionDue(w.hub.core)).empty());
    must(hub::addHold(w.hub.core, "DA-1", "Inquest", w.officer));
    w.clock.wall += 6 * kYear + 1;
    const auto due = must(hub::retentionDue(w.hub.core));
    REQUIRE(due.size() == 1);
    CHECK(due.front().caseRef == "DA-1");
    CHECK(due.front().isHeld);
    must(hub::setRetention(w.hub.core, schema::Panel::DaMarac, 7));
    CHECK(must(hub::retentionDue(w.hub.core)).empty());
    CHECK_FALSE(hub::setRetention(w.hub.core, schema::Panel::DaMarac, 0).ok());
}

TEST_CASE("a hub put back from an older backup learns from a tablet what was taken out since")
{
    World now;
    World backup; // of the same seed
    for (auto* w : {&now, &backup}) {
        must(w->one.set(w->action, "text", Value::text(kSecret)));
        w->syncAll();
    }
    must(now.redact(now.action, "text"));
    now.syncAll();
    REQUIRE(now.everywhere("HOOPOE") == 0);
    REQUIRE(World::hits(backup.hub.db, "HOOPOE") > 0);
    backup.hub.beginAnew();
    for (int i = 0; i < 3; ++i)
        for (auto* tablet : {&now.two, &now.one}) must(tablet->sync(backup.hub));
    CHECK(World::hits(backup.hub.db, "HOOPOE") == 0);
    CHECK(World::hits(now.one.db, "HOOPOE") == 0);
    CHECK(World::hits(now.two.db, "HOOPOE") == 0);
    const auto text = World::shown(now.one, now.action, "action", "text");
    REQUIRE(text.size() == 1);
    CHECK(text.front().removedBy == now.officer);
    backup.chainsVerify(backup.hub.core.db);
}

TEST_CASE("what was taken out stays gone though the word rests on what a restore lost for good")
{
    World now;
    World backup; // of the same seed
    for (auto* w : {&now, &backup}) {
        must(w->one.set(w->action, "text", Value::text(kSecret)));
        w->syncAll();
    }
    must(now.two.set(now.action, "outcome", Value::text("Lost with the disk and with a tablet")));
    must(now.two.sync(now.hub));
    // Given again, it comes as a snapshot: this tablet cannot give that change back.
    now.hub.unassign(now.caseId, now.idva);
    must(now.one.sync(now.hub));
    now.hub.assign(now.caseId, now.idva, kMarac);
    must(now.one.sync(now.hub));
    must(now.redact(now.action, "text"));
    must(now.one.sync(now.hub));
    REQUIRE(World::hits(now.one.db, "HOOPOE") == 0);

    backup.hub.beginAnew();
    must(now.one.sync(backup.hub));
    CHECK(World::hits(backup.hub.db, "HOOPOE") == 0);
    const auto form = must(backup.hub.core.registers.display(backup.action));
    const auto text = form->read(fieldNamed("action", "text").wire()).shown();
    REQUIRE(text.size() == 1);
    CHECK(text.front().removedBy == now.officer);
    // It is said once, however often the tablet offers it.
    const auto said = must(backup.hub.core.strands.strands());
    must(now.one.sync(backup.hub));
    const auto after = must(backup.hub.core.strands.strands());
    for (std::size_t i = 0; i < said.size(); ++i) CHECK(after[i].sseq == said[i].sseq);
    must(backup.two.sync(backup.hub));
    CHECK(World::hits(backup.two.db, "HOOPOE") == 0);
    CHECK(now.one.canonical() == backup.two.canonical());
}

TEST_CASE("what no tablet heard of is taken out of a restored hub by its certificate")
{
    World now;
    World backup; // of the same seed
    for (auto* w : {&now, &backup}) {
        must(w->one.set(w->action, "text", Value::text(kSecret)));
        w->syncAll();
    }
    const auto done = must(now.redact(now.action, "text"));
    auto certificate = must(hub::erasureCertificate(now.hub.core, done.id));
    backup.hub.beginAnew();
    const auto repeat = [&](const nlohmann::json& file, const PersonId& by) {
        auto transaction = must(store::Transaction::begin(backup.hub.db));
        auto answer = hub::repeatErasure(backup.hub.core, file.dump(), by);
        if (answer.ok()) must(transaction.commit());
        return answer;
    };
    CHECK_FALSE(repeat(certificate, backup.coordinator).ok());
    CHECK_FALSE(repeat(nlohmann::json("none"), backup.officer).ok());
    auto forged = certificate;
    forged["certificate"]["what"]["field"] = nullptr;
    CHECK_FALSE(repeat(forged, backup.officer).ok());
    CHECK(World::hits(backup.hub.db, "HOOPOE") > 0);
    // As the command that took it out answered it, and as it is read later.
    const auto again = must(repeat({{"id", "7b"}, {"certificate", certificate}}, backup.officer));
    CHECK(hub::verifyCertificate(again, backup.hub.core.keys.sign.publicKey()));
    CHECK(World::hits(backup.hub.db, "HOOPOE") == 0);
    const auto twice = repeat(certificate, backup.officer);
    REQUIRE_FALSE(twice.ok());
    CHECK(twice.error().text().find("taken out already") != std::string::npos);
}

TEST_CASE("a hub put back from before the change itself takes it as it stood, without what is gone")
{
    World now;
    World backup; // of the same seed, and of before all of it
    must(now.one.set(now.action, "text", Value::text(kSecret)));
    now.syncAll();
    must(now.redact(now.action, "text"));
    now.syncAll();
    backup.hub.beginAnew();
    for (int i = 0; i < 3; ++i)
        for (auto* tablet : {&now.one, &now.two}) must(tablet->sync(backup.hub));
    CHECK(must(backup.hub.core.log.countIn(Verdict::Quarantined)) == 0);
    CHECK(World::hits(backup.hub.db, "HOOPOE") == 0);
    const auto form = must(backup.hub.core.registers.display(backup.action));
    const auto text = form->read(fieldNamed("action", "text").wire()).shown();
    REQUIRE(text.size() == 1);
    CHECK(text.front().redacted);
    CHECK(text.front().why == "Art. 17, entered by mistake");
    CHECK(now.one.canonical() == now.two.canonical());
    backup.chainsVerify(backup.hub.core.db);
}
