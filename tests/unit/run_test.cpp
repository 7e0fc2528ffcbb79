#include "shared/crypto/secret.h"
#include "shared/wire/frame.h"
#include "tests/support/wire_samples.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr std::uint32_t kPhone = 201 * 8 + 1;

Result<VerifiedRun> opened(ByteView bytes, const Hash& previous)
{
    const auto raw = decodeRun(bytes);
    if (!raw.ok()) return raw.error();
    return VerifiedRun::open(*raw, sampleStrand(), sampleAuthor(), previous,
                             keyOf(kAuthorSeed).publicKey());
}

/// As the author's own tablet sends it.
Bytes pushed(const std::vector<Change>& changes)
{
    std::vector<Bytes> forms;
    for (const auto& change : changes) forms.push_back(change.encoded);
    return encodeRun(0, sampleStrand(), true, {}, changes.front().ctr, forms,
                     VerifiedRun::sign(changes.back(), keyOf(kAuthorSeed)).signature());
}

/// A save of `fields` fields, each of which replaces what its author wrote there before.
Change saveOf(std::size_t fields, std::uint64_t ctr, const Hash& previous)
{
    Envelope e;
    e.claimedMs = 1'736'847'005'250 + ctr;
    e.records = {filled<RecordId>(1)};
    std::vector<Payload> payloads;
    for (std::uint32_t i = 0; i < fields; ++i) {
        e.ops.push_back(setOp(kPhone + 8 * i, {{0, ctr - 1}}));
        payloads.push_back(saying(Value::text("01632 960123")));
    }
    return changeOf(ctr, previous, std::move(e), payloads);
}
} // namespace

TEST_CASE("a run opens onto the hash that its first change was made on")
{
    REQUIRE(crypto::initialise());
    const auto first = firstChange();
    const auto second = secondChange();
    const auto run = opened(runOf({first, second}), first.previous);
    REQUIRE(run.ok());
    REQUIRE(run->changes().size() == 2);
    CHECK(run->changes()[0].hash == first.hash);
    CHECK(run->changes()[1].hash == second.hash);
    CHECK(opened(runOf({second}), first.hash).ok());
    CHECK(opened(pushed({second}), first.hash).ok());
}

TEST_CASE("one flipped bit anywhere in a run's changes or signature is refused")
{
    REQUIRE(crypto::initialise());
    const auto first = firstChange();
    const auto bytes = runOf({first, secondChange()});
    // Handle and actor only tell where to look: who opens the run knows strand and author herself.
    constexpr std::size_t kAddress = 1 + 1 + ActorId::kSize;
    for (std::size_t bit = 8 * kAddress; bit < 8 * bytes.size(); ++bit) {
        auto flipped = bytes;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << bit % 8));
        if (!opened(flipped, first.previous).ok()) continue;
        FAIL_CHECK("bit " << bit << " is not covered");
    }
}

TEST_CASE("one flipped bit of the hash before a run is refused")
{
    REQUIRE(crypto::initialise());
    const auto bytes = runOf({secondChange()});
    for (std::size_t bit = 0; bit < 8 * Hash::kSize; ++bit) {
        auto previous = firstChange().hash;
        auto& byte = previous.bytes[bit / 8];
        byte = static_cast<std::uint8_t>(byte ^ (1u << bit % 8));
        const auto refused = opened(bytes, previous);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::Corrupt);
    }
}

TEST_CASE("one flipped bit of a run in which content is redacted is refused")
{
    REQUIRE(crypto::initialise());
    const auto second = secondChange();
    const auto signature = VerifiedRun::sign(second, keyOf(kAuthorSeed)).signature();
    const auto form = redactedForm(second, 0);
    const auto openForm = [&](const Bytes& changed) {
        return opened(encodeRun(5, {}, false, sampleAuthor(), 2, {changed}, signature),
                      firstChange().hash);
    };
    REQUIRE(openForm(form).ok());
    for (std::size_t bit = 0; bit < 8 * form.size(); ++bit) {
        auto flipped = form;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << bit % 8));
        if (openForm(flipped).ok()) FAIL_CHECK("bit " << bit << " is not covered");
    }
}

