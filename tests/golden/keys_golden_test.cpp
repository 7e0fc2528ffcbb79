// The small files beside the database, pinned octet for octet: docs/storage-format.md "Key slots".
#include "client/vault/key_slots.h"
#include "client/vault/pin_lock.h"
#include "client/vault/try_count.h"
#include "shared/crypto/hash.h"
#include "tests/support/golden.h"
#include "tests/support/ring.h"
#include "tests/support/vault_site.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
Bytes counting(std::uint8_t from, std::size_t size)
{
    Bytes octets(size);
    for (auto& octet : octets) octet = from++;
    return octets;
}

/// A place whose random octets are the same in every run.
struct Pinned {
    TempFolder temp;
    store::Disk disk;
    SeededRandom random{11};
    TestClock clock;
    Ring ring;
    store::FileUuid uuid = store::FileUuid::from(counting(0xa0, 16));
    VaultSite site() { return {temp.path(), disk, random, clock, nullptr, &ring}; }
    Bytes file(const std::string& name)
    {
        return disk.readWhole(temp.path() + "/" + name, 4096).value();
    }
};
} // namespace

TEST_CASE("a key slot has the octets that its golden file pins, and opens with what sealed it")
{
    REQUIRE(crypto::initialise());
    Pinned at;
    KeySlot slot;
    slot.serial = 3;
    slot.bornMs = 1'736'847'005'250;
    const store::SealKey key{crypto::Secret::copyOf(counting(0, 32)), at.uuid, 0x01020304};
    const auto lock = makeSlotLock(bytesOf("five good words"), counting(0x40, 32), kCheap,
                                   at.random);
    slot = sealKeySlot(std::move(slot), key, *lock, at.random).value();
    const auto octets = encode(slot);
    if (octets != golden("key_slot")) FAIL_CHECK("key_slot.txt should be " << toHex(octets));
    const auto read = decodeKeySlot(golden("key_slot")).value();
    const auto again = openSlotLock(read, bytesOf("five good words"), counting(0x40, 32));
    CHECK(equal(openKeySlot(read, *again)->dataKey.view(), counting(0, 32)));
}

TEST_CASE("the count of tries has the octets that its golden file pins")
{
    REQUIRE(crypto::initialise());
    Pinned at;
    const auto path = at.temp.path() + "/tries";
    auto tries = TryCount::create(at.disk, path, nullptr, at.uuid, counting(0x40, 32)).value();
    REQUIRE(tries.charge().ok());
    const auto octets = at.file("tries");
    // Between the two places lie zeros.
    Bytes places(octets.begin(), octets.begin() + 63);
    append(places, ByteView(octets).subspan(512));
    if (places != golden("tries")) FAIL_CHECK("tries.txt should be " << toHex(places));
}

TEST_CASE("the PIN lock has the octets that its golden file pins, and opens to what was wrapped")
{
    REQUIRE(crypto::initialise());
    Pinned at;
    const auto setting =
        makePinSetting(bytesOf("271828"), bytesOf("314159"), Bytes{1, 2, 3}, kCheap, at.random);
    PinLock lock(at.site(), at.uuid);
    REQUIRE(lock.arm(*setting, counting(0x20, 32)).ok());
    const auto octets = at.file("pin");
    CHECK(octets.size() == 2206);
    // All of it, in one number.
    const auto told = crypto::hash("golden", octets);
    Bytes pinned(octets.begin(), octets.begin() + 46);
    append(pinned, told.view());
    if (pinned != golden("pin_lock")) FAIL_CHECK("pin_lock.txt should be " << toHex(pinned));
    CHECK(equal(lock.open(bytesOf("271828"))->wrapKey.view(), counting(0x20, 32)));
    CHECK(lock.open(bytesOf("314159"))->alert == Bytes{1, 2, 3});
}
