#include "shared/crypto/system_random.h"
#include "sync/store/snapshot_body.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

TEST_CASE("a first sync brings the assigned case, and both tablets hold the same bytes")
{
    TwoTablets w;
    CHECK(must(w.one.replica->lists().cases()).size() == 1);
    CHECK(w.one.canonical() == w.two.canonical());
    CHECK(w.one.canonical().size() == 3);
    CHECK(w.text(w.one, w.action, "action", "text") == "Fit a new lock");
}

TEST_CASE("edits of different fields offline merge without a question")
{
    TwoTablets w;
    must(w.one.set(w.action, "outcome", Value::text("Done by the locksmith")));
    must(w.two.set(w.action, "text", Value::text("Fit two new locks")));
    CHECK(must(w.one.sync(w.hub)).pushed == 1);
    CHECK(must(w.two.sync(w.hub)).pushed == 1);
    REQUIRE(w.one.sync(w.hub).ok());
    CHECK(w.one.canonical() == w.two.canonical());
    CHECK(w.text(w.one, w.action, "action", "text") == "Fit two new locks");
    CHECK(must(w.one.replica->conflicts().first()).empty());
}

TEST_CASE("two tablets that edited one field offline are concurrent, and a person settles it once")
{
    TwoTablets w;
    must(w.one.set(w.phone, "value", Value::text("020 7946 0111")));
    must(w.two.set(w.phone, "value", Value::text("020 7946 0222")));
    REQUIRE(w.one.sync(w.hub).ok());
    REQUIRE(w.two.sync(w.hub).ok());
    REQUIRE(w.one.sync(w.hub).ok());
    const auto checks = must(w.one.replica->conflicts().first());
    REQUIRE(checks.size() == 1);
    REQUIRE(checks.front().siblings.size() == 2);
    CHECK(must(w.two.replica->conflicts().first()).front().id == checks.front().id);

    CHECK_FALSE(w.one.replica->decideConflict(checks.front().id, Value::text("x"), "").ok());
    must(w.one.replica->decideConflict(checks.front().id, checks.front().siblings[1].value,
                                    "rang it today"));
    CHECK(must(w.one.replica->conflicts().first()).empty());
    REQUIRE(w.one.sync(w.hub).ok());
    REQUIRE(w.two.sync(w.hub).ok());
    CHECK(must(w.two.replica->conflicts().first()).empty());
    CHECK(w.one.canonical() == w.two.canonical());
    const auto stale = w.two.replica->decideConflict(checks.front().id, Value::text("x"), "late");
    REQUIRE_FALSE(stale.ok());
    CHECK(stale.error().text().find("changed since you looked") != std::string::npos);
}

TEST_CASE("a save supersedes what its form showed, not what arrived while it was open")
{
    TwoTablets w;
    const auto form = must(w.one.replica->display(w.action));
    must(w.two.set(w.action, "text", Value::text("From the coordinator")));
    REQUIRE(w.two.sync(w.hub).ok());
    REQUIRE(w.one.sync(w.hub).ok());
    const auto& f = fieldNamed("action", "text");
    must(w.one.replica->save(form, w.caseId,
                             {{form.read(f.wire()), Value::text("From the IDVA"), {}}}));
    CHECK(must(w.one.replica->conflicts().first()).size() == 1);
}

TEST_CASE("a new number is not known to be safe because the old one was")
{
    TwoTablets w;
    const auto& safe = fieldNamed("contact_point", "safe");
    must(w.one.set(w.phone, "safe", Value::code(safe.vocabulary->find("safe")->number)));
    must(w.one.set(w.phone, "value", Value::text("020 7946 0333")));
    const auto form = must(w.one.replica->display(w.phone));
    const auto reading = readRegister(safe, form.read(safe.wire()).shown());
    CHECK(schema::Vocabulary(*safe.vocabulary)
              .find(static_cast<std::uint32_t>(reading.value->asInteger()))
              ->name
          == "unknown");
}

TEST_CASE("a number marked unsafe stays unsafe when it is corrected")
{
    TwoTablets w;
    const auto& safe = fieldNamed("contact_point", "safe");
    must(w.one.set(w.phone, "safe", Value::code(safe.vocabulary->find("unsafe")->number)));
    must(w.one.set(w.phone, "value", Value::text("020 7946 0444")));
    const auto form = must(w.one.replica->display(w.phone));
    const auto reading = readRegister(safe, form.read(safe.wire()).shown());
    CHECK(safe.vocabulary->find(static_cast<std::uint32_t>(reading.value->asInteger()))->name
          == "unsafe");
}

