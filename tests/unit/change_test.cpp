#include "shared/crypto/hash.h"
#include "shared/crypto/secret.h"
#include "tests/support/wire_samples.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr std::uint32_t kName = 201 * 8 + 1;

Result<Change> reopened(const Change& change, ByteView form)
{
    return openChange(change.strand, change.actor, change.ctr, change.previous, form);
}

ErrorCode refusal(const Envelope& envelope)
{
    const auto decoded = decodeEnvelope(encodeEnvelope(envelope));
    REQUIRE_FALSE(decoded.ok());
    return decoded.error().code;
}

Envelope smallEnvelope()
{
    Envelope e;
    e.records = {filled<RecordId>(1), filled<RecordId>(2)};
    e.deps = {{filled<ActorId>(1), 4, filled<Head8>(1)}, {filled<ActorId>(2), 9, filled<Head8>(2)}};
    e.ops = {setOp(kName, {{0, 2}, {1, 4}, {2, 1}})};
    return e;
}
} // namespace

TEST_CASE("a change read back from its form is the one that was made")
{
    REQUIRE(crypto::initialise());
    const auto made = secondChange();
    const auto read = reopened(made, made.encoded);
    REQUIRE(read.ok());
    CHECK(read->hash == made.hash);
    CHECK(read->payloads == made.payloads);
    CHECK(read->encoded == made.encoded);
    CHECK(encodeEnvelope(read->envelope) == encodeEnvelope(made.envelope));
    CHECK(decodePayload(read->payloads[0])->why == "She spelt it for me.");
}

TEST_CASE("taking an op's content away keeps the hash, so the chain and its signature still hold")
{
    REQUIRE(crypto::initialise());
    const auto made = secondChange();
    for (std::size_t gone = 0; gone < 2; ++gone) {
        const auto partial = reopened(made, redactedForm(made, gone));
        REQUIRE(partial.ok());
        CHECK(partial->encoding == ChangeEncoding::Partial);
        CHECK(partial->hash == made.hash);
        CHECK(partial->payloads[gone].empty());
        CHECK(partial->payloads[1 - gone] == made.payloads[1 - gone]);
    }
}

TEST_CASE("a stub holds a change's place: its hash and its verdict, and nothing of its content")
{
    REQUIRE(crypto::initialise());
    const auto made = secondChange();
    for (const auto verdict : {Verdict::Quarantined, Verdict::Rejected}) {
        const auto stub = reopened(made, stubEncoding(made.hash, verdict));
        REQUIRE(stub.ok());
        CHECK(stub->encoding == ChangeEncoding::Stub);
        CHECK(stub->stubVerdict == verdict);
        CHECK(stub->hash == made.hash);
        CHECK(stub->envelope.ops.empty());
    }
    for (const auto verdict : {Verdict::Undecided, Verdict::Accepted, static_cast<Verdict>(4)})
        CHECK_FALSE(reopened(made, stubEncoding(made.hash, verdict)).ok());
}

TEST_CASE("the hash covers strand, author, place, what came before and the salted content")
{
    REQUIRE(crypto::initialise());
    const auto made = secondChange();
    const auto hashOf = [&](Result<Change> change) { return change.value().hash; };
    const auto& form = made.encoded;
    CHECK(hashOf(openChange(filled<StrandId>(9), made.actor, 2, made.previous, form)) != made.hash);
    CHECK(hashOf(openChange(made.strand, filled<ActorId>(9), 2, made.previous, form)) != made.hash);
    CHECK(hashOf(openChange(made.strand, made.actor, 3, made.previous, form)) != made.hash);
    CHECK(hashOf(openChange(made.strand, made.actor, 2, filled<Hash>(9), form)) != made.hash);
    const auto salted = makeChange(made.strand, made.actor, 2, made.previous, made.envelope,
                                   {saying(Value::text("Rosa Valé"), "She spelt it for me."),
                                    saying(Value::code(1))},
                                   filled<Salt>(0x5b));
    CHECK(salted->hash != made.hash);
}

TEST_CASE("a save over 60 KiB is refused with a sentence that says what to do")
{
    REQUIRE(crypto::initialise());
    Envelope e;
    e.records = {filled<RecordId>(1)};
    e.ops = {setOp(kName), setOp(kName + 8)};
    const auto half = [](std::size_t size) { return saying(Value::text(std::string(size, 'a'))); };
    const auto made = [&](std::size_t size) {
        return makeChange(sampleStrand(), sampleAuthor(), 1, {}, e, {half(size), half(size)}, {});
    };
    CHECK(made(29 * 1024).ok());
    const auto refused = made(31 * 1024);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::TooLarge);
    CHECK(refused.error().text().find("60 KB") != std::string::npos);
    CHECK(refused.error().text().find("Nothing was saved") != std::string::npos);
}

TEST_CASE("what nobody could read back is not made: too many fields, too long a reason")
{
    REQUIRE(crypto::initialise());
    Envelope e;
    e.records = {filled<RecordId>(1)};
    std::vector<Payload> payloads;
    for (std::uint32_t i = 0; i <= kOpsPerChangeMax; ++i) {
        e.ops.push_back(setOp(8 * i));
        payloads.push_back(saying(Value::code(1)));
    }
    const auto make = [&] {
        return makeChange(sampleStrand(), sampleAuthor(), 1, {}, e, payloads, {});
    };
    const auto tooMany = make();
    REQUIRE_FALSE(tooMany.ok());
    CHECK(tooMany.error().code == ErrorCode::TooLarge);
    CHECK(tooMany.error().text().find("500 fields") != std::string::npos);

    e.ops.pop_back();
    payloads.pop_back();
    const auto most = make();
    REQUIRE(most.ok());
    CHECK(reopened(*most, most->encoded).ok());
    payloads.back().why.assign(kWhyBytesMax + 1, 'a');
    CHECK(make().error().code == ErrorCode::TooLarge);
    payloads.back().why.pop_back();
    CHECK(make().ok());
}

