// The small files beside the database, pinned byte for byte: docs/storage-format.md "Key slots".
#include "client/vault/key_slots.h"
#include "client/vault/pin_lock.h"
#include "client/vault/try_count.h"
#include "shared/crypto/hash.h"
#include "tests/support/golden.h"
#include "tests/support/ring.h"
#include "tests/support/vault_files.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
Bytes counting(std::uint8_t from, std::size_t size)
{
    Bytes bytes(size);
    for (auto& byte : bytes) byte = from++;
    return bytes;
}

/// A place whose random bytes are the same in every run.
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

TEST_CASE("a key slot has the bytes that its golden file pins, and opens with what sealed it")
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
    const auto bytes = encode(slot);
    if (bytes != golden("key_slot")) FAIL_CHECK("key_slot.txt should be " << toHex(bytes));
    const auto read = decodeKeySlot(golden("key_slot")).value();
    const auto again = openSlotLock(read, bytesOf("five good words"), counting(0x40, 32));
    CHECK(equal(openKeySlot(read, *again)->dataKey.view(), counting(0, 32)));
}

TEST_CASE("the count of tries has the bytes that its golden file pins")
{
    REQUIRE(crypto::initialise());
    Pinned at;
    const auto path = at.temp.path() + "/tries";
    auto tries = TryCount::create(at.disk, path, nullptr, at.uuid, counting(0x40, 32)).value();
    REQUIRE(tries.charge({0x0a0b0c0d, 123'456}).ok());
    const auto bytes = at.file("tries");
    // Between the two places lie zeros.
    Bytes places(bytes.begin(), bytes.begin() + 76);
    append(places, ByteView(bytes).subspan(512));
    if (places != golden("tries")) FAIL_CHECK("tries.txt should be " << toHex(places));
}

TEST_CASE("a count in the first format is read as it was, and goes on in this one")
{
    REQUIRE(crypto::initialise());
    Pinned at;
    const auto path = at.temp.path() + "/tries";
    const auto places = golden("tries_first");
    constexpr std::size_t kFirstSize = 63;
    Bytes file(512);
    std::ranges::copy(ByteView(places).first(kFirstSize), file.begin());
    append(file, ByteView(places).subspan(kFirstSize));
    REQUIRE(at.disk.writeNew(path, file).ok());
    const auto open = [&] {
        return TryCount::open(at.disk, path, nullptr, at.uuid, counting(0x40, 32)).value();
    };
    auto tries = open();
    CHECK(tries.used() == 1);
    CHECK(tries.most() == kTriesMax);
    for (unsigned used = 2; used <= 4; ++used) {
        REQUIRE(tries.charge().ok());
        CHECK(open().used() == used);
    }
    file[30] ^= 1; // no count but one that was made with the device key
    REQUIRE(at.disk.remove(path).ok());
    REQUIRE(at.disk.writeNew(path, file).ok());
    CHECK(open().used() == 1);
}

TEST_CASE("the PIN lock has the bytes that its golden file pins, and opens to what was wrapped")
{
    REQUIRE(crypto::initialise());
    Pinned at;
    const auto setting =
        makePinSetting(bytesOf("271828"), bytesOf("314159"), Bytes{1, 2, 3}, kCheap, at.random);
    PinLock lock(at.site(), at.uuid);
    REQUIRE(lock.arm(*setting, counting(0x20, 32)).ok());
    const auto bytes = at.file("pin");
    CHECK(bytes.size() == 2206);
    // All of it, in one number.
    const auto told = crypto::hash("golden", bytes);
    Bytes pinned(bytes.begin(), bytes.begin() + 46);
    append(pinned, told.view());
    if (pinned != golden("pin_lock")) FAIL_CHECK("pin_lock.txt should be " << toHex(pinned));
    CHECK(equal(lock.open(bytesOf("271828"))->wrapKey.view(), counting(0x20, 32)));
    CHECK(lock.open(bytesOf("314159"))->alert == Bytes{1, 2, 3});
}
