// Codecs over invented structures: what is written is read back as it was, and one thing has one
// spelling. tests/fuzz damages bytes; here they are whole, and of every shape.
#include "shared/crypto/secret.h"
#include "shared/wire/frame.h"
#include "tests/fuzz/decoders.h"
#include "tests/support/seed.h"
#include "tests/support/wire_samples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr int kRounds = 1500;

template <typename AnyId>
AnyId anyId(SeededRandom& random)
{
    return random.id<AnyId>().value();
}

Bytes noise(SeededRandom& random, std::size_t atMost)
{
    Bytes bytes(random.below(atMost + 1));
    REQUIRE(random.fill(bytes).ok());
    return bytes;
}

/// Small numbers mostly, sometimes the largest that fit.
std::uint64_t anyNumber(SeededRandom& random)
{
    return random.oneIn(20) ? (1ull << 63) - 1 : random.next() >> (1 + random.below(63));
}

template <typename T>
std::vector<T> sortedSet(std::set<T> items)
{
    return {items.begin(), items.end()};
}

Envelope anyEnvelope(SeededRandom& random, std::uint64_t ctr)
{
    Envelope e;
    e.schema = anyNumber(random);
    e.claimedMs = anyNumber(random);
    e.hubOps = random.oneIn(3);
    if (random.oneIn(2))
        e.evidence = {static_cast<std::uint32_t>(random.next()), anyNumber(random),
                      anyId<Head8>(random)};
    std::set<Dep> deps;
    for (auto n = random.below(4); n > 0; --n)
        deps.insert({anyId<ActorId>(random), 1 + anyNumber(random) / 2, anyId<Head8>(random)});
    e.deps = sortedSet(deps);
    std::set<RecordId> records{anyId<RecordId>(random)};
    for (auto n = random.below(3); n > 0; --n) records.insert(anyId<RecordId>(random));
    e.records = sortedSet(records);
    for (std::uint32_t field = 1; field <= 1 + random.below(6); ++field) {
        std::set<Superseded> sups;
        for (auto n = random.below(3); n > 0; --n) {
            const auto chain = static_cast<std::uint32_t>(random.below(e.deps.size() + 1));
            const auto reach = chain == 0 ? ctr - 1 : e.deps[chain - 1].ctr;
            if (reach > 0) sups.insert({chain, 1 + random.below(reach)});
        }
        Op op = setOp(field * 8, sortedSet(sups),
                      static_cast<std::uint32_t>(random.below(e.records.size())));
        op.key = noise(random, 12);
        op.kind = random.oneIn(5) ? static_cast<std::uint8_t>(random.below(256)) : std::uint8_t{0};
        e.ops.push_back(std::move(op));
    }
    return e;
}

std::vector<Payload> payloadsFor(const Envelope& e, SeededRandom& random)
{
    std::vector<Payload> payloads;
    for (std::size_t i = 0; i < e.ops.size(); ++i) {
        const std::string why(random.below(20), 'w');
        const auto raw = Value::binary(ValueKind::Binary, noise(random, 30));
        payloads.push_back(saying(random.oneIn(2) ? raw : Value::text("said"), why));
    }
    return payloads;
}

Record anyRecord(SeededRandom& random)
{
    Record record{anyId<RecordId>(random), 0, {}, {}};
    for (auto n = random.below(12); n > 0; --n) {
        Op op = setOp(static_cast<std::uint32_t>(random.below(4)) * 8);
        if (random.oneIn(3)) op.key = noise(random, 3);
        const Dot dot{static_cast<std::uint32_t>(random.below(4)), 1 + random.below(300)};
        // What one change claims of time is one number for all it wrote.
        applyOp(record, op, dot, dot.ctr * 1000 + dot.chain, noise(random, 20), {},
                random.oneIn(6));
        if (random.oneIn(5))
            keepOpaque(record, {dot, static_cast<std::uint32_t>(random.below(9)), op.field,
                                op.key, noise(random, 9)});
    }
    return record;
}

SnapshotBody anyBody(SeededRandom& random)
{
    SnapshotBody body{anyId<StrandId>(random), anyId<CaseId>(random),
                        static_cast<std::uint8_t>(random.below(7)),
                        static_cast<std::uint8_t>(random.below(7)), {}, {}, {}};
    std::set<SnapshotBody::Chain> chains;
    for (auto n = random.below(6); n > 0; --n)
        chains.insert({anyId<ActorId>(random), {}, 0, anyNumber(random), anyId<Hash>(random)});
    body.chains = sortedSet(chains);
    for (std::uint32_t chain = 0; chain < body.chains.size(); ++chain)
        if (random.oneIn(2))
            body.stubs.push_back({chain, anyNumber(random),
                                  random.oneIn(2) ? Verdict::Quarantined : Verdict::Rejected});
    for (auto n = random.below(5); n > 0; --n) body.records.push_back(encode(anyRecord(random)));
    // By the record's id, which stands behind the format.
    std::ranges::sort(body.records, {}, [](const Bytes& row) { return toHex(row).substr(2); });
    return body;
}
} // namespace

