#include "client/vault/key_slots.h"
#include "client/vault/pin_lock.h"
#include "client/vault/try_count.h"
#include "tests/support/ringed.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
const bool kReady = crypto::initialise();
} // namespace

TEST_CASE("the tenth wrong passphrase in a row erases the keys, and the cargo stays as it was")
{
    Ringed site;
    site.set();
    {
        auto vault = site.cold().value();
        REQUIRE(vault.cargo().append(site.alert()).ok());
    }
    const auto cargo = site.files().at("cargo");
    for (unsigned i = 1; i < kTriesMax; ++i) {
        CHECK(site.wrong() == ErrorCode::Unauthorised);
        CHECK(site.gate().triesLeft == kTriesMax - i);
    }
    CHECK(site.cold().ok()); // the right one starts the count again
    CHECK(site.gate().triesLeft == kTriesMax);
    for (unsigned i = 0; i < kTriesMax; ++i) CHECK(site.wrong() == ErrorCode::Unauthorised);
    expectErased(site);
    CHECK(site.files().at("cargo") == cargo);
    CHECK(Vault::create(site.here(), secret(kRight), kCheap).error().code == ErrorCode::Conflict);
}

TEST_CASE("a try that is killed before it is judged has been counted")
{
    Site site; // no keyring: the file alone has to tell
    site.set();
    const auto slots = KeySlots::open(site.disk, site.folder).value();
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // As far as Argon2id, and no further.
        auto key = FileDeviceKey(site.disk, site.path("device.key")).get();
        auto tries = TryCount::open(site.disk, site.path("tries"), nullptr, slots.newest().uuid,
                                    key.value().view());
        const bool counted = tries.ok() && tries->charge().ok();
        ::_exit(counted ? 0 : 1);
    }
    int outcome = -1;
    REQUIRE(::waitpid(child, &outcome, 0) == child);
    REQUIRE(outcome == 0);
    CHECK(lookAt(site.at()).value().triesLeft == kTriesMax - 1);
}

TEST_CASE("putting back an old count, or taking it away, gives no more tries")
{
    Ringed site;
    site.set();
    const auto fresh = site.files();
    for (int i = 0; i < 4; ++i) CHECK(site.wrong() == ErrorCode::Unauthorised);
    site.putBack(fresh, {"tries"}); // the keyring still knows
    CHECK(site.gate().triesLeft == kTriesMax - 4);
    std::filesystem::remove(site.path("tries"));
    CHECK(site.gate().triesLeft == 1);
    auto zeroed = fresh.at("tries");
    for (std::size_t at = 0; at < zeroed.size(); ++at) zeroed[at] ^= at == 30 || at == 542;
    site.put("tries", zeroed); // a count that was written by hand
    CHECK(site.gate().triesLeft == 1);
    CHECK(site.cold().ok());
    CHECK(site.gate().triesLeft == kTriesMax);
    CHECK(site.ring.kept.empty());
}

TEST_CASE("tries that were cut short are borne with, but not for ever")
{
    Ringed site;
    site.set();
    const auto slot = KeySlots::open(site.disk, site.folder).value().newest();
    const auto cutShort = [&] {
        const auto key = FileDeviceKey(site.disk, site.path("device.key")).get().value();
        auto tries = TryCount::open(site.disk, site.path("tries"), &site.ring, slot.uuid,
                                    key.view());
        REQUIRE(tries->charge().ok());
    };
    for (unsigned i = 0; i < kCutShortMax - 1; ++i) cutShort();
    CHECK(site.cold().ok());
    for (unsigned i = 0; i < kCutShortMax; ++i) cutShort();
    CHECK(site.cold().error().code == ErrorCode::Unauthorised);
    expectErased(site);
}

TEST_CASE("an erasure that was cut short goes on at the next opening")
{
    Ringed site;
    site.set();
    site.setPins(false);
    REQUIRE(markErased(site.disk, site.path("tries")).ok());
    CHECK(site.warm(kPin).error().code == ErrorCode::Unauthorised);
    expectErased(site);
}

TEST_CASE("a PIN opens the vault after a crash, not after a restart, and the passphrase rearms it")
{
    Ringed site;
    site.set();
    site.setPins(false);
    CHECK(site.gate().pinTriesLeft == kPinTries);
    CHECK(site.warm(kPin).value().has_value());
    site.ring.restart();
    CHECK(site.gate().pinTriesLeft == 0);
    CHECK(site.warm(kPin).error().code == ErrorCode::Locked);
    CHECK(site.cold().value().status().pinArmed);
    CHECK(site.warm(kPin).value()->status().pinArmed);
}

