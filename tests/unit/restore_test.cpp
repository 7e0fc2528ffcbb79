// What a hub put back from its backup, and a vault put back from a copy, do to nobody's work.
#include "server-stub/admin/verbs.h"
#include "server-stub/service/administration.h"
#include "server-stub/service/brought_cargo.h"
#include "server-stub/service/quarantine.h"
#include "shared/wire/frame.h"
#include "sync/store/cargo.h"
#include "sync/store/receiving.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

TEST_CASE("a case made after the backup stays on the tablet, with all that was accepted in it")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    const auto later = now.hub.addCase("DA-2", "Made after the backup");
    now.hub.assign(later, now.idva, kMarac);
    must(now.one.sync(now.hub));
    const auto note = now.one.add(later, "chronology", "text", Value::text("Rang, no answer"));
    REQUIRE(must(now.one.sync(now.hub)).pushed == 1);
    const auto held = must(now.one.replica->strands().strands()).size();

    backup.hub.beginAnew();
    for (int i = 0; i < 2; ++i) CHECK(must(now.one.sync(backup.hub)).purged == 0);
    CHECK(must(now.one.replica->strands().strands()).size() == held);
    CHECK(must(now.one.replica->lists().cases()).size() == 2);
    CHECK(now.text(now.one, note, "chronology", "text") == "Rang, no answer");
    must(now.one.set(now.action, "text", Value::text("Goes on as before")));
    CHECK(must(now.one.sync(backup.hub)).pushed == 1);
}

TEST_CASE("an assignment made after the backup is made again, and all that was accepted comes back")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    RecordId action;
    for (auto* w : {&now, &backup})
        action = w->hub.addRecord(w->hub.addCase("DA-2", "Assigned after the backup"), "action",
                                  "text", Value::text("Ring her"));
    const auto caseId = must(now.hub.core.registry.caseByRef("DA-2"))->id;
    now.hub.assign(caseId, now.idva, kMarac);
    must(now.one.sync(now.hub));
    must(now.one.set(action, "outcome", Value::text("Rang, no answer")));
    REQUIRE(must(now.one.sync(now.hub)).pushed == 1);

    backup.hub.beginAnew();
    CHECK(must(now.one.sync(backup.hub)).purged == 0);
    must(now.one.set(action, "outcome", Value::text("Rang, no answer yet")));
    CHECK(must(now.one.sync(backup.hub)).pushed == 0); // it waits for the office's word
    CHECK(must(now.one.replica->log().undecidedCount()) == 1);
    backup.hub.assign(caseId, now.idva, kMarac);
    const auto report = must(now.one.sync(backup.hub));
    CHECK(report.pushed == 2);
    CHECK(report.quarantined == 0);
    CHECK(must(now.one.replica->log().undecidedCount()) == 0);
    SmallTablet fresh(backup.hub, now.idva, backup.random, backup.clock);
    must(fresh.sync(backup.hub));
    CHECK(now.text(fresh, action, "action", "outcome") == "Rang, no answer yet");
    CHECK(fresh.canonical() == now.one.canonical());
}

TEST_CASE("a hub that takes a case back from before its backup first gets what it lost of it")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    for (auto* w : {&now, &backup}) {
        w->hub.unassign(w->caseId, w->idva);
        if (w == &now) must(w->one.sync(w->hub));
    }
    now.hub.assign(now.caseId, now.idva, kMarac);
    must(now.one.sync(now.hub));
    must(now.one.set(now.action, "text", Value::text("Taken after the backup")));
    REQUIRE(must(now.one.sync(now.hub)).pushed == 1);

    backup.hub.beginAnew();
    const auto report = must(now.one.sync(backup.hub));
    CHECK(report.quarantined == 1);
    CHECK(must(now.one.replica->strands().strands()).empty());
}