TEST_CASE(
    "unsent edits of a case that was taken away go to quarantine, and the copy leaves the tablet")
{
    TwoTablets w;
    must(w.one.set(w.action, "text", Value::text("Late but not lost")));
    w.hub.unassign(w.caseId, w.idva);
    const auto report = must(w.one.sync(w.hub));
    CHECK(report.pushed == 1);
    CHECK(report.quarantined == 1);
    CHECK(must(w.one.replica->lists().cases()).empty());
    CHECK(must(w.one.replica->strands().strands()).empty());
    REQUIRE(w.two.sync(w.hub).ok());
    CHECK(w.text(w.two, w.action, "action", "text") == "Fit a new lock");
    // The stub holds the place: given the case again, the tablet goes on from there.
    w.hub.assign(w.caseId, w.idva, kMarac);
    REQUIRE(w.one.sync(w.hub).ok());
    CHECK(w.one.canonical() == w.two.canonical());
    must(w.one.set(w.action, "text", Value::text("Again")));
    CHECK(must(w.one.sync(w.hub)).pushed == 1);
}

TEST_CASE("a sync with nothing to say is one round trip, 120 bytes each way at most, no row read")
{
    TwoTablets w;
    REQUIRE(w.one.sync(w.hub).ok());
    ClientRound round(*w.one.replica, w.hub.core.keys.root, w.one.digestKey.view(),
                   deviceOf(w.one.deviceKey.publicKey()));
    const auto request = must(round.request());
    const auto before = w.hub.db.statementsRun();
    hub::HubRound service(w.hub.core);
    const auto answer = must(service.handle(w.one.deviceKey.publicKey(), request));
    CHECK(w.hub.db.statementsRun() == before);
    CHECK(answer.log.idle);
    CHECK(request.size() <= 120);
    CHECK(answer.body.size() <= 120);
    CHECK_FALSE(must(round.receive(answer.body)));
}

TEST_CASE("an answer that was lost costs nothing: the same request again is answered the same")
{
    TwoTablets w;
    must(w.one.set(w.action, "text", Value::text("Sent twice")));
    ClientRound round(*w.one.replica, w.hub.core.keys.root, w.one.digestKey.view(),
                   deviceOf(w.one.deviceKey.publicKey()));
    REQUIRE(w.hub.sync(w.one.deviceKey.publicKey(), must(round.request())).ok());
    REQUIRE(w.hub.sync(w.one.deviceKey.publicKey(), must(round.request())).ok());
    CHECK(must(w.one.sync(w.hub)).pushed == 1);
    REQUIRE(w.two.sync(w.hub).ok());
    CHECK(w.one.canonical() == w.two.canonical());
    CHECK(w.text(w.two, w.action, "action", "text") == "Sent twice");
}

TEST_CASE("words are found by the index, never by reading every row")
{
    TwoTablets w;
    CHECK(must(w.one.replica->search().find("lock", 10)).size() == 1);
    CHECK(must(w.one.replica->search().find("7946", 10)).size() == 1);
    CHECK(must(w.one.replica->search().find("\"*) OR", 10)).empty());
    const auto plan = must(w.one.replica->search().plan());
    CHECK(plan.find("VIRTUAL TABLE INDEX") != std::string::npos);
    CHECK(plan.find("SCAN item") == std::string::npos);
}

TEST_CASE("work that a restored hub no longer has still shows on the tablet, and is sent again")
{
    TwoTablets w;
    const auto core = [](SmallTablet& t, const CaseId& id) {
        for (const auto& s : must(t.replica->strands().strandsOfCase(id)))
            if (s.compartment == Compartment::Core) return s;
        return store::Strand{};
    };
    const auto strand = core(w.one, w.caseId);
    const auto before = must(store::snapshotBody(w.one.replica->database(), strand.ix));
    must(w.one.set(w.action, "text", Value::text("Taken after the backup")));
    REQUIRE(must(w.one.sync(w.hub)).pushed == 1);
    CHECK(must(w.one.replica->log().undecidedCount()) == 0);

    auto quarantine = must(store::Receiving::begin(*w.one.replica));
    must(quarantine.install(strand.ix, before, strand.sseq));
    must(quarantine.commit());
    CHECK(w.text(w.one, w.action, "action", "text") == "Taken after the backup");
    CHECK(must(w.one.replica->log().undecidedCount()) == 1);
}

