// One example of each structure of docs/wire-format.md, pinned byte for byte: a change of the
// format fails here until it has a version of its own.
#include "shared/crypto/secret.h"
#include "shared/wire/frame.h"
#include "tests/fuzz/decoders.h"
#include "sync/log/retraction.h"
#include "tests/support/golden.h"
#include "tests/support/wire_samples.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
Bytes pinned(std::string_view name) { return golden("wire_" + std::string(name)); }

std::string inLines(ByteView bytes)
{
    constexpr std::size_t kBytesInLine = 48;
    std::string text;
    for (; bytes.size() > kBytesInLine; bytes = bytes.subspan(kBytesInLine))
        text += toHex(bytes.first(kBytesInLine)) + '\n';
    return text + toHex(bytes);
}
} // namespace

TEST_CASE("every structure has the bytes that its golden file pins")
{
    REQUIRE(crypto::initialise());
    for (const auto& sample : wireSamples()) {
        // zstd may pack otherwise in another version, so of packed frames only reading is pinned.
        if (sample.name == "frame_zstd") continue;
        if (sample.bytes == pinned(sample.name)) continue;
        FAIL_CHECK("wire_" << sample.name << ".txt should be\n" << inLines(sample.bytes));
    }
}

TEST_CASE("what the golden files pin is still read, and read as what it says")
{
    REQUIRE(crypto::initialise());
    for (const auto& sample : wireSamples()) {
        CAPTURE(sample.name);
        CHECK(decoderNamed(sample.decoder).tryOn(pinned(sample.name)) == Outcome::Kept);
    }
}

TEST_CASE("the pinned packed frame inflates to its thousand bytes")
{
    const auto frames = wire::readFrames(pinned("frame_zstd"));
    REQUIRE(frames.ok());
    REQUIRE(frames->size() == 1);
    CHECK(frames->front().type == wire::FrameType::Retract);
    CHECK(frames->front().payload == Bytes(1000, 0x01));
}

TEST_CASE("the pinned signatures are those of the pinned bytes")
{
    REQUIRE(crypto::initialise());
    const auto bytes = pinned("run");
    const auto raw = decodeRun(bytes);
    REQUIRE(raw.ok());
    CHECK(VerifiedRun::open(*raw, sampleStrand(), sampleAuthor(), firstChange().hash,
                            keyOf(kAuthorSeed).publicKey())
              .ok());
    const auto hubKey = keyOf(kHubSeed).publicKey();
    CHECK(verify(decodeHubKeyCertificate(pinned("hub_key_certificate")).value(),
                 keyOf(kRootSeed).publicKey()));
    CHECK(verify(decodeDeviceCertificate(pinned("device_certificate")).value(), hubKey));
    CHECK(verify(decodeActorCertificate(pinned("actor_certificate")).value(),
                 keyOf(kDeviceSeed).publicKey()));
    CHECK(verify(decodeGrant(pinned("grant")).value(), hubKey));
    CHECK(verify(decodeRetraction(pinned("retraction")).value(), hubKey));
    CHECK(verify(Manifest{filled<wire::RoundNonce>(0x66),
                          {envelopeHash(pinned("snapshot_envelope"))}},
                 sampleManifest(), hubKey));
    CHECK(toHex(sampleManifest().view()) == toHex(pinned("manifest")));
}
