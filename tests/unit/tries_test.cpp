// What a wrong passphrase costs, and what costs no try at all.
#include "client/vault/try_count.h"
#include "tests/support/ringed.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
const bool kReady = crypto::initialise();
}

TEST_CASE("the same wrong passphrase counts once, however often it is typed, until the vault opens")
{
    Ringed site;
    site.set();
    const auto again = [&] {
        const auto opened = site.cold("no good words");
        REQUIRE_FALSE(opened.ok());
        return opened.error();
    };
    CHECK(again().text().find("9 tries are left") != std::string::npos);
    for (int i = 0; i < 30; ++i) {
        CHECK(again().detail == "the same wrong passphrase");
        REQUIRE(site.gate().triesLeft == kTriesMax - 1);
    }
    for (unsigned i = 2; i < kTriesMax; ++i) CHECK(site.wrong() == ErrorCode::Unauthorised);
    CHECK(site.gate().triesLeft == 1);
    CHECK(again().detail == "the same wrong passphrase");
    CHECK(site.gate().triesLeft == 1);
    // What tells it is no longer than it has to be, is not on the disk, and goes with the opening.
    CHECK(site.ring.kept.size() == 2);
    CHECK(site.cold().ok());
    CHECK(site.ring.kept.empty());
    CHECK(again().detail != "the same wrong passphrase");
    CHECK(site.gate().triesLeft == kTriesMax - 1);
    Site plain; // where there is no keyring, each counts
    plain.set();
    for (int i = 0; i < 3; ++i) CHECK(plain.refusal("no good words") == ErrorCode::Unauthorised);
    CHECK(lookAt(plain.at()).value().triesLeft == kTriesMax - 3);
}

TEST_CASE("from the fourth wrong passphrase on each waits longer, and no wait costs a try")
{
    Ringed site;
    {
        REQUIRE(Vault::create(site.here(), secret(kRight), crypto::kKdfFloor).ok());
    }
    for (int i = 0; i < 3; ++i) CHECK(site.wrong() == ErrorCode::Unauthorised);
    for (const std::uint64_t waits : {5'000, 10'000, 20'000}) {
        CAPTURE(waits);
        const auto left = site.gate().triesLeft;
        CHECK(site.wrong() == ErrorCode::Locked);
        CHECK(site.cold().error().detail == "too soon after a wrong passphrase");
        site.clock.boot += waits - 1;
        CHECK(site.wrong() == ErrorCode::Locked);
        CHECK(site.gate().triesLeft == left);
        site.clock.boot += 1;
        CHECK(site.wrong() == ErrorCode::Unauthorised);
        CHECK(site.gate().triesLeft == left - 1);
    }
    // A restart does not shorten it, and a wall clock has no part in it.
    ++site.clock.tag;
    site.clock.boot = 30'000;
    site.clock.wall += kHour;
    CHECK(site.wrong() == ErrorCode::Locked);
    site.clock.boot = 40'000;
    CHECK(Vault::open(site.here(), secret(kRight), Vault::Purpose::Renew).ok());
    CHECK(site.wrong() == ErrorCode::Unauthorised);
    CHECK(waitAfter(3) == 5'000);
    CHECK(waitAfter(9) == 300'000);
    CHECK(waitAfter(200) == 300'000);
}

TEST_CASE("below the floor no vault is made, opened, recovered, given another passphrase or tried")
{
    Ringed site;
    site.set();
    auto strict = site.here();
    strict.kdfFloor = crypto::kKdfFloor;
    for (int i = 0; i < 12; ++i)
        CHECK(Vault::open(strict, secret("no " + std::to_string(i))).error().code ==
              ErrorCode::Rejected);
    CHECK(Vault::open(strict, secret(kRight)).error().code == ErrorCode::Rejected);
    CHECK(site.gate().triesLeft == kTriesMax);
    CHECK(site.cold().ok());
    Ringed fresh;
    auto other = fresh.here();
    other.kdfFloor = crypto::kKdfFloor;
    for (const auto cost : {kCheap, crypto::KdfCost{64, 2}, crypto::KdfCost{63, 3}})
        CHECK(Vault::create(other, secret(kRight), cost).error().code == ErrorCode::Rejected);
    auto vault = Vault::create(other, secret(kRight), crypto::kKdfFloor).value();
    CHECK(vault.changePassphrase(secret(kRight), secret("six"), kCheap).error().code ==
          ErrorCode::Rejected);
}

TEST_CASE("how many wrong passphrases erase the keys is a setting")
{
    Ringed site;
    site.set();
    {
        auto vault = site.cold().value();
        CHECK(vault.status().triesMost == kTriesMax);
        for (const unsigned odd : {0u, 4u, 21u, 300u})
            CHECK(vault.setTriesMost(odd).error().code == ErrorCode::Rejected);
        REQUIRE(vault.setTriesMost(5).ok());
        CHECK(vault.status().triesMost == 5);
    }
    CHECK(site.gate().triesLeft == 5);
    for (int i = 0; i < 3; ++i) CHECK(site.wrong() == ErrorCode::Unauthorised);
    CHECK(site.gate().triesLeft == 2);
    CHECK(site.cold().ok()); // which starts the count anew, and leaves the setting
    for (int i = 0; i < 5; ++i) CHECK(site.wrong() == ErrorCode::Unauthorised);
    expectErased(site);
}

TEST_CASE("a passphrase opens the vault however its letters are spelt")
{
    constexpr auto kComposed = "caf\u00e9 \u00fcber the quiet river";
    constexpr auto kApart = "cafe\u0301 u\u0308ber the quiet river";
    REQUIRE(std::string_view(kComposed) != kApart);
    for (const auto* made : {kComposed, kApart}) {
        Ringed site;
        {
            REQUIRE(Vault::create(site.here(), secret(made), kCheap).ok());
        }
        for (const auto* typed : {kComposed, kApart})
            CHECK(Vault::open(site.here(), secret(typed), Vault::Purpose::Renew).ok());
        auto vault = Vault::open(site.here(), secret(made), Vault::Purpose::Renew).value();
        CHECK(vault.changePassphrase(secret(kApart), secret(kComposed), kCheap).ok());
        CHECK(vault.changePassphrase(secret(kApart), secret("plain words"), kCheap).ok());
    }
    // What is no UTF-8 is taken as it is.
    Ringed site;
    {
        REQUIRE(Vault::create(site.here(), secret("caf\xe9 words"), kCheap).ok());
    }
    CHECK(Vault::open(site.here(), secret("caf\xe9 words"), Vault::Purpose::Renew).ok());
}