TEST_CASE("what a colleague hands on late does not show beside what replaced it")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    must(now.two.set(now.action, "outcome", Value::text("Rang, no answer")));
    must(now.two.sync(now.hub));
    // Given again, it comes as a snapshot: this tablet cannot give that change back.
    now.hub.unassign(now.caseId, now.idva);
    must(now.one.sync(now.hub));
    now.hub.assign(now.caseId, now.idva, kMarac);
    must(now.one.sync(now.hub));
    const auto saved = must(now.one.set(now.action, "outcome", Value::text("Rang, and spoke")));
    backup.hub.beginAnew();
    must(now.one.sync(backup.hub)); // which knows nothing of the first
    const auto id = saved.dots.front().first;
    const auto author = now.two.replica->author().actor;
    const auto from = must(now.two.replica->strands().findStrand(id));
    const auto rows = must(now.two.replica->log().ofChain(from->ix, author, 1));
    REQUIRE(rows.size() == 1);
    const auto bytes =
        encodeRun(0, id, false, author, 1, {rows.front().encoded}, *rows.front().signature);
    const auto run = must(VerifiedRun::open(must(decodeRun(bytes)), id, author,
                                            chainStart(id, author), now.two.actorKey.publicKey()));
    for (const auto state : {Verdict::Undecided, Verdict::Accepted}) {
        auto taking = must(store::Receiving::begin(*now.one.replica));
        const auto to = must(now.one.replica->strands().findStrand(id));
        must(taking.add(to->ix, run, state));
        must(taking.commit());
        CHECK(now.text(now.one, now.action, "action", "outcome") == "Rang, and spoke");
    }
}

TEST_CASE("a case that is taken away goes, though what was written on is with a restored hub alone")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    must(now.two.set(now.action, "outcome", Value::text("Rang, no answer")));
    must(now.two.sync(now.hub));
    // Given again, it comes as a snapshot: this tablet cannot give that change back.
    now.hub.unassign(now.caseId, now.idva);
    must(now.one.sync(now.hub));
    now.hub.assign(now.caseId, now.idva, kMarac);
    must(now.one.sync(now.hub));
    must(now.one.set(now.action, "outcome", Value::text("Rang, and spoke")));
    must(now.one.sync(now.hub));
    must(now.two.sync(now.hub));

    backup.hub.beginAnew();
    must(now.one.sync(backup.hub));
    CHECK(must(now.one.replica->log().undecidedCount()) == 1);
    must(now.two.sync(backup.hub));
    backup.hub.unassign(backup.caseId, backup.idva);
    for (int i = 0; i < 2; ++i) must(now.one.sync(backup.hub));
    CHECK(must(now.one.replica->strands().strands()).empty());
    CHECK(now.text(now.two, now.action, "action", "outcome") == "Rang, and spoke");
}

TEST_CASE("an older copy of a vault is told again what it gave back")
{
    for (const bool isStopped : {false, true}) {
        CAPTURE(isStopped);
        TwoTablets now;
        TwoTablets monday; // of the same seed: the copy of the vault
        const auto device = deviceOf(now.one.deviceKey.publicKey());
        if (isStopped)
            must(hub::stopDevice(now.hub.core, device));
        else
            now.hub.unassign(now.caseId, now.idva);
        CHECK(must(now.one.sync(now.hub)).purged == 3);
        REQUIRE(must(now.hub.core.registry.retractions(device)).empty());
        CHECK(must(monday.one.sync(now.hub)).purged == 3);
        CHECK(must(monday.one.replica->strands().strands()).empty());
        CHECK(must(now.hub.core.registry.retractions(device)).empty());
    }
}

TEST_CASE("strands are purged on the hub's signed word alone, and it goes with its grant")
{
    TwoTablets w;
    w.hub.unassign(w.caseId, w.idva);
    ClientRound round(*w.one.replica, w.hub.core.keys.root, w.one.digestKey.view(),
                      deviceOf(w.one.deviceKey.publicKey()));
    const auto answer = must(w.hub.sync(w.one.deviceKey.publicKey(), must(round.request())));
    wire::FrameWriter spoilt;
    for (const auto& frame : must(wire::readFrames(answer))) {
        auto payload = Bytes(frame.payload.begin(), frame.payload.end());
        if (frame.type == wire::FrameType::Retract) payload[1 + 4 + 8 + 8 + 16 + 1] ^= 1;
        spoilt.put(frame.type, payload);
    }
    CHECK_FALSE(round.receive(spoilt.take()).ok());
    CHECK(must(w.one.replica->strands().strands()).size() == 3);
}

