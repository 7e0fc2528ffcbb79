#include "client/vault/key_slots.h"
#include "client/vault/recovery.h"
#include "client/vault/vault.h"
#include "tests/support/vault_files.h"

#include <sys/stat.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
const bool kReady = crypto::initialise();

struct Office : Site {
    crypto::BoxKeyPair key = crypto::BoxKeyPair::generate(random).value();

    Office()
    {
        set();
        auto vault = open().value();
        REQUIRE(vault.setRecoveryKey(key.publicKey()).ok());
        REQUIRE(vault.status().recoverable);
    }
    Result<Vault> recover(const crypto::BoxKeyPair& with)
    {
        return Vault::recover(at(), with, secret("six other good words"), kCheap);
    }
};

std::int64_t notesIn(Vault& vault)
{
    auto rows = vault.database().prepare("SELECT count(*) FROM note").value();
    REQUIRE(rows.step().value());
    return rows.integer(0);
}
} // namespace

TEST_CASE("the office's recovery key opens a vault whose passphrase is lost, and sets a new one")
{
    Office site;
    {
        auto vault = site.recover(site.key).value();
        CHECK(notesIn(vault) == 3);
        REQUIRE(vault.flush().ok());
    }
    CHECK(site.refusal() == ErrorCode::Unauthorised);
    auto vault = site.open("six other good words").value();
    CHECK(notesIn(vault) == 3);
    CHECK(vault.status().recoverable);
}

TEST_CASE("it opens also without the device key, after a rekey, and after a change of passphrase")
{
    Office site;
    {
        auto vault = site.open().value();
        REQUIRE(vault.rekey().ok());
        REQUIRE(vault.changePassphrase(secret("five good words"), secret("four more of them"),
                                       kCheap)
                    .ok());
    }
    std::filesystem::remove(site.path("device.key"));
    CHECK(site.refusal("four more of them") == ErrorCode::Corrupt);
    REQUIRE(site.recover(site.key).ok());
    auto vault = site.open("six other good words").value();
    CHECK(vault.status().epoch == 2);
    CHECK(notesIn(vault) == 3);
}

TEST_CASE("another recovery key, or a vault without a slot for one, is refused and changes nothing")
{
    Office site;
    const auto before = site.files();
    const auto other = crypto::BoxKeyPair::generate(site.random).value();
    CHECK(site.recover(other).error().code == ErrorCode::NotFound);
    CHECK(site.files() == before);
    Site plain;
    plain.set();
    const auto refused = Vault::recover(plain.at(), other, secret("six other good words"), kCheap);
    CHECK(refused.error().text().find("No recovery key opens") != std::string::npos);
    CHECK(plain.open().ok());
}

TEST_CASE("a recovery box that somebody else sealed opens nothing, and the slot stays as it was")
{
    Office site;
    // He knows the public key, and wraps a data key of his own to it.
    auto slot = KeySlots::open(site.disk, site.folder).value().newest();
    store::SealKey his{secret(std::string(32, 'h')), slot.uuid, slot.epoch};
    const auto lock = makeSlotLock(bytesOf("his own words"), Bytes(32), kCheap, site.random);
    auto forged = sealKeySlot(slot, his, *lock, site.random).value();
    ++forged.serial;
    site.put("slots.a", encode(forged));
    site.put("slots.b", encode(forged));
    const auto before = site.files();
    CHECK(site.recover(site.key).error().code == ErrorCode::Corrupt);
    CHECK(site.files() == before);
}

TEST_CASE("a file that holds no recovery key is refused, one with it is read")
{
    Site site;
    std::filesystem::create_directories(site.folder);
    const auto path = site.path("recovery.key");
    CHECK(readRecoveryKey(site.disk, path).error().code == ErrorCode::NotFound);
    site.put("recovery.key", bytesOf("not a key\n"));
    CHECK(readRecoveryKey(site.disk, path).error().code == ErrorCode::Malformed);
    const auto key = crypto::BoxKeyPair::generate(site.random).value();
    site.put("recovery.key", bytesOf(toHex(key.seed()) + "\r\n"));
    CHECK(readRecoveryKey(site.disk, path).value().publicKey() == key.publicKey());
}
