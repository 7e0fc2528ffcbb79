#pragma once

#include "client/vault/boot_keyring.h"
#include "client/vault/device_key.h"
#include "shared/base/clock.h"
#include "shared/crypto/kdf.h"

namespace lapwing {

/// Where a vault lies and what it stands on. All but the folder's name must outlive the Vault.
struct VaultSite {
    std::string folder;
    store::Disk& disk;
    Random& random;
    const Clock& clock;
    DeviceKeyStore* deviceKeys = nullptr; ///< null: none but the 0600 file in the folder
    BootKeyring* keyring = nullptr;       ///< null: this machine has none, so there is no PIN
    /// The cheapest vault that is made, opened, or has a try counted here. Every program in use
    /// sets crypto::kKdfFloor; tests, which make many, go below it.
    crypto::KdfCost kdfFloor{8, 1};
};

/// The files of a vault's folder. Source: docs/storage-format.md "The vault folder".
struct VaultPaths {
    explicit VaultPaths(const std::string& folder)
        : lock(folder + "/lock"), slotsA(folder + "/slots.a"), slotsB(folder + "/slots.b"),
          deviceKey(folder + "/device.key"), tries(folder + "/tries"), pin(folder + "/pin"),
          database(folder + "/replica.db"), log(folder + "/replica.db-wal"),
          anchor(folder + "/anchor"), cargo(folder + "/cargo")
    {
    }
    std::string lock, slotsA, slotsB, deviceKey, tries, pin, database, log, anchor, cargo;
};

} // namespace lapwing
