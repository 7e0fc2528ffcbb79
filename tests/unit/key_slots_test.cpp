#include "client/vault/key_slots.h"
#include "shared/crypto/hash.h"
#include "tests/support/vault_files.h"

#include <algorithm>

using namespace lapwing;
using namespace lapwing::test;

namespace {
const bool kReady = crypto::initialise();
} // namespace

TEST_CASE("with any byte of one key slot changed the vault opens by the other and mends it")
{
    Site site;
    site.set();
    const auto good = site.files().at("slots.a");
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto bad = good;
        bad[at] ^= static_cast<std::uint8_t>(1u << (at % 8));
        CHECK(decodeKeySlot(bad).error().code == ErrorCode::Corrupt);
        site.put(at % 2 ? "slots.a" : "slots.b", bad);
        auto slots = KeySlots::open(site.disk, site.folder).value();
        REQUIRE_FALSE(slots.whole());
        REQUIRE(encode(slots.newest()) == good);
        REQUIRE(slots.mend().ok());
        REQUIRE(site.files().at(at % 2 ? "slots.a" : "slots.b") == good);
    }
    site.put("slots.b", ByteView(good).first(7));
    CHECK(site.open().ok());
    CHECK(site.files().at("slots.b") == good);
    std::filesystem::remove(site.path("slots.a"));
    CHECK(site.open().value().status().slotsWhole);
}

TEST_CASE("a key slot that was altered and marked as whole again never opens to another key")
{
    Site site;
    site.set();
    const auto good = site.files().at("slots.a");
    const auto device = site.files().at("device.key");
    const auto deviceKey = ByteView(device).first(kDeviceKeySize);
    const auto content = good.size() - Hash::kSize;
    for (std::size_t at = 0; at < content; ++at) {
        auto forged = good;
        forged[at] ^= 1;
        const auto mark = crypto::hash("lapwing.slot.1", ByteView(forged).first(content));
        std::ranges::copy(mark.bytes, forged.begin() + static_cast<std::ptrdiff_t>(content));
        const auto slot = decodeKeySlot(forged);
        // The cost's bytes are left to the bounds: a forged one would only take longer.
        const bool isCost = at >= 43 && at < 51;
        if (!slot.ok() || isCost) continue;
        const auto lock = openSlotLock(slot.value(), bytesOf("five good words"), deviceKey);
        CHECK_FALSE((lock.ok() && openKeySlot(slot.value(), *lock).ok()));
    }
}

TEST_CASE("two damaged key slots are Corrupt, a newer format is TooOld, and nothing is touched")
{
    Site site;
    site.set();
    const auto whole = site.files();
    const auto& good = whole.at("slots.a");
    site.put("slots.a", Bytes(good.size()));
    site.put("slots.b", Bytes(good.size()));
    const auto zeroed = site.files();
    CHECK(site.refusal() == ErrorCode::Corrupt);
    CHECK(site.files() == zeroed);

    auto newer = Bytes(good.begin(), good.begin() + 4);
    append(newer, Bytes{3, 0, 99, 98, 97});
    append(newer, crypto::hash("lapwing.slot.1", newer).view());
    site.putBack(whole, {"slots.a", "slots.b"});
    site.put("slots.b", newer);
    CHECK(site.refusal() == ErrorCode::TooOld);
    CHECK(site.files().at("slots.b") == newer);
    site.putBack(whole, {"slots.b"});
    CHECK(site.open().ok());
}

TEST_CASE("a cost out of bounds is damage, before any memory is asked for")
{
    KeySlot slot;
    slot.terms.cost = {1025, 3};
    CHECK(decodeKeySlot(encode(slot)).error().code == ErrorCode::Corrupt);
    slot.terms.cost = {64, 11};
    CHECK(decodeKeySlot(encode(slot)).error().code == ErrorCode::Corrupt);
    slot.terms.cost = {64, 3};
    CHECK(decodeKeySlot(encode(slot)).ok());
}

TEST_CASE("a change of passphrase cut short at any byte leaves the old one or the new one")
{
    Site site;
    site.set();
    const auto before = site.files();
    REQUIRE(site.open()
                .value()
                .changePassphrase(secret("five good words"), secret("six new"), kCheap)
                .ok());
    const auto after = site.files();
    const auto size = after.at("slots.b").size();
    const auto torn = [&](const char* name, std::size_t cut) {
        auto mixed = before.at(name);
        std::copy_n(after.at(name).begin(), cut, mixed.begin());
        return mixed;
    };
    for (std::size_t cut = 0; cut <= size; ++cut) {
        site.putBack(before, {"slots.a", "slots.b"});
        const auto mixed = torn("slots.b", cut);
        site.put("slots.b", mixed);
        const auto slots = KeySlots::open(site.disk, site.folder).value();
        // One key in 256 ends with the byte that stood there before: it is whole a byte earlier.
        CHECK(slots.newest().serial == (mixed == after.at("slots.b") ? 2 : 1));
        if (cut % 64 == 1) CHECK(site.open().ok());
    }
    for (std::size_t cut = 0; cut <= size; ++cut) {
        site.putBack(after, {"slots.b"});
        site.put("slots.a", torn("slots.a", cut));
        CHECK(KeySlots::open(site.disk, site.folder).value().newest().serial == 2);
    }
    site.putBack(before, {"slots.a"});
    CHECK(site.refusal() == ErrorCode::Unauthorised);
    CHECK(site.open("six new").value().status().slotsWhole);
    CHECK(site.files().at("slots.a") == after.at("slots.b"));
}
