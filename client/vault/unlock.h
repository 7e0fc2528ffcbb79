#pragma once

#include "client/vault/key_slots.h"
#include "client/vault/pin_lock.h"
#include "client/vault/try_count.h"
#include "client/vault/vault_site.h"

/// The ways from what a person types to a vault's keys. The caller holds the folder's lock.
/// Thread: the vault's. Source: docs/threat-model.md "Unlocking".
namespace lapwing::unlock {

/// What opens a vault, while it is open.
struct OpenKeys {
    store::SealKey data;
    SlotLock lock;
    crypto::Secret deviceKey;
    KeySlots slots;
};

/// Where a vault's device key is: in its own folder, or in the keystore that the site offers.
class DeviceKeyPlace {
public:
    explicit DeviceKeyPlace(const VaultSite& site)
        : m_file(site.disk, VaultPaths(site.folder).deviceKey), m_offered(site.deviceKeys)
    {
    }
    /// The place that a vault's slot names, and no other. Errors: Locked when this program does
    /// not reach it.
    [[nodiscard]] Result<DeviceKeyStore*> of(DeviceKeyKind kind);
    /// A fresh key, where it is safest: in what the site offers if that takes it, else in the
    /// file. Answers where it lies now.
    [[nodiscard]] Result<DeviceKeyKind> putNew(ByteView key32);
    /// True when there is a key in either.
    [[nodiscard]] Result<bool> holds();
    [[nodiscard]] Result<void> erase();

private:
    FileDeviceKey m_file;
    DeviceKeyStore* m_offered;
};

/// With the passphrase. Every try is counted before it is made, and the same wrong one once; the
/// tenth in a row erases the keys, or whichever the owner has set. From the fourth on they wait.
/// Errors: Unauthorised (wrong: says how many tries are left; or erased), Corrupt, TooOld, Locked
/// when it is too soon for a try, or the device key is in another place than this program looks;
/// Rejected for a vault below the site's floor; those of Disk.
[[nodiscard]] Result<OpenKeys> cold(const VaultSite& site, ByteView passphrase);

/// With the PIN. Nothing: it was the duress PIN, and every key is gone.
/// Errors: as above; Locked when no PIN opens it.
[[nodiscard]] Result<std::optional<OpenKeys>> warm(const VaultSite& site, ByteView pin);

/// A vault, or one to be, that the site's floor forbids.
[[nodiscard]] Error tooCheap();

/// With the organisation's recovery key; from then on the fresh passphrase opens the vault.
/// Errors: NotFound when there is no slot for that key; Corrupt; those of Disk.
[[nodiscard]] Result<OpenKeys> recovered(const VaultSite& site, const crypto::BoxKeyPair& recovery,
                                         ByteView freshPassphrase, crypto::KdfCost cost);

/// Slots, device key, PIN and its half are gone when this returns, and it can be repeated after a
/// cut. Database, anchor and cargo stay: the first two are noise without a key.
[[nodiscard]] Result<void> eraseKeys(const VaultSite& site);

/// Errors: Unauthorised, with what is safe and what to do, when the keys have been erased.
[[nodiscard]] Result<void> requireKeys(const VaultSite& site);

} // namespace lapwing::unlock
