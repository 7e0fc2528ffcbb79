#include "shared/crypto/system_random.h"
#include "shared/wire/frame.h"
#include "sync/store/snapshot_body.h"
#include "sync/transport/transport.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

namespace {
struct LimitsWorld : TwoTablets {
    LimitsWorld() : TwoTablets(21) {}
    store::Strand core(store::Strands& strands)
    {
        for (const auto& strand : must(strands.strandsOfCase(caseId)))
            if (strand.compartment == Compartment::Core) return strand;
        return {};
    }
};

/// Changes of one chain, every second of them outside its strand, as runs of 64.
std::vector<Bytes> runsByTurns(const store::Strand& strand, const crypto::SigningKey& key,
                               const RecordId& record, std::size_t runs)
{
    const auto actor = actorOf(key.publicKey());
    const std::uint32_t fields[] = {fieldNamed("action", "text").wire(),
                                    fieldNamed("contact_point", "value").wire()};
    std::vector<Bytes> all;
    auto head = chainStart(strand.id, actor);
    std::uint64_t ctr = 0;
    for (std::size_t i = 0; i < runs; ++i) {
        std::vector<Bytes> forms;
        std::optional<Change> last;
        while (forms.size() < kRunChangesMax) {
            Envelope e;
            e.records = {record};
            e.ops.push_back({0, 0, fields[ctr % 2], {}, {}});
            const std::vector<Payload> wrote{{encodeValue(Value::text("x")), {}}};
            last = must(makeChange(strand.id, actor, ctr + 1, head, e, wrote, Salt{}));
            head = last->hash;
            forms.push_back(last->encoded);
            ++ctr;
        }
        const auto signature = VerifiedRun::sign(std::move(*last), key).signature();
        all.push_back(encodeRun(0, strand.id, true, actor, ctr + 1 - forms.size(), forms,
                                signature));
    }
    return all;
}

/// Writes 30 KiB under key after key of one record until it is refused.
Result<void> fill(SmallTablet& tablet, LimitsWorld& w, std::size_t writes, std::uint8_t mark)
{
    auto& strands = tablet.replica->strands();
    for (std::size_t i = 0; i < writes; ++i) {
        auto transaction = must(store::Transaction::begin(tablet.db));
        const Bytes key{mark, static_cast<std::uint8_t>(i)};
        const auto strand = w.core(strands);
        const auto run = must(
            store::compose(tablet.replica->log(), strand, tablet.replica->author(),
                           {{w.action,
                             0,
                             fieldNamed("action", "text").wire(),
                             key,
                             {},
                             Payload{encodeValue(Value::text(std::string(30 * 1024, 'a'))), {}}}}));
        LAPWING_TRY(tablet.replica->engine().apply(strand.ix, run, {Verdict::Undecided}));
        LAPWING_TRY(tablet.replica->state().extendOwnChain(run.changes().front().hash));
        must(transaction.commit());
    }
    return {};
}
} // namespace

TEST_CASE("thousands of verdicts come in as many frames as they need")
{
    LimitsWorld w;
    const auto strand = w.core(w.hub.core.strands);
    constexpr std::size_t kRuns = 70;
    wire::FrameWriter out;
    out.put(wire::FrameType::Hello, wire::encodeMessage(wire::Hello{}));
    for (const auto& run : runsByTurns(strand, w.one.actorKey, w.action, kRuns))
        out.put(wire::FrameType::Run, run);
    const auto answer = must(w.hub.sync(w.one.deviceKey.publicKey(), out.take()));
    std::size_t told = 0;
    for (const auto& frame : must(wire::readFrames(answer)))
        if (frame.type == wire::FrameType::Verdicts)
            told += must(wire::decodeMessage<wire::VerdictMessages>(frame.payload)).items.size();
    CHECK(told == kRuns * kRunChangesMax);
    CHECK(w.hub.lastLog.rejected == told / 2);
}

