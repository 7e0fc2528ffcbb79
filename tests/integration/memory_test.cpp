#include "client/vault/key_slots.h"
#include "sync/store/sql/wiping_memory.h"
#include "tests/support/lone_tablet.h"
#include "tests/support/memory_scan.h"

#include <chrono>

using namespace lapwing;
using namespace lapwing::test;

namespace {
const bool kWipes = store::wipeSqliteMemory();

/// The vault's keys, learnt the long way and let go again.
std::vector<Needle> keysOf(LoneTablet& lone)
{
    const auto slot = KeySlots::open(lone.site.disk, lone.site.folder).value().newest();
    FileDeviceKey place(lone.site.disk, lone.site.path("device.key"));
    const auto device = place.get().value();
    const auto lock = openSlotLock(slot, bytesOf(kFirstPassphrase), device.view()).value();
    const auto key = openKeySlot(slot, lock).value();
    std::vector<Needle> needles{needle("data key", key.dataKey.view()),
                                needle("wrap key", lock.wrapKey.view()),
                                needle("device key", device.view())};
    for (const auto* purpose : {"page", "wal", "anchor", "root"})
        needles.push_back(needle(std::string(purpose) + " key",
                                 crypto::deriveKey(key.dataKey.view(), purpose).view()));
    return needles;
}
} // namespace

TEST_CASE("keys are in memory while the vault is open, and nowhere in it once it is locked")
{
    REQUIRE(kWipes);
    LoneTablet lone;
    Scanner scanner;
    auto needles = keysOf(lone);
    CHECK(scanner.hits(needles).empty());
    std::chrono::steady_clock::duration took{};
    {
        auto tablet = lone.open(lone.site.disk, kFirstPassphrase).value();
        const auto& who = tablet.identity();
        needles.push_back(needle("device signing key", who.deviceKey.seed()));
        needles.push_back(needle("vault actor's key", who.vaultActor.seed()));
        needles.push_back(needle("field actor's key", who.fieldActor.seed()));
        REQUIRE(lone.save(tablet, "CANARY seen at the allotments").ok());
        needles.push_back(needle("text of a case", bytesOf("seen at the allotments")));
        const auto open = scanner.hits(needles);
        for (const auto* name : {"data key", "wrap key", "device key", "device signing key",
                                 "vault actor's key", "field actor's key", "text of a case"}) {
            CAPTURE(name);
            CHECK(open.contains(name)); // or the search finds nothing at all
        }
        const auto start = std::chrono::steady_clock::now();
        REQUIRE(tablet.close().ok());
        { const auto gone = std::move(tablet); }
        took = std::chrono::steady_clock::now() - start;
    }
    for (const auto& [name, count] : scanner.hits(needles)) {
        if (name == "text of a case") continue; // this program's own constant
        FAIL_CHECK(name << ": " << count << " left in memory");
    }
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    MESSAGE("locked in " << ms << " ms");
    CHECK(ms <= 1000);
}

TEST_CASE("locked memory is what keys lie in, and an unlocked one says so")
{
    const crypto::Secret key(32);
    CHECK(key.locked());
    CHECK_FALSE(crypto::Secret().locked());
}