TEST_CASE("any change read back has the same hash, content and bytes, whole or redacted")
{
    REQUIRE(crypto::initialise());
    SeededRandom random(seedOfThisRun());
    for (int i = 0; i < kRounds; ++i) {
        const auto ctr = 1 + random.below(1000);
        const auto previous = anyId<Hash>(random);
        const auto e = anyEnvelope(random, ctr);
        const auto made = changeOf(ctr, previous, e, payloadsFor(e, random));
        const auto read =
            openChange(made.strand, made.actor, ctr, previous, made.encoded);
        REQUIRE(read.ok());
        REQUIRE(read->hash == made.hash);
        REQUIRE(read->payloads == made.payloads);
        REQUIRE(encodeEnvelope(read->envelope) == encodeEnvelope(e));
        const auto gone = random.below(e.ops.size());
        const auto partial =
            openChange(made.strand, made.actor, ctr, previous, redactedForm(made, gone));
        REQUIRE(partial.ok());
        REQUIRE(partial->hash == made.hash);
        REQUIRE(partial->payloads[gone].empty());
    }
}

TEST_CASE("any change in any run opens under its author's key only")
{
    REQUIRE(crypto::initialise());
    SeededRandom random(seedOfThisRun());
    const auto key = keyOf(kAuthorSeed).publicKey();
    for (int i = 0; i < 1000; ++i) {
        const auto first = 1 + random.below(1000);
        const auto start = anyId<Hash>(random);
        std::vector<Change> changes;
        for (auto n = 1 + random.below(3); n > 0; --n) {
            const auto ctr = first + changes.size();
            const auto e = anyEnvelope(random, ctr);
            const auto& previous = changes.empty() ? start : changes.back().hash;
            changes.push_back(changeOf(ctr, previous, e, payloadsFor(e, random)));
        }
        const auto bytes = runOf(changes);
        REQUIRE(decoderNamed("run").tryOn(bytes) == Outcome::Kept);
        const auto raw = decodeRun(bytes);
        REQUIRE(VerifiedRun::open(*raw, sampleStrand(), sampleAuthor(), start, key).ok());
        REQUIRE_FALSE(VerifiedRun::open(*raw, sampleStrand(), sampleAuthor(), start,
                                        keyOf(kOtherSeed).publicKey())
                          .ok());
    }
}

TEST_CASE("any record and any snapshot are read back as they were, whatever the pieces' size")
{
    SeededRandom random(seedOfThisRun());
    for (int i = 0; i < kRounds; ++i) {
        REQUIRE(decoderNamed("record").tryOn(encode(anyRecord(random))) == Outcome::Kept);
        const auto body = anyBody(random);
        const auto bytes = encode(body);
        REQUIRE(decoderNamed("snapshot_body").tryOn(bytes) == Outcome::Kept);
        const auto pieceBytes = 1 + random.below(700);
        Bytes joined;
        for (const auto& piece : encodePieces(body, pieceBytes)) {
            REQUIRE(piece.size() <= pieceBytes);
            append(joined, piece);
        }
        REQUIRE(joined == bytes);
    }
}

TEST_CASE("any frames come out as they went in")
{
    SeededRandom random(seedOfThisRun());
    for (int i = 0; i < kRounds; ++i) {
        std::vector<wire::Frame> put;
        wire::FrameWriter out;
        for (auto n = random.below(8); n > 0; --n) {
            auto payload = random.oneIn(2) ? noise(random, 900)
                                           : Bytes(random.below(3000), std::uint8_t{7});
            put.push_back({random.oneIn(2) ? wire::FrameType::Run : wire::FrameType::Piece,
                           std::move(payload)});
            if (random.oneIn(2)) out.put(put.back().type, put.back().payload);
            else out.bundle(put.back().type, put.back().payload);
        }
        const auto read = wire::readFrames(out.take());
        REQUIRE(read.ok());
        const auto alike = [](const wire::Frame& a, const wire::Frame& b) {
            return a.type == b.type && a.payload == b.payload;
        };
        REQUIRE(std::ranges::equal(*read, put, alike));
    }
}

TEST_CASE("noise is refused, or is the one spelling of what it decodes to")
{
    REQUIRE(crypto::initialise());
    SeededRandom random(seedOfThisRun());
    for (const auto& decoder : decoders())
        for (int i = 0; i < 4000; ++i) {
            auto bytes = noise(random, 120);
            // Most formats begin with a small number; pure noise would rarely get past it.
            if (!bytes.empty() && !random.oneIn(4))
                bytes[0] = static_cast<std::uint8_t>(random.below(4));
            if (decoder.tryOn(bytes) != Outcome::Broken) continue;
            FAIL_CHECK(decoder.name << ' ' << toHex(bytes));
            break;
        }
}