TEST_CASE("what one author may have put aside ends, and then waits on their tablet")
{
    LimitsWorld w;
    const auto strand = w.core(w.hub.core.strands);
    const auto actor = actorOf(w.one.actorKey.publicKey());
    const auto send = [&](std::span<const Bytes> runs) {
        wire::FrameWriter out;
        out.put(wire::FrameType::Hello, wire::encodeMessage(wire::Hello{}));
        for (const auto& run : runs) out.put(wire::FrameType::Run, run);
        return must(w.hub.sync(w.one.deviceKey.publicKey(), out.take()));
    };
    const auto held = [&] { return must(w.hub.core.log.chainOf(strand, actor)).heldCtr; };
    const auto runs = runsByTurns(strand, w.one.actorKey, w.action, 130);
    send(std::span(runs).first(128));
    CHECK(held() == 8192);
    const auto answer = send(std::span(runs).subspan(128));
    CHECK(held() == 8192);
    for (const auto& frame : must(wire::readFrames(answer)))
        CHECK(frame.type != wire::FrameType::Verdicts);
    // Others are served as ever, and read the whole strand.
    must(w.two.set(w.action, "text", Value::text("Rang the landlord")));
    CHECK(must(w.two.sync(w.hub)).quarantined == 0);
    CHECK(must(w.hub.core.log.adverseCount(strand.ix, 0)).ofStrand == 8192);
    CHECK(decodeSnapshotBody(encode(must(store::snapshotBody(w.hub.core.db, strand.ix)))).ok());
}

TEST_CASE("thousands of parts are taken off a tablet in one sync, and it says so of each")
{
    LimitsWorld w;
    const auto device = deviceOf(w.one.deviceKey.publicKey());
    auto standing = must(w.hub.core.registry.device(device));
    for (int i = 0; i < 4500; ++i)
        must(w.hub.core.registry.addRetraction(device, must(w.random.id<StrandId>())));
    ++standing->grantSerial;
    must(w.hub.core.registry.put(*standing));
    w.hub.core.idle.clear();
    CHECK(must(w.one.sync(w.hub)).purged == 4500);
    CHECK(must(w.hub.core.registry.retractions(device)).empty());
}

TEST_CASE("only the answer to the last request is taken, and only once")
{
    LimitsWorld w;
    ClientRound round(*w.one.replica, w.hub.core.keys.root, w.one.digestKey.view(),
                   deviceOf(w.one.deviceKey.publicKey()));
    const auto ask = [&] {
        return must(w.hub.sync(w.one.deviceKey.publicKey(), must(round.request())));
    };
    w.hub.addRecord(w.caseId, "action", "text", Value::text("Written by the office"));
    const auto old = ask();
    const auto answer = ask();
    const auto refused = round.receive(old);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Malformed);
    REQUIRE(round.receive(answer).ok());
    CHECK_FALSE(round.receive(answer).ok());

    // An answer that would begin again from everything the hub held then.
    must(w.one.replica->state().setCursor({{99}, {}, {}}));
    const auto resync = ask();
    REQUIRE(round.receive(resync).ok());
    must(round.request());
    CHECK_FALSE(round.receive(resync).ok());
}

TEST_CASE("a full record refuses what does not fit, with nothing of it lost")
{
    LimitsWorld w;
    const auto filled = fill(w.one, w, 60, 1);
    REQUIRE_FALSE(filled.ok());
    CHECK(filled.error().code == ErrorCode::TooLarge);
    CHECK(filled.error().text().find("Nothing was saved") != std::string::npos);
    const auto unsent = must(w.one.replica->log().undecidedCount());
    CHECK(unsent > 40);
    CHECK(must(w.one.sync(w.hub)).pushed == unsent);
    CHECK(must(w.one.replica->display(w.action)).registers().size() >= unsent);
    w.one.add(w.caseId, "action", "text", Value::text("Goes on in a new record"));
    CHECK(must(w.one.sync(w.hub)).pushed == 1);
}

