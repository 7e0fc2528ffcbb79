#include "shared/base/random.h"
#include "shared/crypto/gcm.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>

using namespace lapwing;

namespace {

struct Message {
    Bytes key, nonce, ad, plain;

    explicit Message(SeededRandom& random)
        : key(32), nonce(12), ad(random.below(80)), plain(random.below(5000))
    {
        for (auto* part : {&key, &nonce, &ad, &plain}) REQUIRE(random.fill(*part).ok());
    }
    [[nodiscard]] crypto::Gcm::Under under() const { return {key, nonce, ad}; }
};

} // namespace

TEST_CASE("both libraries seal a message to the same bytes, open it, and refuse a changed one")
{
    const auto openssl = crypto::opensslGcm();
    const auto wide = crypto::wideGcm();
    if (!wide) {
        MESSAGE("this processor or build has OpenSSL's only");
        return;
    }
    SeededRandom random(seedOfThisRun());
    for (int round = 0; round < 2000; ++round) {
        const Message message(random);
        Bytes one(message.plain.size()), other(one.size()), tag(16), otherTag(16), back(one.size());
        REQUIRE(openssl->seal(message.under(), message.plain, one, tag));
        REQUIRE(wide->seal(message.under(), message.plain, other, otherTag));
        REQUIRE(one == other);
        REQUIRE(tag == otherTag);
        REQUIRE(wide->open(message.under(), one, tag, back) == crypto::Gcm::Opened::Yes);
        REQUIRE(back == message.plain);
        auto& changed = one.empty() || random.oneIn(3) ? tag : one;
        changed[random.below(changed.size())] ^= static_cast<std::uint8_t>(1 + random.below(255));
        REQUIRE(wide->open(message.under(), one, tag, back) == crypto::Gcm::Opened::WrongTag);
        REQUIRE(openssl->open(message.under(), one, tag, back) == crypto::Gcm::Opened::WrongTag);
    }
}
