// The device key in a desktop's keyring that is missing, shut, forgetful or wrong: each is named,
// nothing is lost, and no try is counted.
#include "client/vault/keystore.h"
#include "client/vault/try_count.h"
#include "client/vault/vault.h"
#include "client/vault/vault_gate.h"
#include "tests/support/vault_files.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr const char* kRight = "five good words";

/// A keyring that a test may break in every way one can.
class FakeKeystore final : public Keystore {
public:
    enum class Mood { Well, Missing, Shut, Forgets, Garbles };
    Mood mood = Mood::Well;
    std::map<std::string, Bytes> kept;

    Result<void> put(const std::string& name, ByteView secret) override
    {
        LAPWING_TRY(answer());
        if (mood != Mood::Forgets) kept[name].assign(secret.begin(), secret.end());
        return {};
    }
    Result<crypto::Secret> get(const std::string& name) override
    {
        LAPWING_TRY(answer());
        if (mood == Mood::Forgets || !kept.contains(name)) return fail(ErrorCode::NotFound);
        auto bytes = kept.at(name);
        if (mood == Mood::Garbles) bytes.front() ^= 1;
        return crypto::Secret::copyOf(bytes);
    }
    Result<void> drop(const std::string& name) override
    {
        LAPWING_TRY(answer());
        kept.erase(name);
        return {};
    }

private:
    Result<void> answer() const
    {
        if (mood == Mood::Missing) return fail(ErrorCode::StorageFailed, {}, "no keyring");
        if (mood == Mood::Shut) return fail(ErrorCode::Locked, {}, "no answer");
        return {};
    }
};
using Mood = FakeKeystore::Mood;

/// A vault on a machine with a keyring of its desktop.
struct Desktop : Site {
    FakeKeystore keystore;
    KeystoreDeviceKey deviceKey{keystore, disk, path("device.key")};

    VaultSite here() { return {folder, disk, random, clock, &deviceKey, nullptr}; }
    Result<Vault> make()
    {
        auto made = Vault::create(here(), secret(kRight), kCheap);
        if (made.ok()) REQUIRE(made->renewLease(kHubTime, kHubTime + kHour).ok());
        return made;
    }
    Result<Vault> open() { return Vault::open(here(), secret(kRight)); }
};

void expectRefused(Desktop& desktop, Mood mood, ErrorCode code, const char* words)
{
    desktop.keystore.mood = mood;
    const auto before = desktop.files();
    const auto opened = desktop.open();
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == code);
    INFO(opened.error().text());
    CHECK(opened.error().text().find(words) != std::string::npos);
    CHECK(opened.error().text().find("your work is safe") != std::string::npos);
    CHECK(desktop.files() == before); // nor was a try counted
    desktop.keystore.mood = Mood::Well;
}
} // namespace

TEST_CASE("with a keyring the device key lies in it, and in the folder is only its name")
{
    Desktop desktop;
    CHECK(desktop.make().value().status().deviceKey == DeviceKeyKind::Keystore);
    REQUIRE(desktop.keystore.kept.size() == 1);
    const auto& [name, key] = *desktop.keystore.kept.begin();
    CHECK(key.size() == kDeviceKeySize);
    for (const auto& [file, content] : desktop.files()) {
        CAPTURE(file);
        CHECK(textOf(content).find(textOf(key)) == std::string_view::npos);
    }
    CHECK(desktop.open().ok());
    // A copy of the folder alone opens nowhere else, and says why.
    const auto elsewhere = desktop.Site::open(kRight);
    REQUIRE_FALSE(elsewhere.ok());
    CHECK(elsewhere.error().code == ErrorCode::Locked);
    CHECK(elsewhere.error().text().find("desktop's keyring") != std::string::npos);
}