TEST_CASE("what fills a record from two tablets at once is kept at the office in quarantine")
{
    LimitsWorld w;
    must(fill(w.one, w, 30, 1));
    must(fill(w.two, w, 30, 2));
    CHECK(must(w.one.sync(w.hub)).quarantined == 0);
    const auto report = must(w.two.sync(w.hub));
    CHECK(report.pushed == 30);
    CHECK(report.quarantined > 0);
    CHECK(must(w.two.replica->log().undecidedCount()) == 0);
    REQUIRE(w.one.sync(w.hub).ok());
    CHECK(w.one.canonical() == w.two.canonical());
    auto& strands = w.hub.core.strands;
    const auto kept =
        must(w.hub.core.log.ofChain(w.core(strands).ix, actorOf(w.two.actorKey.publicKey()), 1));
    REQUIRE(kept.size() == 30);
    CHECK(kept.back().state == Verdict::Quarantined);
    CHECK(kept.back().encoded.size() > 30 * 1024);
}

TEST_CASE("a full strand refuses what does not fit, and still travels in one answer")
{
    LimitsWorld w;
    const auto strand = w.core(w.hub.core.strands);
    auto transaction = must(store::Transaction::begin(w.hub.db));
    Result<void> written;
    for (int i = 0; i < 400 && written.ok(); ++i) {
        Bytes noise(58 * 1024);
        must(w.random.fill(noise));
        written = w.hub.core.write(
            strand.ix, {{must(w.random.id<RecordId>()), 0, fieldNamed("action", "text").wire(), {},
                         {}, Payload{encodeValue(Value::binary(ValueKind::Binary, noise)), {}}}});
    }
    must(transaction.commit());
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().code == ErrorCode::TooLarge);
    CHECK(written.error().text().find("what was there is safe") != std::string::npos);
    SmallTablet fresh(w.hub, w.idva, w.random, w.clock);
    ClientRound round(*fresh.replica, w.hub.core.keys.root, fresh.digestKey.view(),
                   deviceOf(fresh.deviceKey.publicKey()));
    for (bool more = true; more;) {
        const auto answer = must(w.hub.sync(fresh.deviceKey.publicKey(), must(round.request())));
        CHECK(answer.size() <= transport::kAnswerBytesMax);
        more = must(round.receive(answer));
    }
    REQUIRE(w.two.sync(w.hub).ok());
    CHECK(fresh.canonical() == w.two.canonical());
}

TEST_CASE("counting conflicts reads none of them, and listing them opens each record once")
{
    LimitsWorld w;
    const auto strand = w.core(w.hub.core.strands);
    constexpr std::size_t kClashes = 450;
    const auto& flags = fieldNamed("case", "restrictions");
    std::vector<store::Write> writes;
    for (std::size_t i = 0; i < kClashes; ++i) {
        auto write = hub::newValue(w.action, flags.wire(), Value::integer(1));
        write.key = {static_cast<std::uint8_t>(i / 250), static_cast<std::uint8_t>(i % 250)};
        writes.push_back(std::move(write));
    }
    must(w.hub.core.write(strand.ix, writes));
    for (auto& write : writes) write.payload.value = encodeValue(Value::integer(0));
    must(w.hub.core.write(strand.ix, writes));
    must(w.one.sync(w.hub));

    auto& db = w.one.db;
    auto before = db.statementsRun();
    CHECK(must(w.one.replica->conflicts().count()) == kClashes);
    CHECK(db.statementsRun() - before == 1);
    before = db.statementsRun();
    CHECK(must(w.one.replica->conflicts().first()).size() == store::kConflictsPage);
    CHECK(db.statementsRun() - before < 10);
}

