// What was taken out stays out of a hub that is put back from a backup of before.
#include "server-stub/service/repeat_erasure.h"
#include "tests/support/redacting_office.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {
} // namespace

TEST_CASE("a hub put back from an older backup learns from a tablet what was taken out since")
{
    RedactingOffice now;
    RedactingOffice backup; // of the same seed
    for (auto* w : {&now, &backup}) {
        must(w->one.set(w->action, "text", Value::text(kSecret)));
        w->syncAll();
    }
    must(now.redact(now.action, "text"));
    now.syncAll();
    REQUIRE(now.everywhere("HOOPOE") == 0);
    REQUIRE(RedactingOffice::hits(backup.hub.db, "HOOPOE") > 0);
    backup.hub.beginAnew();
    for (int i = 0; i < 3; ++i)
        for (auto* tablet : {&now.two, &now.one}) must(tablet->sync(backup.hub));
    CHECK(RedactingOffice::hits(backup.hub.db, "HOOPOE") == 0);
    CHECK(RedactingOffice::hits(now.one.db, "HOOPOE") == 0);
    CHECK(RedactingOffice::hits(now.two.db, "HOOPOE") == 0);
    const auto text = RedactingOffice::shown(now.one, now.action, "action", "text");
    REQUIRE(text.size() == 1);
    CHECK(text.front().removedBy == now.officer);
    backup.chainsVerify(backup.hub.core.db);
}

TEST_CASE("what was taken out stays gone though the word rests on what a restore lost for good")
{
    RedactingOffice now;
    RedactingOffice backup; // of the same seed
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
    REQUIRE(RedactingOffice::hits(now.one.db, "HOOPOE") == 0);

    backup.hub.beginAnew();
    must(now.one.sync(backup.hub));
    CHECK(RedactingOffice::hits(backup.hub.db, "HOOPOE") == 0);
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
    CHECK(RedactingOffice::hits(backup.two.db, "HOOPOE") == 0);
    CHECK(now.one.canonical() == backup.two.canonical());
}

TEST_CASE("what no tablet heard of is taken out of a restored hub by its certificate")
{
    RedactingOffice now;
    RedactingOffice backup; // of the same seed
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
    CHECK(RedactingOffice::hits(backup.hub.db, "HOOPOE") > 0);
    // As the command that took it out answered it, and as it is read later.
    const auto again = must(repeat({{"id", "7b"}, {"certificate", certificate}}, backup.officer));
    CHECK(hub::verifyCertificate(again, backup.hub.core.keys.sign.publicKey()));
    CHECK(RedactingOffice::hits(backup.hub.db, "HOOPOE") == 0);
    const auto twice = repeat(certificate, backup.officer);
    REQUIRE_FALSE(twice.ok());
    CHECK(twice.error().text().find("taken out already") != std::string::npos);
}

TEST_CASE("a hub put back from before the change itself takes it as it stood, without what is gone")
{
    RedactingOffice now;
    RedactingOffice backup; // of the same seed, and of before all of it
    must(now.one.set(now.action, "text", Value::text(kSecret)));
    now.syncAll();
    must(now.redact(now.action, "text"));
    now.syncAll();
    backup.hub.beginAnew();
    for (int i = 0; i < 3; ++i)
        for (auto* tablet : {&now.one, &now.two}) must(tablet->sync(backup.hub));
    CHECK(must(backup.hub.core.log.countIn(Verdict::Quarantined)) == 0);
    CHECK(RedactingOffice::hits(backup.hub.db, "HOOPOE") == 0);
    const auto form = must(backup.hub.core.registers.display(backup.action));
    const auto text = form->read(fieldNamed("action", "text").wire()).shown();
    REQUIRE(text.size() == 1);
    CHECK(text.front().redacted);
    CHECK(text.front().why == "Art. 17, entered by mistake");
    CHECK(now.one.canonical() == now.two.canonical());
    backup.chainsVerify(backup.hub.core.db);
}