TEST_CASE("the fifth wrong PIN destroys the lock: the right one is Locked, the passphrase opens")
{
    Ringed site;
    site.set();
    site.setPins(false);
    for (unsigned i = 1; i < kPinTries; ++i) {
        CHECK(site.warm("141421").error().code == ErrorCode::Unauthorised);
        CHECK(site.gate().pinTriesLeft == kPinTries - i);
    }
    CHECK(site.warm(kPin).ok()); // in time
    for (unsigned i = 1; i < kPinTries; ++i)
        CHECK(site.warm("141421").error().code == ErrorCode::Unauthorised);
    CHECK(site.warm("141421").error().code == ErrorCode::Locked);
    CHECK(site.warm(kPin).error().code == ErrorCode::Locked);
    CHECK_FALSE(std::filesystem::exists(site.path("pin")));
    CHECK(site.ring.kept.empty());
    CHECK(site.cold().ok());
    CHECK(site.warm(kPin).ok());
}

TEST_CASE("the PIN's file without the keyring's half opens to no PIN, nor does another vault's")
{
    Ringed site;
    site.set();
    site.setPins(false);
    const auto copied = site.files();
    auto half = site.ring.kept;
    REQUIRE(half.size() == 1);
    REQUIRE(Vault::disarmPin(site.here()).ok());
    CHECK(site.warm(kPin).error().code == ErrorCode::Locked);
    site.putBack(copied, {"pin"});
    CHECK(site.warm(kPin).error().code == ErrorCode::Locked);
    half.begin()->second.assign(33, 5);
    site.ring.kept = half;
    CHECK(site.warm(kPin).error().code == ErrorCode::Unauthorised);
}

TEST_CASE("a PIN is six digits that are not the first to be tried, and has a keyring or is none")
{
    for (const auto* bad : {"", "12345", "1234567", "12a456", "000000", "123456", "987654"})
        CHECK(requirePin(bytesOf(bad)).error().code == ErrorCode::Rejected);
    CHECK(requirePin(bytesOf(kPin)).ok());
    Ringed site;
    site.set();
    {
        auto vault = site.cold().value();
        CHECK(vault.setPins({bytesOf(kPin), bytesOf(kPin), {}}).error().code ==
              ErrorCode::Rejected);
        site.ring.broken = true;
        CHECK_FALSE(vault.setPins({bytesOf(kPin), {}, {}}).ok());
        CHECK_FALSE(vault.status().pinArmed);
    }
    auto vault = site.open().value();
    CHECK(vault.setPins({bytesOf(kPin), {}, {}}).error().code == ErrorCode::Rejected);
}

TEST_CASE("after a change of passphrase and after a rekey the same PIN opens the vault")
{
    Ringed site;
    site.set();
    site.setPins(false);
    {
        auto vault = site.warm(kPin).value();
        REQUIRE(vault->changePassphrase(secret(kRight), secret("six new words"), kCheap).ok());
    }
    {
        auto vault = site.warm(kPin).value();
        REQUIRE(vault->rekey().ok());
        CHECK(vault->status().epoch == 2);
    }
    CHECK(site.warm(kPin).value()->status().epoch == 2);
    CHECK(site.cold("six new words").ok());
}

TEST_CASE("after a recovery no PIN opens the vault, nor once its new passphrase did")
{
    Ringed site;
    site.set();
    site.setPins(false);
    const auto key = crypto::BoxKeyPair::generate(site.random).value();
    REQUIRE(site.cold().value().setRecoveryKey(key.publicKey()).ok());
    REQUIRE(Vault::recover(site.here(), key, secret("six new words"), kCheap).ok());
    CHECK(site.warm(kPin).error().code == ErrorCode::Locked);
    CHECK_FALSE(site.cold("six new words").value().status().pinArmed);
    CHECK(site.warm(kPin).error().code == ErrorCode::Locked);
}