TEST_CASE("a vault put back from a copy keeps its new work, and the office is handed it")
{
    for (const int lost : {1, 2}) {
        for (const int written : {1, 3}) {
            CAPTURE(lost);
            CAPTURE(written);
            TwoTablets now;
            TwoTablets monday; // of the same seed: the copy of the vault
            for (int i = 0; i < lost; ++i)
                must(now.one.set(now.action, "text", Value::text("Tuesday " + std::to_string(i))));
            REQUIRE(must(now.one.sync(now.hub)).pushed == static_cast<std::uint64_t>(lost));
            must(now.two.sync(now.hub));
            for (int i = 0; i < written; ++i)
                must(monday.one.set(monday.action, "outcome",
                                    Value::text("Wednesday " + std::to_string(i))));
            const auto before = monday.one.canonical();
            for (int again = 0; again < 2; ++again) {
                const auto report = must(monday.one.sync(now.hub));
                CHECK(report.rolledBack);
                CHECK(report.pushed == 0);
                CHECK(must(monday.one.replica->log().undecidedCount()) ==
                      static_cast<std::uint64_t>(written));
                CHECK(monday.one.canonical() == before);
                const auto kept = must(hub::quarantineList(now.hub.core));
                CHECK(kept.size() == static_cast<std::size_t>(written));
                CHECK(kept.back()["fields"][0]["value"] ==
                      "Wednesday " + std::to_string(written - 1));
            }
            CHECK(now.text(monday.one, monday.action, "action", "outcome") ==
                  "Wednesday " + std::to_string(written - 1));
            // Nobody else is concerned.
            must(now.two.set(now.phone, "value", Value::text("020 7946 0777")));
            const auto two = must(now.two.sync(now.hub));
            CHECK(two.pushed == 1);
            CHECK_FALSE(two.rolledBack);
        }
    }
}

TEST_CASE(
    "a copy of a vault hands in and reads nothing; the office and the vault that goes on hear")
{
    TwoTablets now;
    TwoTablets monday; // of the same seed: the copy of the vault
    const auto device = deviceOf(now.one.deviceKey.publicKey());
    const auto ask = [&](std::string_view verb) {
        const auto task =
            must(hub::admin::taskFor({{"verb", std::string(verb)}}, {}, {}, now.random));
        return must(task(now.hub.core));
    };
    const auto isTold = [&] { return !ask("device list")["devices"][0]["copied_ms"].is_null(); };
    must(now.one.set(now.action, "outcome", Value::text("Tuesday")));
    must(now.one.sync(now.hub));
    must(now.two.set(now.phone, "value", Value::text("020 7946 0777")));
    must(now.two.sync(now.hub));
    REQUIRE(ask("device list")["devices"][0]["device"] == device.hex());
    for (int again = 0; again < 2; ++again) {
        ClientRound round(*monday.one.replica, now.hub.core.keys.root, monday.one.digestKey.view(),
                          device);
        const auto answer =
            must(now.hub.sync(monday.one.deviceKey.publicKey(), must(round.request())));
        for (const auto& frame : must(wire::readFrames(answer)))
            CHECK(frame.type == wire::FrameType::End);
        CHECK_FALSE(must(round.receive(answer)));
        CHECK(round.report().rolledBack);
        CHECK_FALSE(round.report().isCopied);
        // One that is behind may have been long on its way; a second is a copy's.
        CHECK(isTold() == (again == 1));
    }
    CHECK(ask("status")["devices"]["copied"] == 1);
    for (int again = 0; again < 2; ++again) { // as long as the office does nothing about it
        const auto report = must(now.one.sync(now.hub));
        CHECK(report.isCopied);
        CHECK_FALSE(report.rolledBack);
    }
    CHECK(now.one.canonical() == now.two.canonical());
    CHECK_FALSE(must(now.two.sync(now.hub)).isCopied);
    // What it writes is proof at once, and is kept.
    TwoTablets tuesday;
    must(now.two.set(now.action, "text", Value::text("Theirs")));
    must(now.two.sync(now.hub));
    must(tuesday.two.set(now.action, "text", Value::text("The copy's")));
    CHECK(must(tuesday.two.sync(now.hub)).rolledBack);
    CHECK(ask("status")["devices"]["copied"] == 2);
    CHECK(must(hub::quarantineList(now.hub.core)).size() == 1);
    must(hub::stopDevice(now.hub.core, device));
    CHECK(ask("status")["devices"]["copied"] == 1);
}