TEST_CASE("a full strand stops neither other work, nor the office's word on who has it")
{
    LimitsWorld w;
    const auto strand = w.core(w.hub.core.strands);
    Bytes noise(58 * 1024);
    const auto fillUp = [&] {
        auto transaction = must(store::Transaction::begin(w.hub.db));
        for (Result<void> written; written.ok();) {
            must(w.random.fill(noise));
            written = w.hub.core.write(
                strand.ix, {{must(w.random.id<RecordId>()), 0, fieldNamed("action", "text").wire(),
                             {}, {},
                             Payload{encodeValue(Value::binary(ValueKind::Binary, noise)), {}}}});
        }
        must(transaction.commit());
    };
    fillUp();
    for (int i = 0; i < 20; ++i) // it is measured only now and then
        must(w.one.set(w.action, "text", Value::text("Turn " + std::to_string(i))));
    must(w.one.set(w.phone, "note", Value::text("Another part of the case")));
    const auto report = must(w.one.sync(w.hub));
    CHECK(report.pushed >= 21);
    CHECK(report.quarantined > 0);
    CHECK(must(w.one.replica->log().undecidedCount()) == 0);
    for (int i = 0; i < 20; ++i) {
        auto member = hub::newValue({}, schema::lifeField(strand.compartment),
                                    Value::binary(ValueKind::Binary, Bytes(10, 0)));
        member.kind = static_cast<std::uint8_t>(OpKind::Member);
        member.key = Bytes(8, static_cast<std::uint8_t>(i));
        CHECK(w.hub.core.write(strand.ix, {member}).ok());
    }
}

TEST_CASE("a tablet counts what waits on it, and saves nothing that the office could not take")
{
    LimitsWorld w;
    std::size_t saved = 0;
    Result<store::Saved> last = store::Saved{};
    for (; saved < 600; ++saved) {
        const auto form = must(w.one.replica->newRecord(schema::findType("incident")->number));
        const auto& field = fieldNamed("incident", "text");
        const Value text = Value::text(std::string(30'000, 'b'));
        last = w.one.replica->save(form, w.caseId, {{form.read(field.wire()), text, {}}});
        if (!last.ok()) break;
    }
    REQUIRE(saved < 600);
    CHECK(last.error().code == ErrorCode::TooLarge);
    CHECK(must(w.one.sync(w.hub)).quarantined == 0);
    CHECK(must(w.one.replica->log().undecidedCount()) == 0);
}

TEST_CASE("thousands of copies of one run cost the hub what one costs")
{
    LimitsWorld w;
    const auto strand = w.core(w.hub.core.strands);
    const auto runs = runsByTurns(strand, w.one.actorKey, w.action, 7);
    const auto ask = [&](std::size_t copies) {
        wire::FrameWriter out;
        out.put(wire::FrameType::Hello, wire::encodeMessage(wire::Hello{}));
        for (std::size_t i = 0; i < copies; ++i) out.put(wire::FrameType::Run, runs.front());
        const auto before = w.hub.db.statementsRun();
        must(w.hub.sync(w.one.deviceKey.publicKey(), out.take()));
        return w.hub.db.statementsRun() - before;
    };
    for (const auto& run : runs) {
        wire::FrameWriter out;
        out.put(wire::FrameType::Hello, wire::encodeMessage(wire::Hello{}));
        out.put(wire::FrameType::Run, run);
        must(w.hub.sync(w.one.deviceKey.publicKey(), out.take()));
    }
    ask(1);
    const auto once = ask(1);
    CHECK(ask(2000) == once);
    CHECK(once < 70);
}

TEST_CASE("a change is sent once, however many others write in the strand")
{
    LimitsWorld w;
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
    must(w.one.sync(w.hub));
    std::size_t early = 0, late = 0;
    for (int i = 0; i < 200; ++i) {
        must(w.one.set(w.action, "text", Value::text("Turn " + std::to_string(1000 + i))));
        bytes(w.one);
        must(w.two.set(w.action, "outcome", Value::text("Turn " + std::to_string(1000 + i))));
        const auto down = bytes(w.two);
        if (i == 10) early = down;
        late = down;
    }
    CHECK(late <= early + 16);
    must(w.one.sync(w.hub));
    CHECK(w.one.canonical() == w.two.canonical());
}
