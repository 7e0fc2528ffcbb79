#include "client/vault/lease.h"
#include "tests/support/vault_files.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
const bool kReady = crypto::initialise();
} // namespace

TEST_CASE("a lease ages by hub time and boot clock, over reboots by the wall, and never backwards")
{
    store::AnchorState anchored;
    anchored.hubTimeMs = kHubTime;
    anchored.bootTag = 1;
    anchored.bootMs = 5 * kHour;
    anchored.leaseEndMs = kHubTime + 72 * kHour;
    constexpr std::uint64_t k1970 = 60'000;
    constexpr std::uint64_t k2099 = 4'070'908'800'000;
    using enum LeaseState;
    struct Row {
        const char* what;
        std::uint32_t tag;
        std::uint64_t boot;
        std::uint64_t wall;
        Lease lease;
    };
    const Row rows[] = {
        {"at once", 1, 5 * kHour, kHubTime, {Valid, 72 * kHour}},
        {"an hour on", 1, 6 * kHour, kHubTime + kHour, {Valid, 71 * kHour}},
        {"same boot, wall in 1970", 1, 6 * kHour, k1970, {Valid, 71 * kHour}},
        {"same boot, wall in 2099", 1, 6 * kHour, k2099, {Valid, 71 * kHour}},
        {"the last millisecond", 1, 77 * kHour - 1, kHubTime, {Valid, 1}},
        {"the end", 1, 77 * kHour, kHubTime, {Expired, 0}},
        {"rebooted after two hours", 2, 60'000, kHubTime + 2 * kHour, {Valid, 70 * kHour}},
        {"rebooted, wall an hour back", 2, 0, kHubTime - kHour, {Valid, 72 * kHour}},
        {"rebooted, wall back, up 3 h", 2, 3 * kHour, kHubTime - kHour, {Valid, 69 * kHour}},
        {"rebooted after 73 hours", 2, 0, kHubTime + 73 * kHour, {Expired, 0}},
        {"rebooted, wall in 1970", 2, 0, k1970, {ClockWrong, 0}},
        {"rebooted, wall in 2099", 2, 0, k2099, {ClockWrong, 0}},
        {"the same tag, yet an earlier boot clock", 1, 0, kHubTime + kHour, {Valid, 71 * kHour}},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        TestClock clock;
        clock.tag = row.tag;
        clock.boot = row.boot;
        clock.wall = row.wall;
        CHECK(judgeLease(anchored, clock) == row.lease);
        const auto later = ratcheted(anchored, clock);
        CHECK(later.hubTimeMs >= anchored.hubTimeMs);
        CHECK(later.leaseEndMs == anchored.leaseEndMs);
        if (row.lease.state == ClockWrong) CHECK(later == anchored);
        else CHECK(judgeLease(later, clock) == row.lease);
    }
    CHECK(judgeLease({}, TestClock()).state == Expired);
}

TEST_CASE("without a lease a vault opens only to renew it, and putting the clock back is no help")
{
    Site site;
    site.set();
    site.clock.tag = 2;
    site.clock.boot = 0;
    site.clock.wall = kHubTime + 80 * kHour;
    CHECK(site.refusal() == ErrorCode::Locked);
    site.clock.wall = kHubTime;
    CHECK(site.refusal() == ErrorCode::Locked);
    site.clock.tag = 3;
    CHECK(site.refusal() == ErrorCode::Locked);
    {
        auto vault = site.open("five good words", Vault::Purpose::Renew).value();
        CHECK(vault.lease().state == LeaseState::Expired);
        CHECK(vault.renewLease(kHubTime, kHubTime + 337 * kHour).error().code ==
              ErrorCode::Rejected);
        REQUIRE(vault.renewLease(kHubTime, kHubTime + 24 * kHour).ok());
    }
    CHECK(site.open().value().lease() == Lease{LeaseState::Valid, 24 * kHour});
    site.clock.tag = 4;
    site.clock.wall = 0;
    const auto jumped = site.open();
    REQUIRE_FALSE(jumped.ok());
    CHECK(jumped.error().code == ErrorCode::Locked);
    CHECK(jumped.error().text().find("clock") != std::string::npos);
    site.clock.wall = kHubTime + kHour;
    CHECK(site.open().ok());
}

TEST_CASE("a new vault has no lease until the hub gives one")
{
    Site site;
    REQUIRE(Vault::create(site.at(), secret("five good words"), kCheap).ok());
    CHECK(site.refusal() == ErrorCode::Locked);
    CHECK(site.open("five good words", Vault::Purpose::Renew).ok());
}
