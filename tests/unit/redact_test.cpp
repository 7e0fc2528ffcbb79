// What the office takes out for good is gone everywhere, stays gone, and what it replaced stays
// replaced.
#include "server-stub/service/legal_hold.h"
#include "server-stub/service/quarantine.h"
#include "server-stub/service/quarantine_decision.h"
#include "sync/log/merge.h"
#include "sync/store/history.h"
#include "tests/support/redacting_office.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {
} // namespace

TEST_CASE("a redacted field is gone from hub and tablets, with its history, and says whose word")
{
    RedactingOffice w;
    must(w.one.set(w.action, "text", Value::text(kSecret), "HOOPOE told me"));
    w.syncAll();
    must(w.two.set(w.action, "text", Value::text("Fit a new lock, today")));
    w.syncAll();
    must(w.one.set(w.action, "text", Value::text(std::string(kSecret) + ", again")));
    w.syncAll();
    REQUIRE(w.everywhere("HOOPOE") > 6);
    const auto done = must(w.redact(w.action, "text"));
    CHECK(done.values == 4);
    CHECK(RedactingOffice::hits(w.hub.db, "HOOPOE") == 0);
    w.syncAll();
    CHECK(w.everywhere("HOOPOE") == 0);
    for (auto* tablet : {&w.one, &w.two}) {
        const auto text = RedactingOffice::shown(*tablet, w.action, "action", "text");
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
    CHECK_FALSE(RedactingOffice::shown(w.two, w.action, "action", "text").front().redacted);
}

TEST_CASE("a removed record that is redacted stays removed, and the reason of its removal goes")
{
    RedactingOffice w;
    const auto marker = w.one.add(w.caseId, "action", "text", Value::text(kSecret));
    w.syncAll();
    must(w.one.replica->retire(must(w.one.replica->display(marker)), "The HOOPOE was a mistake"));
    w.syncAll();
    w.syncAll();
    const auto lifeAt = [&](SmallTablet& tablet) {
        return lifeOf(must(tablet.replica->display(marker)).registers());
    };
    REQUIRE(lifeAt(w.two) == Life::Retired);
    must(w.redact(marker));
    w.syncAll();
    w.syncAll();
    CHECK(lifeAt(w.one) == Life::Retired);
    CHECK(lifeAt(w.two) == Life::Retired);
    const RecordKey key{Scope::ofCase(w.caseId), marker};
    CHECK(lifeOf(must(w.hub.core.registers.display(key))->registers()) == Life::Retired);
    CHECK(w.everywhere("HOOPOE") == 0);
    // There is nothing more to take out, so that saying it again adds nothing.
    CHECK(w.redact(marker).error().code == ErrorCode::NotFound);
    // And it can be brought back, as any removed record: with nothing in it.
    must(w.two.replica->restore(must(w.two.replica->display(marker)), "Written again"));
    w.syncAll();
    CHECK(lifeAt(w.one) == Life::Live);
}

TEST_CASE("only the information governance officer redacts, on a basis, and no case that is held")
{
    RedactingOffice w;
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
    RedactingOffice w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    // The office takes it, and its answer is lost on the way.
    store::Replica& replica = *w.one.replica;
    ClientRound lost(replica, w.hub.core.keys.root, w.one.digestKey.view(),
                     deviceOf(w.one.deviceKey.publicKey()));
    const auto request = must(lost.request());
    must(w.hub.sync(w.one.deviceKey.publicKey(), request));
    CHECK(RedactingOffice::hits(w.hub.db, "HOOPOE") > 0);
    must(w.redact(w.action, "text"));
    CHECK(RedactingOffice::hits(w.hub.db, "HOOPOE") == 0);
    must(w.hub.sync(w.one.deviceKey.publicKey(), request)); // once more, byte for byte
    CHECK(RedactingOffice::hits(w.hub.db, "HOOPOE") == 0);
    w.syncAll();
    w.syncAll();
    CHECK(w.everywhere("HOOPOE") == 0);
    CHECK(w.one.canonical() == w.two.canonical());
}

TEST_CASE("what waits in quarantine is redacted there, and adopted without it")
{
    RedactingOffice w;
    must(w.one.set(w.action, "text", Value::text(kSecret), "HOOPOE said so"));
    w.hub.unassign(w.caseId, w.idva);
    REQUIRE(must(w.one.sync(w.hub)).quarantined == 1);
    REQUIRE(must(hub::quarantineList(w.hub.core)).dump().find("HOOPOE") != std::string::npos);
    must(w.redact(w.action, "text"));
    CHECK(RedactingOffice::hits(w.hub.db, "HOOPOE") == 0);
    CHECK(must(hub::quarantineList(w.hub.core)).dump().find("HOOPOE") == std::string::npos);
    w.chainsVerify(w.hub.core.db);
}

TEST_CASE("the reason of who decided about it goes with what is taken out, and the decision stands")
{
    RedactingOffice w;
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
    REQUIRE(RedactingOffice::hits(w.two.db, "HOOPOE") > 0);
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
    RedactingOffice w;
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
    CHECK(RedactingOffice::hits(w.hub.db, "HOOPOE") == 0);
    CHECK(RedactingOffice::hits(w.two.db, "HOOPOE") == 0);
    w.chainsVerify(w.hub.core.db);
    const auto strand = must(w.hub.core.strands.strand(kept.strand));
    const auto told =
        must(store::verdictOn(w.hub.core.log, strand, {kept.change.actor, kept.change.ctr}));
    REQUIRE(told);
    CHECK(told->verdict == Verdict::Accepted);
}

TEST_CASE("the certificate says who has not confirmed yet, and its signature verifies")
{
    RedactingOffice w;
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
