#include "tests/fault/vault_deeds.h"

#include "client/vault/unlock.h"

#include <algorithm>

namespace lapwing::test {

namespace {

constexpr std::string_view kWrong = "not the right words";
/// Of so many judgements one also tries what costs another second.
constexpr std::uint64_t kCloselyOneIn = 6;

crypto::Secret secret(std::string_view text) { return crypto::Secret::copyOf(bytesOf(text)); }

std::string told(const Error& error)
{
    return std::string(logName(error.code)) + ", " + error.detail;
}

/// The cargo of the scene, and with `alert` the alert behind it.
std::string cargoOf(const VaultScene& scene, FaultDisk& disk, bool alert = false)
{
    const auto file = store::CargoFile::open(disk, scene.path("cargo"));
    if (!file.ok()) return "the cargo does not open: " + told(file.error());
    auto expected = scene.cargo();
    if (alert) expected.push_back(store::cargoIdOf(scene.alert()));
    for (const auto& id : expected)
        if (std::ranges::find(file->entries(), id, &store::CargoFile::Entry::id)
            == file->entries().end())
            return "cargo is missing";
    return file->damaged().empty() ? "" : "cargo is damaged";
}

/// It opens with one of the two, the second only unless nothing was `done`, the first only unless
/// everything was; and goes on with both copies of its slot.
std::string opensWith(const VaultScene& scene, FaultDisk& disk, bool done, std::string_view before,
                      std::string_view after, std::uint64_t index)
{
    QuickRandom random(index);
    auto seen = scene.visit(disk, random, after);
    const bool refused = !seen.ok() && seen.error().code == ErrorCode::Unauthorised;
    if (refused && !done) seen = scene.visit(disk, random, before);
    if (!seen.ok()) return "does not open: " + told(seen.error());
    if (!seen->slotsWhole) return "one slot stays harmed";
    if (done && index % kCloselyOneIn == 0 && scene.visit(disk, random, before).ok())
        return "the old passphrase still opens it";
    return cargoOf(scene, disk);
}

Result<Vault> opened(const VaultScene& scene, FaultDisk& disk, Random& random, Ring& ring)
{
    return Vault::open(scene.site(disk, random, ring), secret(kPassphrase));
}

Result<void> changePassphrase(const VaultScene& scene, FaultDisk& disk, Random& random, Ring& ring)
{
    LAPWING_ASSIGN(auto vault, opened(scene, disk, random, ring));
    return vault.changePassphrase(secret(kPassphrase), secret(kFreshPassphrase),
                                  VaultScene::kCheap);
}

std::string judgePassphrase(const VaultScene& scene, FaultDisk& disk, bool done,
                            std::uint64_t index)
{
    return opensWith(scene, disk, done, kPassphrase, kFreshPassphrase, index);
}

Result<void> recover(const VaultScene& scene, FaultDisk& disk, Random& random, Ring& ring)
{
    LAPWING_ASSIGN(const auto vault,
                   Vault::recover(scene.site(disk, random, ring), scene.recovery(),
                                  secret(kFreshPassphrase), VaultScene::kCheap));
    return {};
}

Result<void> setPins(const VaultScene& scene, FaultDisk& disk, Random& random, Ring& ring)
{
    LAPWING_ASSIGN(auto vault, opened(scene, disk, random, ring));
    const auto alert = scene.alert();
    return vault.setPins({bytesOf("161803"), bytesOf("141421"), {alert.begin(), alert.end()}});
}

std::string judgePins(const VaultScene& scene, FaultDisk& disk, bool done, std::uint64_t index)
{
    QuickRandom random(index);
    const auto seen = scene.visit(disk, random);
    if (!seen.ok()) return "does not open: " + told(seen.error());
    if (!seen->pinArmed) return "the PIN is not armed again";
    if (!done || index % kCloselyOneIn != 0) return {};
    Ring ring;
    {
        auto again = opened(scene, disk, random, ring);
        if (!again.ok()) return "does not open again: " + told(again.error());
    }
    const auto warm = Vault::openWarm(scene.site(disk, random, ring), secret("161803"));
    return warm.ok() && *warm ? "" : "the new PIN does not open it";
}

/// Wrong passphrases until nothing is left to open.
Result<void> erase(const VaultScene& scene, FaultDisk& disk, Random& random, Ring& ring)
{
    {
        LAPWING_ASSIGN(auto keys, unlock::cold(scene.site(disk, random, ring),
                                               bytesOf(kPassphrase)));
        LAPWING_ASSIGN(auto tries, TryCount::open(disk, scene.path("tries"), &ring, keys.data.uuid,
                                                  keys.deviceKey.view()));
        while (tries.left() > 1) LAPWING_TRY(tries.charge());
    }
    const auto last = unlock::cold(scene.site(disk, random, ring), bytesOf(kWrong));
    if (last.ok()) return fail(ErrorCode::Malformed, {}, "a wrong passphrase opened it");
    if (last.error().code == ErrorCode::Unauthorised) return {};
    return last.error();
}

std::string judgeErased(const VaultScene& scene, FaultDisk& disk, bool done, std::uint64_t index)
{
    if (auto wrong = cargoOf(scene, disk); !wrong.empty()) return wrong;
    QuickRandom random(index);
    const auto seen = scene.visit(disk, random);
    if (seen.ok()) return done ? "an erased vault opens" : "";
    if (seen.error().code != ErrorCode::Unauthorised) return "neither way: " + told(seen.error());
    for (const auto* name : {"slots.a", "slots.b", "device.key", "pin"})
        if (disk.image().contains(scene.path(name))) return std::string(name) + " is still there";
    return cargoOf(scene, disk);
}

Result<void> underDuress(const VaultScene& scene, FaultDisk& disk, Random& random, Ring& ring)
{
    LAPWING_ASSIGN(const auto vault,
                   Vault::openWarm(scene.site(disk, random, ring), secret(kDuressPin)));
    if (vault) return fail(ErrorCode::Malformed, {}, "the duress PIN opened it");
    return {};
}

std::string judgeDuress(const VaultScene& scene, FaultDisk& disk, bool done, std::uint64_t index)
{
    if (auto wrong = cargoOf(scene, disk, done); !wrong.empty()) return wrong;
    QuickRandom random(index);
    const auto seen = scene.visit(disk, random);
    if (seen.ok()) return done ? "the passphrase opens what duress shut" : "";
    const auto code = seen.error().code;
    const bool named = code == ErrorCode::Unauthorised || code == ErrorCode::Corrupt;
    return named ? "" : "neither way: " + told(seen.error());
}

Result<void> create(const VaultScene& scene, FaultDisk& disk, Random& random, Ring& ring)
{
    LAPWING_ASSIGN(const auto vault, Vault::create(scene.site(disk, random, ring),
                                                   secret(kPassphrase), VaultScene::kCheap));
    return {};
}

std::string judgeCreated(const VaultScene& scene, FaultDisk& disk, bool done, std::uint64_t index)
{
    QuickRandom random(index);
    Ring ring;
    const auto vault = Vault::open(scene.site(disk, random, ring), secret(kPassphrase),
                                   Vault::Purpose::Renew);
    if (vault.ok()) return {};
    const auto code = vault.error().code;
    const bool named = code == ErrorCode::NotFound || code == ErrorCode::Corrupt;
    return named && !done ? "" : "does not open: " + told(vault.error());
}

Result<void> rekey(const VaultScene& scene, FaultDisk& disk, Random& random, Ring& ring)
{
    LAPWING_ASSIGN(auto vault, opened(scene, disk, random, ring));
    LAPWING_TRY(vault.rekey());
    return vault.flush();
}

std::string judgeRekeyed(const VaultScene& scene, FaultDisk& disk, bool done, std::uint64_t index)
{
    QuickRandom random(index);
    const auto seen = scene.visit(disk, random);
    if (!seen.ok()) return "does not open: " + told(seen.error());
    if (seen->epoch != 2 && (done || seen->epoch != 1)) return "a key of another epoch";
    if (!seen->slotsWhole) return "one slot stays harmed";
    for (const auto& [name, content] : disk.image())
        if (name.find(".next") != std::string::npos) return name + " stays behind";
    return cargoOf(scene, disk);
}

} // namespace

std::span<const Deed> deeds()
{
    static const std::vector<Deed> kDeeds{
        {"a change of passphrase", changePassphrase, judgePassphrase},
        {"a recovery", recover, judgePassphrase},
        {"a new PIN", setPins, judgePins},
        {"an erasure", erase, judgeErased},
        {"the duress PIN", underDuress, judgeDuress, false, true},
        {"a new vault", create, judgeCreated, true},
    };
    return kDeeds;
}

const Deed& rekeyDeed()
{
    static const Deed kRekey{"a rekey", rekey, judgeRekeyed};
    return kRekey;
}

} // namespace lapwing::test