TEST_CASE("the duress PIN opens nothing, queues its alert once, and no secret opens the vault then")
{
    Ringed site;
    site.set();
    site.setPins(true);
    const auto before = site.files();
    const auto typed = site.warm(kDuressPin);
    REQUIRE(typed.ok());
    CHECK_FALSE(typed->has_value());
    auto after = site.files();
    auto cargo = store::CargoFile::open(site.disk, site.path("cargo")).value();
    REQUIRE(cargo.entries().size() == 1);
    CHECK(cargo.entries().front().kind == store::CargoKind::Alert);
    // To look at, everything is there as before, in its size.
    for (const auto& [name, content] : before) {
        CAPTURE(name);
        if (name != "cargo") CHECK(after.at(name).size() == content.size());
    }
    CHECK(site.gate().triesLeft == kTriesMax);
    CHECK(site.gate().pinTriesLeft == kPinTries);
    CHECK(site.warm(kPin).error().code == ErrorCode::Unauthorised);
    CHECK_FALSE(site.warm(kDuressPin).value().has_value());
    CHECK(site.wrong() == ErrorCode::Unauthorised);
    const auto passphrase = site.cold();
    REQUIRE_FALSE(passphrase.ok());
    CHECK(passphrase.error().code == ErrorCode::Unauthorised);
    CHECK(passphrase.error().text().find("tries are left") != std::string::npos);
    CHECK(store::CargoFile::open(site.disk, site.path("cargo")).value().entries().size() == 1);
}

TEST_CASE("the PIN's file looks the same with and without a duress PIN")
{
    Ringed with, without;
    with.set();
    with.setPins(true);
    without.set();
    without.setPins(false);
    CHECK(with.files().at("pin").size() == without.files().at("pin").size());
    CHECK(without.warm(kDuressPin).error().code == ErrorCode::Unauthorised);
}

TEST_CASE("an expired lease keeps the vault shut to passphrase and PIN, and keeps the cargo")
{
    Ringed site;
    site.set();
    site.setPins(false);
    {
        auto vault = site.cold().value();
        REQUIRE(vault.cargo().append(site.alert()).ok());
    }
    site.clock.boot += 73 * kHour;
    site.clock.wall += 73 * kHour;
    for (int i = 0; i < 12; ++i) { // right secrets are no failures
        const auto cold = site.cold();
        REQUIRE_FALSE(cold.ok());
        CHECK(cold.error().code == ErrorCode::Locked);
        CHECK(cold.error().text().find("Your work is safe. Connect and sync") !=
              std::string::npos);
        CHECK(site.warm(kPin).error().code == ErrorCode::Locked);
    }
    CHECK(site.gate().triesLeft == kTriesMax);
    CHECK(Vault::open(site.here(), secret(kRight), Vault::Purpose::Renew)
              .value()
              .status()
              .cargoRecords == 1);
}

TEST_CASE("a vault does not open with a device key from another place than its own")
{
    struct Keystore final : DeviceKeyStore {
        std::optional<Bytes> key;
        DeviceKeyKind kind() const override { return DeviceKeyKind::Keystore; }
        Result<bool> holds() override { return key.has_value(); }
        Result<void> put(ByteView key32) override
        {
            key.emplace(key32.begin(), key32.end());
            return {};
        }
        Result<crypto::Secret> get() override
        {
            if (!key) return fail(ErrorCode::Corrupt);
            return crypto::Secret::copyOf(*key);
        }
        Result<void> erase() override
        {
            key.reset();
            return {};
        }
    } keystore;
    Site site;
    auto where = site.at();
    where.deviceKeys = &keystore;
    {
        auto vault = Vault::create(where, secret(kRight), kCheap).value();
        REQUIRE(vault.renewLease(kHubTime, kHubTime + kHour).ok());
        CHECK(vault.status().deviceKey == DeviceKeyKind::Keystore);
    }
    CHECK_FALSE(std::filesystem::exists(site.path("device.key")));
    CHECK(Vault::open(where, secret(kRight)).ok());
    CHECK(site.refusal() == ErrorCode::Locked);
    // A vault whose key is a file stays with it, whatever else the program offers.
    Site plain;
    plain.set();
    auto switched = plain.at();
    keystore.key.reset();
    switched.deviceKeys = &keystore;
    CHECK(Vault::open(switched, secret(kRight)).value().status().deviceKey
          == DeviceKeyKind::PlainFile);
    CHECK_FALSE(keystore.key.has_value());
    CHECK(lookAt(plain.at()).value().triesLeft == kTriesMax);
}