TEST_CASE("a good signature by another actor, or of another strand, is refused")
{
    REQUIRE(crypto::initialise());
    const auto second = secondChange();
    const auto previous = firstChange().hash;
    const auto theirs = VerifiedRun::sign(second, keyOf(kOtherSeed)).signature();
    const auto forged = encodeRun(5, {}, false, sampleAuthor(), 2, {second.encoded}, theirs);
    CHECK(opened(forged, previous).error().code == ErrorCode::Corrupt);

    const auto bytes = runOf({second});
    const auto raw = decodeRun(bytes);
    REQUIRE(raw.ok());
    const auto other = actorOf(keyOf(kOtherSeed).publicKey());
    const auto otherKey = keyOf(kOtherSeed).publicKey();
    const auto ownKey = keyOf(kAuthorSeed).publicKey();
    const auto strand = sampleStrand();
    CHECK_FALSE(VerifiedRun::open(*raw, strand, other, previous, otherKey).ok());
    CHECK_FALSE(VerifiedRun::open(*raw, strand, other, previous, ownKey).ok());
    CHECK_FALSE(
        VerifiedRun::open(*raw, filled<StrandId>(9), sampleAuthor(), previous, ownKey).ok());
}

TEST_CASE("an early change of a run cannot be replaced under the signature of the last")
{
    REQUIRE(crypto::initialise());
    auto other = saveOf(1, 2, firstChange().hash);
    const auto third = saveOf(1, 3, secondChange().hash);
    CHECK(opened(runOf({secondChange(), third}), firstChange().hash).ok());
    CHECK(opened(runOf({other, third}), firstChange().hash).error().code == ErrorCode::Corrupt);
    CHECK_FALSE(opened(runOf({third, secondChange()}), firstChange().hash).ok());
}

TEST_CASE("a run is one to 64 changes from a counter of at least one, and at most 62 KiB")
{
    REQUIRE(crypto::initialise());
    const auto form = firstChange().encoded;
    const auto decode = [&](std::uint64_t first, std::size_t count) {
        return decodeRun(encodeRun(5, {}, true, {}, first, std::vector<Bytes>(count, form), {}));
    };
    CHECK(decode(1, 1).ok());
    CHECK(decode(1, 64).ok());
    CHECK_FALSE(decode(1, 65).ok());
    CHECK_FALSE(decode(1, 0).ok());
    CHECK_FALSE(decode(0, 1).ok());
    CHECK(decodeRun(Bytes(kRunBytesMax + 1)).error().code == ErrorCode::TooLarge);
}

TEST_CASE("the largest run still fits into a frame when it is passed on")
{
    wire::FrameWriter out;
    SeededRandom random(1);
    Bytes run(kRunBytesMax);
    REQUIRE(random.fill(run).ok());
    out.bundle(wire::FrameType::Run, run);
    out.bundle(wire::FrameType::Run, run);
    const auto frames = wire::readFrames(out.take());
    REQUIRE(frames.ok());
    CHECK(frames->size() == 2);
}

TEST_CASE("an actor is the sender's own or spelt out, and a run has nothing after its signature")
{
    REQUIRE(crypto::initialise());
    auto bytes = runOf({firstChange()});
    bytes[1] = 2;
    CHECK(decodeRun(bytes).error().code == ErrorCode::Malformed);
    bytes[1] = 0;
    CHECK(decodeRun(bytes).ok());
    bytes.push_back(0);
    CHECK(decodeRun(bytes).error().code == ErrorCode::Malformed);
    bytes.resize(bytes.size() - 2);
    CHECK(decodeRun(bytes).error().code == ErrorCode::Malformed);
}

TEST_CASE("an edit of one field travels in at most 200 bytes, and its parts cost what they should")
{
    REQUIRE(crypto::initialise());
    const auto value = encodeValue(Value::text("01632 960123")).size() - 1; // without its kind
    const auto one = pushed({saveOf(1, 2, {})}).size();
    const auto ten = pushed({saveOf(10, 2, {})}).size();
    std::vector<Change> saves{saveOf(1, 2, {})};
    while (saves.size() < 10) saves.push_back(saveOf(1, saves.size() + 2, saves.back().hash));
    const auto together = pushed(saves).size();
    MESSAGE("bytes of a run with an edit of one field of " << value << ": " << one);
    MESSAGE("of each field more in a save, without its content: " << (ten - one) / 9 - value);
    MESSAGE("of each save in a run of ten, without its content: " << (together - 64) / 10 - value);
    CHECK(one <= 200);
    CHECK((ten - one) / 9 - value <= 26);
    CHECK((together - 64) / 10 - value <= 70);
}
