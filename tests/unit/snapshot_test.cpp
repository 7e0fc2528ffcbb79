#include "shared/crypto/secret.h"
#include "shared/wire/messages.h"
#include "tests/support/wire_samples.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
bool reads(const SnapshotBody& body) { return decodeSnapshotBody(encode(body)).ok(); }

Bytes rowOf(std::uint8_t record, std::size_t textSize)
{
    Record row{filled<RecordId>(record), 0, {}, {}};
    const auto payload = encodePayload(saying(Value::text(std::string(textSize, 'a'))));
    applyOp(row, setOp(8), {0, 1}, 0, payload, {});
    return encode(row);
}

Bytes joined(const std::vector<Bytes>& pieces)
{
    Bytes all;
    for (const auto& piece : pieces) append(all, piece);
    return all;
}
} // namespace

TEST_CASE("a body read back is the state that was written")
{
    REQUIRE(crypto::initialise());
    const auto body = sampleBody();
    const auto read = decodeSnapshotBody(encode(body));
    REQUIRE(read.ok());
    CHECK(encode(*read) == encode(body));
    CHECK(read->chains == body.chains);
    CHECK(read->stubs == body.stubs);
    CHECK(read->records == body.records);
}

TEST_CASE("a body has one spelling: chains, stubs and records out of order are refused")
{
    REQUIRE(crypto::initialise());
    auto body = sampleBody();
    std::swap(body.chains[0], body.chains[1]);
    CHECK_FALSE(reads(body));
    body = sampleBody();
    body.chains[1] = body.chains[0];
    CHECK_FALSE(reads(body));
    body = sampleBody();
    body.stubs = {{1, 1, Verdict::Quarantined}, {0, 2, Verdict::Quarantined}};
    CHECK_FALSE(reads(body));
    body.stubs = {{0, 2, Verdict::Quarantined}, {0, 2, Verdict::Rejected}};
    CHECK_FALSE(reads(body));
    body.stubs = {{0, 2, Verdict::Quarantined}, {1, 1, Verdict::Rejected}};
    CHECK(reads(body));
    body.records = {rowOf(2, 1), rowOf(1, 1)};
    CHECK_FALSE(reads(body));
    body.records = {rowOf(1, 1), rowOf(1, 2)};
    CHECK_FALSE(reads(body));
    body.records = {rowOf(1, 1), rowOf(2, 1)};
    CHECK(reads(body));
}

TEST_CASE("a stub of no chain, or without an adverse verdict, is refused")
{
    REQUIRE(crypto::initialise());
    auto body = sampleBody();
    body.stubs = {{2, 1, Verdict::Quarantined}};
    CHECK_FALSE(reads(body));
    for (int number = 0; number <= UINT8_MAX; ++number) {
        CAPTURE(number);
        const auto verdict = static_cast<Verdict>(number);
        body.stubs = {{0, 1, verdict}};
        CHECK(reads(body) == (verdict == Verdict::Quarantined || verdict == Verdict::Rejected));
    }
}

TEST_CASE("pieces put together are the body, and a piece ends where a record does if it can")
{
    REQUIRE(crypto::initialise());
    auto body = sampleBody();
    body.records.clear();
    for (std::uint8_t i = 1; i <= 20; ++i) body.records.push_back(rowOf(i, 100));
    const auto pieces = encodePieces(body, 500);
    CHECK(joined(pieces) == encode(body));
    CHECK(pieces.size() > 4);
    for (const auto& piece : pieces) CHECK(piece.size() <= 500);
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        wire::Decoder r(pieces[i]);
        while (r.ok() && !r.rest().empty()) CHECK(decodeRecord(r.bytes(pieces[i].size())).ok());
        CHECK(r.ok());
    }
}

TEST_CASE("a record larger than a piece is cut, so that any piece fits into its message")
{
    REQUIRE(crypto::initialise());
    auto body = sampleBody();
    Record large{filled<RecordId>(1), 0, {}, {}};
    const auto payload = encodePayload(saying(Value::text(std::string(16 * 1024, 'a'))));
    for (std::uint32_t field = 1; field <= 12; ++field)
        applyOp(large, setOp(8 * field), {0, 1}, 0, payload, {});
    body.records = {encode(large), rowOf(2, 10)};
    const auto pieces = encodePieces(body);
    CHECK(joined(pieces) == encode(body));
    CHECK(pieces.size() >= 4);
    for (const auto& piece : pieces) CHECK(piece.size() <= wire::kPieceBytesMax);
    CHECK(reads(body));
}

TEST_CASE("a manifest vouches for each byte of its envelopes, in order, for one request")
{
    REQUIRE(crypto::initialise());
    const auto hub = keyOf(kHubSeed).publicKey();
    const auto bytes = encode(sampleEnvelope());
    Manifest told{filled<wire::RoundNonce>(0x66), {envelopeHash(bytes), Hash{}}};
    const auto signature = sign(told, keyOf(kHubSeed));
    REQUIRE(verify(told, signature, hub));
    CHECK_FALSE(verify(told, signature, keyOf(kOtherSeed).publicKey()));
    CHECK_FALSE(verify({filled<wire::RoundNonce>(0x67), told.envelopes}, signature, hub));
    CHECK_FALSE(verify({told.nonce, {told.envelopes[1], told.envelopes[0]}}, signature, hub));
    CHECK_FALSE(verify({told.nonce, {told.envelopes[0]}}, signature, hub));
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        auto flipped = bytes;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << bit % 8));
        told.envelopes[0] = envelopeHash(flipped);
        if (verify(told, signature, hub)) FAIL_CHECK("bit " << bit);
    }
}

TEST_CASE("an envelope names at least one piece, and no more than its message can hold")
{
    REQUIRE(crypto::initialise());
    auto envelope = sampleEnvelope();
    envelope.pieces.clear();
    CHECK_FALSE(decodeSnapshotEnvelope(encode(envelope)).ok());
    envelope.pieces.assign(1800, Hash{});
    CHECK(encode(envelope).size() <= wire::kPieceBytesMax);
    CHECK(decodeSnapshotEnvelope(encode(envelope)).ok());
    envelope.pieces.emplace_back();
    CHECK_FALSE(decodeSnapshotEnvelope(encode(envelope)).ok());
}

TEST_CASE("a piece is not a body, even of the same bytes")
{
    REQUIRE(crypto::initialise());
    const auto bytes = encode(sampleBody());
    CHECK(pieceHash(bytes) != bodyHash(bytes));
}