TEST_CASE("a hub put back from a backup gets back what its tablets hold, its own work included")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed: what the hub was before any of this
    must(now.two.set(now.phone, "value", Value::text("020 7946 0999")));
    REQUIRE(must(now.two.sync(now.hub)).pushed == 1); // from now on she is sent changes, not cases
    must(now.one.set(now.action, "text", Value::text("Taken after the backup")));
    REQUIRE(must(now.one.sync(now.hub)).pushed == 1);
    const auto later =
        now.hub.addRecord(now.caseId, "action", "text", Value::text("Written by the office later"));
    now.hub.unassign(now.caseId, now.idva);
    now.hub.assign(now.caseId, now.idva, kMarac); // under grants and handles the backup never gave
    now.hub.addRecord(now.caseId, "chronology", "text", Value::text("Rang"));
    REQUIRE(now.two.sync(now.hub).ok());
    REQUIRE(now.one.sync(now.hub).ok());

    REQUIRE(now.two.sync(backup.hub).ok());
    REQUIRE(now.one.sync(backup.hub).ok());
    REQUIRE(now.two.sync(backup.hub).ok());
    CHECK(must(now.one.replica->log().undecidedCount()) == 0);
    CHECK(must(now.two.replica->log().undecidedCount()) == 0);
    CHECK(now.text(now.one, now.action, "action", "text") == "Taken after the backup");
    CHECK(now.text(now.one, later, "action", "text") == "Written by the office later");
    CHECK(now.one.canonical() == now.two.canonical());
    SmallTablet fresh(backup.hub, now.coordinator, backup.random, backup.clock);
    REQUIRE(fresh.sync(backup.hub).ok());
    CHECK(fresh.canonical() == now.two.canonical());
}

TEST_CASE("a restored hub gets back the late work on a case that was taken away before its backup")
{
    TwoTablets now;
    TwoTablets backup; // of the same seed
    for (auto* w : {&now, &backup}) w->hub.unassign(w->caseId, w->idva);
    must(now.one.set(now.action, "text", Value::text("First")));
    ClientRound round(*now.one.replica, now.hub.core.keys.root, now.one.digestKey.view(),
                   deviceOf(now.one.deviceKey.publicKey()));
    const auto request = must(round.request());
    must(now.one.set(now.action, "text", Value::text("Second, while the first was under way")));
    REQUIRE(round.receive(must(now.hub.sync(now.one.deviceKey.publicKey(), request))).ok());
    CHECK(must(now.one.replica->log().undecidedCount()) == 1);

    backup.hub.beginAnew();
    const auto report = must(now.one.sync(backup.hub));
    CHECK(report.quarantined == 2);
    CHECK(must(now.one.replica->log().undecidedCount()) == 0);
    CHECK(must(now.one.replica->strands().strands()).empty());
}

TEST_CASE("the hub asks the role again for each change, whatever membership once allowed")
{
    TwoTablets w;
    auto staff = must(w.hub.core.registry.staff(w.idva));
    staff->roles = access::Role::Auditor;
    must(w.hub.core.registry.put(*staff));
    must(w.one.set(w.action, "text", Value::text("No longer hers to write")));
    CHECK(must(w.one.sync(w.hub)).quarantined == 1);
}

TEST_CASE("a stopped tablet may still hand in its work, and it goes to quarantine")
{
    TwoTablets w;
    must(w.one.set(w.action, "text", Value::text("After the stop")));
    auto device = must(w.hub.core.registry.device(deviceOf(w.one.deviceKey.publicKey())));
    device->stopped = true;
    must(w.hub.core.registry.put(*device));
    ClientRound carried(*w.one.replica, w.hub.core.keys.root, w.one.digestKey.view(),
                     deviceOf(w.one.deviceKey.publicKey()));
    must(w.hub.sync(w.one.deviceKey.publicKey(), must(carried.request())));
    CHECK(w.hub.lastLog.quarantined == 1);
    CHECK(w.hub.lastLog.accepted == 0);
}

TEST_CASE("after a first sync one change brings that change, not its whole part of the case again")
{
    TwoTablets w;
    const std::string text(2'000, 'x');
    for (int i = 0; i < 50; ++i)
        w.hub.addRecord(w.caseId, "chronology", "text", Value::text(text + std::to_string(i)));
    SmallTablet fresh(w.hub, w.coordinator, w.random, w.clock);
    must(fresh.sync(w.hub));
    must(w.one.sync(w.hub));
    const auto bytes = [&](SmallTablet& tablet) {
        ClientRound round(*tablet.replica, w.hub.core.keys.root, tablet.digestKey.view(),
                       deviceOf(tablet.deviceKey.publicKey()));
        std::size_t down = 0;
        for (bool more = true; more;) {
            const auto answer =
                must(w.hub.sync(tablet.deviceKey.publicKey(), must(round.request())));
            down += answer.size();
            more = must(round.receive(answer));
        }
        return down;
    };
    for (const auto* outcome : {"Rang the locksmith", "Done by the locksmith"}) {
        must(w.one.set(w.action, "outcome", Value::text(outcome)));
        REQUIRE(must(w.one.sync(w.hub)).pushed == 1);
        const auto down = bytes(fresh);
        MESSAGE("one change after a first sync: " << down << " bytes");
        CHECK(down < 1'000);
        CHECK(w.hub.lastLog.snapshots == 0);
        CHECK(bytes(fresh) < 120);
    }
    CHECK(fresh.canonical() == w.one.canonical());
}
