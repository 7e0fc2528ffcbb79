#pragma once

#include "client/vault/vault_site.h"

namespace lapwing {

/// What may be told of a vault before anybody has opened it.
struct VaultGate {
    bool isThere = false;
    bool isErased = false;        ///< its keys are gone; only the cargo is of use
    unsigned triesLeft = 0;       ///< wrong passphrases before they would be
    unsigned triesMost = 0;       ///< what that was before the first
    unsigned pinTriesLeft = 0;    ///< 0: ask for the passphrase
    DeviceKeyKind deviceKey = DeviceKeyKind::PlainFile;
};

/// Looks, and changes nothing. Errors: Corrupt for a vault whose slots or device key are damaged;
/// those of Disk. Thread: the vault's; short.
[[nodiscard]] Result<VaultGate> lookAt(const VaultSite& site);

} // namespace lapwing
