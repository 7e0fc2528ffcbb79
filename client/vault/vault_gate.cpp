#include "client/vault/vault_gate.h"

#include "client/vault/unlock.h"

namespace lapwing {

Result<VaultGate> lookAt(const VaultSite& site)
{
    VaultGate gate;
    const VaultPaths paths(site.folder);
    LAPWING_ASSIGN(gate.isErased, isErased(site.disk, paths.tries));
    gate.isThere = gate.isErased;
    if (gate.isErased) return gate;
    const auto slots = KeySlots::open(site.disk, site.folder);
    if (!slots.ok() && slots.error().code == ErrorCode::NotFound) return gate;
    if (!slots.ok()) return slots.error();
    const auto& slot = slots->newest();
    gate.isThere = true;
    gate.deviceKey = slot.deviceKey;
    unlock::DeviceKeyPlace place(site);
    LAPWING_ASSIGN(auto* const store, place.of(slot.deviceKey));
    LAPWING_ASSIGN(const auto deviceKey, store->get());
    LAPWING_ASSIGN(const auto tries, TryCount::open(site.disk, paths.tries, site.keyring,
                                                    slot.uuid, deviceKey.view()));
    gate.triesLeft = tries.left();
    gate.triesMost = tries.most();
    gate.pinTriesLeft = PinLock(site, slot.uuid).triesLeft();
    return gate;
}

} // namespace lapwing
