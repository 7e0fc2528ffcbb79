#include "client/vault/unlock.h"

#include "client/vault/small_file.h"
#include "shared/base/mutant.h"
#include "sync/store/cargo.h"
#include "sync/store/rekey.h"
#include "sync/store/seal/anchor.h"

#include <algorithm>

namespace lapwing::unlock {

namespace {
Error erased()
{
    return fail(ErrorCode::Unauthorised,
                "Too many wrong passphrases were typed: nobody can read this tablet any more. What "
                "was not sent is safe on it, and only the office can open it. Hand the tablet to "
                "the office; it can be set up again in a new folder.");
}

Error wrongPassphrase(unsigned left)
{
    return fail(ErrorCode::Unauthorised,
                "That passphrase does not open this tablet. Nothing was changed; your work is "
                "safe. Try again: "
                    + std::to_string(left) + (left == 1 ? " try is" : " tries are")
                    + " left before nobody can read it any more.",
                "another passphrase or device key");
}

Error sameAsBefore(unsigned left)
{
    return fail(ErrorCode::Unauthorised,
                "That is a passphrase that was wrong before, so it was not counted again. Nothing "
                "was changed; your work is safe. Try another: " +
                    std::to_string(left) + (left == 1 ? " try is" : " tries are") +
                    " left before nobody can read this tablet any more.",
                "the same wrong passphrase");
}

Error tooSoon(std::uint64_t waitMs)
{
    const auto seconds = (waitMs + 999) / 1000;
    return fail(ErrorCode::Locked,
                "The passphrase was wrong several times. Wait " + std::to_string(seconds) +
                    (seconds == 1 ? " second" : " seconds") +
                    ", then try again. This try was not counted; your work is safe.",
                "too soon after a wrong passphrase");
}

Result<KeySlots> slotsOf(const VaultSite& site)
{
    auto slots = KeySlots::open(site.disk, site.folder);
    if (!slots.ok() && slots.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::Corrupt, {}, "the key is missing");
    return slots;
}

Result<crypto::Secret> deviceKeyOf(const VaultSite& site, DeviceKeyKind kind)
{
    DeviceKeyPlace place(site);
    LAPWING_ASSIGN(auto* const store, place.of(kind));
    return store->get();
}

/// The right key after an interrupted rekey finds the files of its epoch in their places.
Result<void> settle(const VaultSite& site, KeySlots& slots, const store::SealKey& data)
{
    const VaultPaths paths(site.folder);
    // One good copy of the slot is enough to work with; status() tells when there is no second. To
    // decide which files stay, it must be one that the disk is sure of.
    const auto sure = mutant("opening-believes-cache") ? Result<void>() : slots.mend();
    LAPWING_ASSIGN(const bool isCut, site.disk.exists(paths.database + ".next"));
    if (isCut) LAPWING_TRY(sure);
    return store::settleRekey(site.disk, {paths.database, paths.anchor}, data, site.random);
}

Result<OpenKeys> opened(const VaultSite& site, KeySlots slots, SlotLock lock,
                        crypto::Secret deviceKey)
{
    LAPWING_ASSIGN(auto data, openKeySlot(slots.newest(), lock));
    LAPWING_TRY(settle(site, slots, data));
    return OpenKeys{std::move(data), std::move(lock), std::move(deviceKey), std::move(slots)};
}

/// Looks like a slot, and no passphrase opens it.
Result<KeySlot> decoyOf(const KeySlot& slot, Random& random)
{
    auto decoy = slot;
    ++decoy.serial;
    LAPWING_TRY(random.fill(decoy.terms.salt.bytes));
    LAPWING_TRY(random.fill(decoy.terms.commitment.bytes));
    LAPWING_TRY(random.fill(decoy.wrapped));
    if (decoy.recovery.isThere()) LAPWING_TRY(random.fill(decoy.recovery.box));
    return decoy;
}

void queueAlert(const VaultSite& site, ByteView alert)
{
    auto cargo = store::CargoFile::open(site.disk, VaultPaths(site.folder).cargo);
    if (!cargo.ok() || alert.empty()) return;
    const auto isQueued = std::ranges::find(cargo->entries(), store::cargoIdOf(alert),
                                            &store::CargoFile::Entry::id)
                          != cargo->entries().end();
    if (!isQueued) (void)cargo->append(alert);
}

Result<void> dropKeys(const VaultSite& site, KeySlots slots)
{
    LAPWING_ASSIGN(const auto decoy, decoyOf(slots.newest(), site.random));
    LAPWING_TRY(slots.replace(decoy));
    crypto::Secret key(kDeviceKeySize);
    LAPWING_TRY(site.random.fill(key.span()));
    DeviceKeyPlace place(site);
    LAPWING_ASSIGN(auto* const store, place.of(decoy.deviceKey));
    const auto path = VaultPaths(site.folder).tries;
    unsigned most = kTriesMax;
    if (const auto old = store->get(); old.ok()) {
        const auto before = TryCount::open(site.disk, path, site.keyring, decoy.uuid, old->view());
        if (before.ok()) most = before->most();
    }
    LAPWING_TRY(store->put(key.view()));
    // The count lies under the device key: a fresh one, or the next try would be the last.
    LAPWING_ASSIGN(auto tries,
                   TryCount::create(site.disk, path, site.keyring, decoy.uuid, key.view(), most));
    return {};
}

/// Whatever fails, the person who typed it sees the same: each step is tried, and none is told of.
void underDuress(const VaultSite& site, KeySlots slots, PinLock& pin, ByteView alert)
{
    queueAlert(site, alert);
    if (mutant("duress-keeps-keys")) return;
    (void)pin.forgetWork();
    (void)dropKeys(site, std::move(slots));
}
} // namespace

Result<DeviceKeyStore*> DeviceKeyPlace::of(DeviceKeyKind kind)
{
    if (kind == DeviceKeyKind::PlainFile || mutant("device-key-falls-back")) return &m_file;
    if (m_offered != nullptr && m_offered->kind() == kind) return m_offered;
    return fail(ErrorCode::Locked,
                "This tablet's device key lies in the desktop's keyring, where this program does "
                "not look. Nothing was changed; your work is safe. Open it with the program "
                "that set it up, in the same desktop.");
}

Result<DeviceKeyKind> DeviceKeyPlace::putNew(ByteView key32)
{
    if (m_offered != nullptr && m_offered->put(key32).ok()) return m_offered->kind();
    LAPWING_TRY(m_file.put(key32));
    return DeviceKeyKind::PlainFile;
}

Result<bool> DeviceKeyPlace::holds()
{
    LAPWING_ASSIGN(const bool here, m_file.holds());
    if (here || m_offered == nullptr) return here;
    return m_offered->holds();
}

Result<void> DeviceKeyPlace::erase()
{
    if (m_offered != nullptr) LAPWING_TRY(m_offered->erase());
    return m_file.erase();
}

Result<void> requireKeys(const VaultSite& site)
{
    LAPWING_ASSIGN(const bool gone, isErased(site.disk, VaultPaths(site.folder).tries));
    if (!gone) return {};
    LAPWING_TRY(eraseKeys(site)); // which may have been cut short
    return erased();
}

namespace {
/// After a passphrase that made another lock than the slot's: what is told, and what becomes of the
/// keys.
Result<OpenKeys> refused(const VaultSite& site, const KeySlot& slot, const SlotLock& made,
                         TryCount& tries)
{
    WrongBefore before(site.keyring, slot.uuid);
    if (before.meet(made.terms.commitment.view(), site.random)) {
        LAPWING_TRY(tries.refund());
        return sameAsBefore(tries.left());
    }
    if (tries.left() > 0 || mutant("tries-without-end")) return wrongPassphrase(tries.left());
    LAPWING_TRY(eraseKeys(site));
    return erased();
}

/// Nothing is counted of a try that may not be made.
Result<void> mayTry(const VaultSite& site, const KeySlot& slot, const TryCount& tries)
{
    if (slot.terms.cost.isBelow(site.kdfFloor) && !mutant("cheap-vault-opened")) return tooCheap();
    // A vault below the floor of every program in use is one of a test, which makes many tries.
    if (slot.terms.cost.isBelow(crypto::kKdfFloor)) return {};
    const auto wait = tries.waitMs(BootMoment::of(site.clock));
    return wait > 0 ? Result<void>(tooSoon(wait)) : Result<void>();
}
} // namespace

Result<OpenKeys> cold(const VaultSite& site, ByteView passphrase)
{
    LAPWING_TRY(requireKeys(site));
    LAPWING_ASSIGN(auto slots, slotsOf(site));
    const auto& slot = slots.newest();
    LAPWING_ASSIGN(auto deviceKey, deviceKeyOf(site, slot.deviceKey));
    LAPWING_ASSIGN(auto tries, TryCount::open(site.disk, VaultPaths(site.folder).tries,
                                              site.keyring, slot.uuid, deviceKey.view()));
    const bool tooMany = tries.used() >= kCutShortMax;
    if (tooMany) LAPWING_TRY(eraseKeys(site));
    if (tooMany) return erased();
    LAPWING_TRY(mayTry(site, slot, tries));
    LAPWING_TRY(tries.charge(BootMoment::of(site.clock)));
    auto lock = trySlotLock(slot, passphrase, deviceKey.view());
    // Whatever went wrong, no passphrase was judged.
    if (!lock.ok()) LAPWING_TRY(tries.refund());
    if (!lock.ok()) return lock.error();
    if (!opens(*lock, slot)) return refused(site, slot, *lock, tries);
    LAPWING_TRY(tries.reset());
    WrongBefore(site.keyring, slot.uuid).forget();
    return opened(site, std::move(slots), std::move(lock).value(), std::move(deviceKey));
}

Error tooCheap()
{
    return fail(ErrorCode::Rejected,
                "This tablet was set up for a test: its passphrase could be guessed too quickly. "
                "Nothing was opened or changed, and no try was counted. Set the tablet up again "
                "in a new folder.",
                "a KDF below the floor");
}

Result<std::optional<OpenKeys>> warm(const VaultSite& site, ByteView pin)
{
    LAPWING_TRY(requireKeys(site));
    LAPWING_ASSIGN(auto slots, slotsOf(site));
    const auto& slot = slots.newest();
    PinLock pinLock(site, slot.uuid);
    LAPWING_ASSIGN(auto answer, pinLock.open(pin));
    if (answer.wrapKey.empty()) {
        underDuress(site, std::move(slots), pinLock, answer.alert);
        return std::optional<OpenKeys>{};
    }
    LAPWING_ASSIGN(auto deviceKey, deviceKeyOf(site, slot.deviceKey));
    SlotLock lock{slot.terms, std::move(answer.wrapKey)};
    LAPWING_ASSIGN(auto keys, opened(site, std::move(slots), std::move(lock),
                                     std::move(deviceKey)));
    return std::optional(std::move(keys));
}

Result<OpenKeys> recovered(const VaultSite& site, const crypto::BoxKeyPair& recovery,
                           ByteView freshPassphrase, crypto::KdfCost cost)
{
    if (cost.isBelow(site.kdfFloor)) return tooCheap();
    LAPWING_TRY(requireKeys(site));
    LAPWING_ASSIGN(auto slots, slotsOf(site));
    LAPWING_ASSIGN(const auto data, openRecoverySlot(slots.newest(), recovery));
    // The box names no sender: what it holds must open what is here before it counts.
    const VaultPaths paths(site.folder);
    const auto proven = [&](const std::string& path) {
        return store::Anchor::open(site.disk, path, data, site.random);
    };
    const auto here = proven(paths.anchor);
    if (!here.ok() && !proven(paths.anchor + ".next").ok()) return here.error();
    LAPWING_TRY(settle(site, slots, data));
    KeySlot next = slots.newest();
    auto deviceKey = deviceKeyOf(site, next.deviceKey);
    const auto gone = deviceKey.ok() ? ErrorCode::Internal : deviceKey.error().code;
    if (gone == ErrorCode::Corrupt || gone == ErrorCode::Locked) {
        // A tablet that lost its device key, or its desktop, is one of the reasons to be here.
        crypto::Secret fresh(kDeviceKeySize);
        LAPWING_TRY(site.random.fill(fresh.span()));
        LAPWING_ASSIGN(next.deviceKey, DeviceKeyPlace(site).putNew(fresh.view()));
        deviceKey = std::move(fresh);
    }
    if (!deviceKey.ok()) return deviceKey.error();
    LAPWING_ASSIGN(auto lock, makeSlotLock(freshPassphrase, deviceKey->view(), cost,
                                           site.random));
    ++next.serial;
    LAPWING_ASSIGN(next, sealKeySlot(std::move(next), data, lock, site.random));
    PinLock pin(site, next.uuid);
    LAPWING_TRY(pin.destroy());
    LAPWING_TRY(slots.replace(next));
    LAPWING_ASSIGN(auto tries, TryCount::create(site.disk, paths.tries, site.keyring, next.uuid,
                                                deviceKey->view()));
    return opened(site, std::move(slots), std::move(lock), std::move(deviceKey).value());
}

Result<void> eraseKeys(const VaultSite& site)
{
    const VaultPaths paths(site.folder);
    // From here on the vault is erased, however often it takes to finish.
    if (!mutant("erase-unmarked")) LAPWING_TRY(markErased(site.disk, paths.tries));
    const auto slots = KeySlots::open(site.disk, site.folder);
    LAPWING_TRY(shred(site.disk, paths.slotsA));
    LAPWING_TRY(shred(site.disk, paths.slotsB));
    LAPWING_TRY(DeviceKeyPlace(site).erase());
    LAPWING_TRY(shred(site.disk, paths.pin));
    if (!slots.ok()) return {};
    WrongBefore(site.keyring, slots->newest().uuid).forget();
    return PinLock(site, slots->newest().uuid).destroy();
}

} // namespace lapwing::unlock
