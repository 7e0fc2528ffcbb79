#pragma once

#include "client/vault/vault.h"
#include "client/work/identity.h"
#include "client/work/vault_keeper.h"
#include "sync/store/replica.h"

#include <memory>
#include <optional>

namespace lapwing::work {

struct Unlocked;

/// An open vault with all that stands on it: who the tablet is, its replica, and the keeper that
/// makes a save count. Missing cargo is sealed again while it opens.
/// Errors of opening: those of Vault::open; Rejected for a vault that was never set up.
/// Thread: the store thread. close() first, then drop.
class Tablet {
public:
    [[nodiscard]] static Result<Tablet> open(VaultSite site, const crypto::Secret& passphrase,
                                             Vault::Purpose purpose);
    /// With the PIN. Also Locked when only the passphrase opens the vault.
    [[nodiscard]] static Result<Unlocked> openWarm(VaultSite site, const crypto::Secret& pin,
                                                   Vault::Purpose purpose);
    Tablet(Tablet&&) noexcept;
    Tablet& operator=(Tablet&&) noexcept;
    ~Tablet();

    [[nodiscard]] Vault& vault();
    [[nodiscard]] store::Replica& replica();
    [[nodiscard]] VaultKeeper& keeper();
    [[nodiscard]] const Identity& identity() const;
    /// By the newest grant; before the first, as the tablet was set up.
    [[nodiscard]] Result<access::HeldRoles> roles();
    [[nodiscard]] const Clock& clock() const { return site().clock; }
    [[nodiscard]] const VaultSite& site() const;

    /// A new data key. Every reference got from this tablet before stays good, but forms that are
    /// open do not. Errors: those of Vault::rekey(), after which the tablet may have to be opened
    /// again: `vault().usable()` tells.
    [[nodiscard]] Result<void> rekey();
    /// The PIN, and one that raises the alarm; empty: none. Errors: those of Vault::setPins().
    [[nodiscard]] Result<void> setPins(const crypto::Secret& pin, const crypto::Secret& duress);

    /// A note to the office that is no change of a record, sealed and on the disk when this
    /// returns; it goes with the next sync. Also without a lease, for it shows nothing.
    /// Errors: Rejected for no words, or more than kNoteBodyMax bytes.
    [[nodiscard]] Result<void> noteForOffice(std::string_view text);

    /// Puts everything that a power cut could still take on the disk.
    [[nodiscard]] Result<void> close();
    /// Before it is dropped for a lock: the same, after sealing what was typed and not saved, so
    /// that it outlives the keys. It closes whatever fails, and answers what failed first.
    [[nodiscard]] Result<void> lock();

private:
    struct State;
    explicit Tablet(std::unique_ptr<State> state);
    [[nodiscard]] static Result<Tablet> over(VaultSite site, Vault vault);
    [[nodiscard]] Result<void> stand();
    std::unique_ptr<State> m_state;
};

/// What a PIN opened.
struct Unlocked {
    enum class Kind : unsigned char {
        Work,
        Duress, ///< show a day without work: there are no keys any more, and an alert is queued
    };
    Kind kind = Kind::Duress;
    std::optional<Tablet> tablet; ///< of Work
};

} // namespace lapwing::work
