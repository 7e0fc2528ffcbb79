#include "shared/crypto/secret.h"
#include "tests/support/wire_samples.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
/// Flips each bit of `bytes`; counts those after which `holds` still does.
template <typename Holds>
int unnoticedFlips(const Bytes& bytes, Holds holds)
{
    int unnoticed = 0;
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        auto flipped = bytes;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << bit % 8));
        unnoticed += holds(flipped) ? 1 : 0;
    }
    return unnoticed;
}
} // namespace

TEST_CASE("root, hub key, device and actor make one chain of signatures")
{
    REQUIRE(crypto::initialise());
    const auto hub = decodeHubKeyCertificate(encode(sampleHubKey()));
    REQUIRE(hub.ok());
    CHECK(verify(*hub, keyOf(kRootSeed).publicKey()));
    const auto device = decodeDeviceCertificate(encode(sampleDevice()));
    REQUIRE(device.ok());
    CHECK(verify(*device, hub->signKey));
    CHECK(device->hubKey == hub->id);
    const auto actor = decodeActorCertificate(encode(sampleActor()));
    REQUIRE(actor.ok());
    CHECK(verify(*actor, device->key));
    CHECK(actor->device == device->device());
    CHECK(actor->actor() == sampleAuthor());
}

TEST_CASE("a certificate of one link does not pass for another, nor under another key")
{
    REQUIRE(crypto::initialise());
    const auto root = keyOf(kRootSeed).publicKey();
    const auto hub = keyOf(kHubSeed).publicKey();
    const auto device = keyOf(kDeviceSeed).publicKey();
    CHECK_FALSE(verify(sampleHubKey(), hub));
    CHECK_FALSE(verify(sampleDevice(), root));
    CHECK_FALSE(verify(sampleDevice(), device));
    CHECK_FALSE(verify(sampleActor(), hub));
    CHECK_FALSE(decodeDeviceCertificate(encode(sampleActor())).ok());
    CHECK_FALSE(decodeActorCertificate(encode(sampleDevice())).ok());
}

TEST_CASE("an actor is bound to the device it names, whoever signed for it")
{
    REQUIRE(crypto::initialise());
    auto stolen = sampleActor();
    stolen.device = deviceOf(keyOf(kOtherSeed).publicKey());
    sign(stolen, keyOf(kDeviceSeed));
    CHECK_FALSE(verify(stolen, keyOf(kDeviceSeed).publicKey()));
    CHECK_FALSE(verify(stolen, keyOf(kOtherSeed).publicKey()));
}

TEST_CASE("one flipped bit anywhere in a certificate is noticed")
{
    REQUIRE(crypto::initialise());
    CHECK(unnoticedFlips(encode(sampleHubKey()), [](const Bytes& bytes) {
              const auto c = decodeHubKeyCertificate(bytes);
              return c.ok() && verify(*c, keyOf(kRootSeed).publicKey());
          }) == 0);
    CHECK(unnoticedFlips(encode(sampleDevice()), [](const Bytes& bytes) {
              const auto c = decodeDeviceCertificate(bytes);
              return c.ok() && verify(*c, keyOf(kHubSeed).publicKey());
          }) == 0);
    CHECK(unnoticedFlips(encode(sampleActor()), [](const Bytes& bytes) {
              const auto c = decodeActorCertificate(bytes);
              return c.ok() && verify(*c, keyOf(kDeviceSeed).publicKey());
          }) == 0);
}

TEST_CASE("a certificate of an unknown kind, cut short or with bytes left over is refused")
{
    REQUIRE(crypto::initialise());
    auto device = sampleDevice();
    device.kind = 2;
    CHECK_FALSE(decodeDeviceCertificate(encode(device)).ok());
    auto actor = sampleActor();
    actor.kind = static_cast<ActorKind>(3);
    CHECK_FALSE(decodeActorCertificate(encode(actor)).ok());
    auto bytes = encode(sampleHubKey());
    bytes.pop_back();
    CHECK_FALSE(decodeHubKeyCertificate(bytes).ok());
    bytes = encode(sampleHubKey());
    bytes.push_back(0);
    CHECK_FALSE(decodeHubKeyCertificate(bytes).ok());
}

TEST_CASE("an actor's name and a device's name differ even for the same key")
{
    REQUIRE(crypto::initialise());
    const auto key = keyOf(kAuthorSeed).publicKey();
    CHECK_FALSE(equal(actorOf(key).view(), deviceOf(key).view()));
}