TEST_CASE("a form over 60 KiB is refused before it is read")
{
    CHECK(openChange({}, {}, 1, {}, Bytes(kChangeBytesMax + 1)).error().code
          == ErrorCode::TooLarge);
    CHECK(openChange({}, {}, 1, {}, Bytes(kChangeBytesMax)).error().code == ErrorCode::Malformed);
}

TEST_CASE("an envelope has one spelling: lists out of order or with repeats are refused")
{
    const auto good = smallEnvelope();
    REQUIRE(decodeEnvelope(encodeEnvelope(good)).ok());
    auto e = good;
    std::swap(e.deps[0], e.deps[1]);
    CHECK(refusal(e) == ErrorCode::Malformed);
    e = good;
    e.deps[1] = e.deps[0];
    CHECK(refusal(e) == ErrorCode::Malformed);
    e = good;
    std::swap(e.records[0], e.records[1]);
    CHECK(refusal(e) == ErrorCode::Malformed);
    e = good;
    e.records[1] = e.records[0];
    CHECK(refusal(e) == ErrorCode::Malformed);
    e = good;
    std::swap(e.ops[0].supersedes[0], e.ops[0].supersedes[1]);
    CHECK(refusal(e) == ErrorCode::Malformed);
    e = good;
    e.ops[0].supersedes[1] = e.ops[0].supersedes[0];
    CHECK(refusal(e) == ErrorCode::Malformed);
}

TEST_CASE("one change writes one register once")
{
    auto e = smallEnvelope();
    e.ops.push_back(setOp(kName + 8));
    CHECK(decodeEnvelope(encodeEnvelope(e)).ok());
    e.ops.push_back(setOp(kName));
    CHECK(refusal(e) == ErrorCode::Malformed);
    e.ops.back().key = {1};
    CHECK(decodeEnvelope(encodeEnvelope(e)).ok());
    e.ops.back().key = {};
    e.ops.back().record = 1;
    CHECK(decodeEnvelope(encodeEnvelope(e)).ok());
}

TEST_CASE("nobody supersedes what she had not read, nor what she has yet to write")
{
    REQUIRE(crypto::initialise());
    auto e = smallEnvelope();
    e.ops[0].supersedes = {{1, 5}};
    CHECK(refusal(e) == ErrorCode::Malformed);
    e.ops[0].supersedes = {{3, 1}};
    CHECK(refusal(e) == ErrorCode::Malformed);
    e.ops[0].supersedes = {{1, 0}};
    CHECK(refusal(e) == ErrorCode::Malformed);
    for (const std::uint64_t own : {1, 6, 7, 8}) {
        e.ops[0].supersedes = {{0, own}};
        const auto made = changeOf(7, {}, e, {saying(Value::code(1))});
        CHECK(reopened(made, made.encoded).ok() == (own < 7));
    }
}

TEST_CASE("an envelope without ops, with an unknown record or with flags of a newer version fails")
{
    auto e = smallEnvelope();
    e.ops.clear();
    CHECK(refusal(e) == ErrorCode::Malformed);
    e = smallEnvelope();
    e.ops[0].record = 2;
    CHECK(refusal(e) == ErrorCode::Malformed);
    e.records.clear();
    e.ops[0].record = 0;
    CHECK(refusal(e) == ErrorCode::Malformed);
    auto bytes = encodeEnvelope(smallEnvelope());
    bytes[1] = 4;
    CHECK(decodeEnvelope(bytes).error().code == ErrorCode::TooOld);
    bytes[1] = 0;
    bytes[0] = 2;
    CHECK(decodeEnvelope(bytes).error().code == ErrorCode::Malformed);
}

TEST_CASE("a number spelt longer than it need be is refused")
{
    auto bytes = encodeEnvelope(smallEnvelope());
    REQUIRE(bytes[2] == 1); // the schema number
    bytes[2] = 0x81;
    bytes.insert(bytes.begin() + 3, 0x00);
    CHECK(decodeEnvelope(bytes).error().code == ErrorCode::Malformed);
}

TEST_CASE("content that no reader could show is refused where it comes in, not when it is opened")
{
    REQUIRE(crypto::initialise());
    Envelope e;
    e.records = {filled<RecordId>(1)};
    e.ops = {setOp(kName)};
    const auto taken = [&](Bytes value) {
        const auto made = changeOf(1, {}, e, {{std::move(value), {}}});
        return reopened(made, made.encoded).ok();
    };
    CHECK(taken(encodeValue(Value::text("x"))));
    CHECK_FALSE(taken({}));
    CHECK_FALSE(taken({1, 0xff}));          // text that is not UTF-8
    CHECK_FALSE(taken({6, 0x80, 0x00}));    // a code spelt too long
    CHECK(taken({12, 1, 2, 3}));            // a kind of value that a newer version has
    e.ops[0].kind = 9;
    CHECK(taken({1, 0xff}));                // an op that only a newer version understands
}

TEST_CASE("content of no bytes is refused even in an unknown op: it would look taken away")
{
    REQUIRE(crypto::initialise());
    Envelope e;
    e.records = {filled<RecordId>(1)};
    e.ops = {setOp(kName)};
    e.ops[0].kind = 9;
    auto form = changeOf(1, {}, e, {saying(Value::code(1))}).encoded;
    CHECK(openChange({}, {}, 1, {}, form).ok());
    form.resize(form.size() - 5);
    form.push_back(0);
    CHECK(openChange({}, {}, 1, {}, form).error().code == ErrorCode::Malformed);
}