TEST_CASE("a keyring that does not keep the key leaves it in a file, and the vault says so")
{
    for (const auto mood : {Mood::Missing, Mood::Shut, Mood::Forgets, Mood::Garbles}) {
        CAPTURE(static_cast<int>(mood));
        Desktop desktop;
        desktop.keystore.mood = mood;
        CHECK(desktop.make().value().status().deviceKey == DeviceKeyKind::PlainFile);
        CHECK(lookAt(desktop.here()).value().deviceKey == DeviceKeyKind::PlainFile);
        CHECK(desktop.Site::open(kRight).ok()); // the command line opens it as well
        desktop.keystore.mood = Mood::Well;
        CHECK(desktop.open().value().status().deviceKey == DeviceKeyKind::PlainFile);
    }
}

TEST_CASE("a keyring that is missing, shut, forgetful or wrong is named, and costs no try")
{
    Desktop desktop;
    { const auto vault = desktop.make().value(); }
    expectRefused(desktop, Mood::Missing, ErrorCode::Locked, "there is no keyring here");
    expectRefused(desktop, Mood::Shut, ErrorCode::Locked, "Unlock the keyring");
    expectRefused(desktop, Mood::Forgets, ErrorCode::Corrupt, "not there any more");
    expectRefused(desktop, Mood::Garbles, ErrorCode::Corrupt, "holds something else");
    CHECK(desktop.open().ok());
    CHECK(lookAt(desktop.here()).value().triesLeft == kTriesMax);
}

TEST_CASE("every damage to the name of the device key is told, and nothing is erased for it")
{
    Desktop desktop;
    { const auto vault = desktop.make().value(); }
    const auto whole = desktop.files().at("device.key");
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto damaged = whole;
        damaged[at] ^= 0x10;
        desktop.put("device.key", damaged);
        CHECK(desktop.open().error().code == ErrorCode::Corrupt);
    }
    desktop.put("device.key", Bytes(64, 7));
    CHECK(desktop.open().error().code == ErrorCode::Corrupt);
    std::filesystem::remove(desktop.path("device.key"));
    CHECK(desktop.open().error().code == ErrorCode::Corrupt);
    desktop.put("device.key", whole);
    CHECK(desktop.open().ok());
}

TEST_CASE("erasing the keys drops what the keyring holds, and does not wait for one that is shut")
{
    Desktop desktop;
    { const auto vault = desktop.make().value(); }
    for (unsigned i = 0; i < kTriesMax; ++i)
        CHECK_FALSE(Vault::open(desktop.here(), secret("no good words")).ok());
    CHECK(lookAt(desktop.here()).value().isErased);
    CHECK(desktop.keystore.kept.empty());
    CHECK_FALSE(std::filesystem::exists(desktop.path("device.key")));
    Desktop other;
    { const auto vault = other.make().value(); }
    other.keystore.mood = Mood::Shut;
    REQUIRE(other.deviceKey.erase().ok());
    CHECK_FALSE(std::filesystem::exists(other.path("device.key")));
}

TEST_CASE("the organisation's key opens a vault whose desktop is gone, and it has a file from then")
{
    Desktop desktop;
    const auto organisation = crypto::BoxKeyPair::generate(desktop.random).value();
    {
        auto vault = desktop.make().value();
        REQUIRE(vault.setRecoveryKey(organisation.publicKey()).ok());
    }
    {
        const auto vault =
            Vault::recover(desktop.at(), organisation, secret("six other good words"), kCheap);
        REQUIRE(vault.ok());
        CHECK(vault->status().deviceKey == DeviceKeyKind::PlainFile);
    }
    CHECK(desktop.Site::open("six other good words").ok());
    CHECK_FALSE(desktop.open().ok());
}

TEST_CASE("the name of a device key is pinned byte for byte")
{
    FakeKeystore keystore;
    Site site;
    std::filesystem::create_directory(site.folder);
    KeystoreDeviceKey key(keystore, site.disk, site.path("device.key"));
    Bytes bytes(kDeviceKeySize);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
    REQUIRE(key.put(bytes).ok());
    const auto named = toHex(site.files().at("device.key"));
    CHECK(named == "ad01c0d83e64f011e9f3fc192f7102697ae15b1cdbd72730");
    CHECK(keystore.kept.begin()->first == named.substr(0, 32));
}
