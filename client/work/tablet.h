#pragma once

#include "client/vault/vault.h"
#include "client/work/identity.h"
#include "client/work/vault_keeper.h"
#include "sync/store/replica.h"

#include <memory>

namespace lapwing::work {

/// An open vault with all that stands on it: who the tablet is, its replica, and the keeper that
/// makes a save count. Missing cargo is sealed again while it opens.
/// Errors of opening: those of Vault::open; Rejected for a vault that was never set up.
/// Thread: the store thread. close() first, then drop.
class Tablet {
public:
    [[nodiscard]] static Result<Tablet> open(VaultSite site, const crypto::Secret& passphrase,
                                             Vault::Purpose purpose);
    Tablet(Tablet&&) noexcept;
    Tablet& operator=(Tablet&&) noexcept;
    ~Tablet();

    [[nodiscard]] Vault& vault();
    [[nodiscard]] store::Replica& replica();
    [[nodiscard]] VaultKeeper& keeper();
    [[nodiscard]] const Identity& identity() const;
    [[nodiscard]] const Clock& clock() const;

    /// Puts everything that a power cut could still take on the disk.
    [[nodiscard]] Result<void> close();

private:
    struct State;
    explicit Tablet(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace lapwing::work
