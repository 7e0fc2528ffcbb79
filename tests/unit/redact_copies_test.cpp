// What else holds what was taken out loses it: snapshots, forms on their way, notes, drafts.
#include "server-stub/service/brought_cargo.h"
#include "shared/wire/frame.h"
#include "sync/log/note.h"
#include "sync/session/chain_runs.h"
#include "sync/store/receiving.h"
#include "tests/support/redacting_office.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {
} // namespace

TEST_CASE("a tablet set up later, and one that begins again, has what was taken out as taken out")
{
    RedactingOffice w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.syncAll();
    must(w.redact(w.action, "text"));
    SmallTablet third(w.hub, w.idva, w.random, w.clock);
    must(third.sync(w.hub));
    w.syncAll();
    must(third.sync(w.hub));
    const auto text = RedactingOffice::shown(third, w.action, "action", "text");
    REQUIRE(text.size() == 1);
    CHECK(text.front().redacted);
    CHECK(text.front().removedBy == w.officer);
    CHECK(third.canonical() == w.one.canonical());
}

namespace {
/// The office's newest word in each part of the case, as another tablet brings it.
void hearFromPeer(RedactingOffice& w, SmallTablet& tablet)
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
    RedactingOffice w;
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
    CHECK(RedactingOffice::hits(third.db, "HOOPOE") == 0);
}

TEST_CASE("a whole form that comes after the word is kept without what was taken out")
{
    RedactingOffice w;
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
    CHECK(RedactingOffice::hits(third.db, "HOOPOE") == 0);
    w.chainsVerify(third.db);
}

TEST_CASE("notes that tablets sealed for the office lose what was taken out, and nothing else")
{
    RedactingOffice w;
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
    RedactingOffice w;
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
    CHECK(RedactingOffice::hits(w.two.db, "HOOPOE") == 0);
    const auto left = must(w.two.replica->drafts().find("action:DA-1"));
    REQUIRE(left);
    CHECK(left->typed.fields == std::map<std::string, std::string>{{"outcome", "Kept"}});
    CHECK(must(w.two.replica->state().owesRedaction()));
}
