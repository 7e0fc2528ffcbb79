#include "shared/crypto/secret.h"
#include "tests/support/wire_samples.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;

TEST_CASE("a grant tells the rights on the strands it names, and none on any other")
{
    REQUIRE(crypto::initialise());
    const auto grant = decodeGrant(encode(sampleGrant()));
    REQUIRE(grant.ok());
    CHECK(grant->rightsOn(sampleStrand()) == 3);
    CHECK(grant->rightsOn(filled<StrandId>(0x12)) == 0);
    CHECK(grant->rightsOn({}) == 0);
}

TEST_CASE("a strand's tag in one grant tells nothing of its tag in another")
{
    REQUIRE(crypto::initialise());
    CHECK(grantTag(filled<GrantNonce>(1), sampleStrand())
          != grantTag(filled<GrantNonce>(2), sampleStrand()));
    auto foreign = sampleGrant();
    foreign.nonce = filled<GrantNonce>(0x0d);
    CHECK(foreign.rightsOn(sampleStrand()) == 0);
}

TEST_CASE("only the hub's key signs a grant, and every byte of it is signed")
{
    REQUIRE(crypto::initialise());
    const auto hub = keyOf(kHubSeed).publicKey();
    const auto bytes = encode(sampleGrant());
    REQUIRE(verify(decodeGrant(bytes).value(), hub));
    CHECK_FALSE(verify(sampleGrant(), keyOf(kOtherSeed).publicKey()));
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        auto flipped = bytes;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << bit % 8));
        const auto grant = decodeGrant(flipped);
        if (grant.ok() && verify(*grant, hub)) FAIL_CHECK("bit " << bit << " is not covered");
    }
}

TEST_CASE("signing puts the tags in order, and no other order is read")
{
    REQUIRE(crypto::initialise());
    auto grant = sampleGrant();
    std::swap(grant.tags[0], grant.tags[1]);
    CHECK_FALSE(decodeGrant(encode(grant)).ok());
    sign(grant, keyOf(kHubSeed));
    CHECK(encode(grant) == encode(sampleGrant()));
    grant.tags.push_back(grant.tags.back());
    CHECK_FALSE(decodeGrant(encode(grant)).ok());
}

TEST_CASE("serials and leases keep their full width, so an older grant is told from a newer one")
{
    REQUIRE(crypto::initialise());
    auto grant = sampleGrant();
    grant.serial = ~std::uint64_t{0};
    grant.leaseS = ~std::uint32_t{0};
    sign(grant, keyOf(kHubSeed));
    const auto read = decodeGrant(encode(grant));
    REQUIRE(read.ok());
    CHECK(read->serial == ~std::uint64_t{0});
    CHECK(read->serial > sampleGrant().serial);
    CHECK(read->leaseS == ~std::uint32_t{0});
}
