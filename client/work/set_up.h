#pragma once

#include "client/vault/vault.h"
#include "client/work/identity.h"
#include "sync/transport/transport.h"

#include <functional>

namespace lapwing::work {

/// What the person types to set a tablet up.
struct SetUpRequest {
    std::string hubUrl; ///< "https://host:port"
    std::string code;
};

/// The kind of person and tablet that came of it.
struct SetUpAnswer {
    DeviceId device;
    std::string person;
    access::HeldRoles roles;
};

/// Makes the vault and enrols the tablet: meets the hub, lets both sides prove the code, and only
/// then makes the vault and asks for certificates. A set-up that was cut short leaves at most an
/// empty vault, and goes on from there with the same passphrase and a new code.
/// `cost` is called once, when the vault is about to be made: it may take a second or two.
/// The vault has no lease and no case until its first sync.
/// Errors: Rejected for a weak passphrase; Conflict for a vault that is set up already; Offline;
/// Unauthorised for the code; those of Vault::create. Thread: one at a time; blocks.
[[nodiscard]] Result<SetUpAnswer>
setUp(VaultSite site, const crypto::Secret& passphrase, const SetUpRequest& request,
      const std::function<Result<crypto::KdfCost>()>& cost);

} // namespace lapwing::work