TEST_CASE("equal counts do not hide another history: the heads are compared")
{
    TwoTablets now;
    TwoTablets monday; // of the same seed: the copy of the vault
    must(now.one.set(now.action, "text", Value::text("Tuesday")));
    must(now.one.sync(now.hub));
    must(monday.one.set(monday.phone, "value", Value::text("020 7946 0555")));
    CHECK(must(monday.one.sync(now.hub)).rolledBack);
    CHECK_FALSE(must(now.two.sync(now.hub)).rolledBack);
}

TEST_CASE("no dot is signed twice: what a tablet gave back and gets again goes on from its place")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    must(now.one.set(now.action, "outcome", Value::text("Word of Tuesday")));
    must(now.one.sync(now.hub));
    must(now.two.sync(now.hub));
    now.hub.unassign(now.caseId, now.idva);
    CHECK(must(now.one.sync(now.hub)).purged == 3);

    backup.hub.beginAnew();
    must(now.one.sync(backup.hub));
    backup.hub.assign(backup.caseId, backup.idva, kMarac);
    must(now.one.sync(backup.hub));
    const auto saved = must(now.one.set(now.action, "outcome", Value::text("Word of Wednesday")));
    CHECK(saved.dots.front().second.ctr == 2);
    must(now.one.sync(backup.hub));
    CHECK(must(now.one.replica->log().undecidedCount()) == 1); // it waits for what it comes after
    const auto two = must(now.two.sync(backup.hub));
    CHECK_FALSE(two.rolledBack);
    for (auto* tablet : {&now.one, &now.two}) must(tablet->sync(backup.hub));
    CHECK(must(now.one.replica->log().undecidedCount()) == 0);
    CHECK(must(now.two.replica->log().undecidedCount()) == 0);
    CHECK(now.one.canonical() == now.two.canonical());
    CHECK(must(now.two.replica->conflicts().count()) == 1); // both words stand
    CHECK(must(hub::quarantineCount(backup.hub.core)) == 0);
}

TEST_CASE("a restored hub serves nothing that it had taken away, as the tablet's own grant tells")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    now.hub.unassign(now.caseId, now.idva);
    CHECK(must(now.one.sync(now.hub)).purged == 3);
    must(now.two.set(now.action, "text", Value::text("Written after it was taken away")));

    backup.hub.beginAnew();
    for (int i = 0; i < 2; ++i) {
        must(now.one.sync(backup.hub));
        CHECK(must(now.one.replica->strands().strands()).empty());
        must(now.two.sync(backup.hub));
    }
    CHECK(must(now.two.replica->strands().strands()).size() == 3);
    for (const auto& strand : must(backup.hub.core.strands.strandsOfCase(backup.caseId)))
        CHECK(must(backup.hub.core.registry.memberRights(strand.ix, backup.idva)) == 0);
    backup.hub.assign(backup.caseId, backup.idva, kMarac); // the office says so
    must(now.one.sync(backup.hub));
    CHECK(now.one.canonical() == now.two.canonical());
}

TEST_CASE("a removal that a colleague brings back counts again, and a membership does not")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    const auto other = now.hub.addStaff("Carl Moss", access::Role::Idva);
    for (const auto& strand : must(now.hub.core.strands.strandsOfCase(now.caseId))) {
        if (strand.compartment != Compartment::Core) continue;
        for (const auto& [person, rights] : {std::pair{now.idva, 0}, std::pair{other, 7}}) {
            wire::Writer told;
            told.id(person);
            told.bytes({});
            told.u8(static_cast<std::uint8_t>(rights));
            auto member = hub::newValue({}, schema::lifeField(strand.compartment),
                                        Value::binary(ValueKind::Binary, told.take()));
            member.kind = static_cast<std::uint8_t>(OpKind::Member);
            member.key = Bytes(person.bytes.begin(), person.bytes.end());
            must(now.hub.core.write(strand.ix, {member}));
        }
    }
    must(now.two.sync(now.hub));
    backup.hub.beginAnew();
    must(now.two.sync(backup.hub));
    for (const auto& strand : must(backup.hub.core.strands.strandsOfCase(backup.caseId))) {
        const bool core = strand.compartment == Compartment::Core;
        const bool held = core || strand.compartment == Compartment::Safety ||
                          strand.compartment == Compartment::Visit;
        auto& registry = backup.hub.core.registry;
        CHECK(must(registry.memberRights(strand.ix, backup.idva)) == (core || !held ? 0 : 7));
        CHECK(must(registry.memberRights(strand.ix, other)) == 0);
    }
}

TEST_CASE("what a tablet sealed that was set up after the backup is opened, and kept for a person")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    SmallTablet late(now.hub, now.idva, now.random, now.clock);
    must(late.sync(now.hub));
    const auto saved = must(late.set(now.action, "outcome", Value::text("Rang the locksmith")));
    const auto strand = must(late.replica->strands().findStrand(saved.dots.front().first));
    const auto rows = must(late.replica->log().undecided(strand->ix));
    REQUIRE(rows.size() == 1);
    const auto actor = actorOf(late.actorKey.publicKey());
    const auto sealed = [&](const crypto::SigningKey& by) {
        auto device = must(decodeDeviceCertificate(
            must(now.hub.core.registry.certificate(deviceOf(late.deviceKey.publicKey())))));
        sign(device, by);
        return must(store::sealCargo(
            now.hub.core.keys.certificate,
            {store::CargoKind::Run,
             {encode(device), encode(must(now.hub.core.registry.actor(actor))->certificate)},
             encodeRun(0, strand->id, false, actor, 1, {rows.front().encoded},
                       *rows.front().signature)}));
    };
    hub::CargoLog log;
    const auto forged = must(hub::takeCargo(backup.hub.core, sealed(now.one.deviceKey), log));
    CHECK(forged == wire::CargoOutcome::Waiting);
    const auto brought = sealed(now.hub.core.keys.sign);
    for (int again = 0; again < 2; ++again)
        CHECK(must(hub::takeCargo(backup.hub.core, brought, log)) == wire::CargoOutcome::Taken);
    const auto kept = must(hub::quarantineList(backup.hub.core));
    REQUIRE(kept.size() == 1);
    CHECK(kept[0]["fields"][0]["value"] == "Rang the locksmith");
    CHECK(must(backup.hub.core.registry.device(deviceOf(late.deviceKey.publicKey())))->stopped);
}

TEST_CASE("a form opened before a restore is saved after it, on nothing that is gone")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    must(now.two.set(now.action, "outcome", Value::text("Word of Ben")));
    must(now.two.sync(now.hub));
    now.hub.unassign(now.caseId, now.idva);
    must(now.one.sync(now.hub));
    now.hub.assign(now.caseId, now.idva, kMarac);
    must(now.one.sync(now.hub)); // as a whole case: it cannot be sent again from here
    const auto& field = fieldNamed("action", "outcome");
    const auto form = must(now.one.replica->display(now.action));
    REQUIRE(form.read(field.wire()).shown().size() == 1);

    backup.hub.beginAnew();
    must(now.one.sync(backup.hub));
    must(now.one.replica->save(form, now.caseId,
                               {{form.read(field.wire()), Value::text("Word of Amara"), {}}}));
    for (auto* tablet : {&now.one, &now.two, &now.one}) must(tablet->sync(backup.hub));
    CHECK(must(now.one.replica->conflicts().count()) == 1); // Ben brought theirs: both stand
    CHECK(now.one.canonical() == now.two.canonical());
}

TEST_CASE("what is undecided anew shows nothing again that was superseded, nor once it is accepted")
{
    TwoTablets w;
    must(w.one.set(w.action, "outcome", Value::text("First")));
    must(w.one.sync(w.hub));
    must(w.two.sync(w.hub));
    must(w.two.set(w.action, "outcome", Value::text("Second")));
    must(w.two.sync(w.hub));
    w.hub.beginAnew();
    must(w.one.sync(w.hub)); // the second comes as a part of the whole case
    const auto own = w.one.replica->author().actor;
    auto& strands = w.one.replica->strands();
    for (const auto& strand : must(strands.strandsOfCase(w.caseId))) {
        auto transaction = must(store::Transaction::begin(w.one.db));
        must(w.one.replica->engine().reopenHeld(strand.ix, own));
        must(transaction.commit());
    }
    CHECK(must(w.one.replica->log().undecidedCount()) == 1);
    CHECK(w.text(w.one, w.action, "action", "outcome") == "Second");
    CHECK(must(w.one.sync(w.hub)).pushed == 1);
    CHECK(w.text(w.one, w.action, "action", "outcome") == "Second");
    must(w.two.sync(w.hub));
    CHECK(w.one.canonical() == w.two.canonical());
}
