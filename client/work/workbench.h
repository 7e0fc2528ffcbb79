#pragma once

#include "client/vault/vault_gate.h"
#include "client/work/casework.h"
#include "client/work/tablet.h"

#include <functional>
#include <optional>
#include <thread>

namespace lapwing::work {

/// What a thread is about to do that may make it wait.
enum class Slow : unsigned char { Sql, Kdf, Network };

/// Told of everything that may block, on the thread that does it: tests see by it that the UI
/// thread never does. Implementations may be called from any thread.
class Witness {
public:
    virtual ~Witness() = default;
    virtual void about(Slow what) = 0;
};

/// The store thread's own things: where the vault lies, and the tablet while it is open.
/// Errors: Locked while no vault is open, or when it was opened without a lease and nothing may be
/// read before the office has been met.
/// Thread: the store thread only.
class Workbench {
public:
    Workbench(VaultSite site, Witness& witness) : m_site(std::move(site)), m_witness(witness) {}

    [[nodiscard]] const VaultSite& site() const { return m_site; }
    [[nodiscard]] const Clock& clock() const { return m_site.clock; }
    [[nodiscard]] Witness& witness() { return m_witness; }

    /// By what the vault is to be opened, and what came of it.
    enum class Way : unsigned char { Passphrase, Pin };
    enum class Opened : unsigned char {
        Work,
        NeedsOffice, ///< its lease has lapsed: it may sync, and reads nothing out until it has
        EmptyDay,    ///< by the duress PIN: no vault is open, and nobody is to see that
    };
    /// What may be told of the vault before it is open. Errors: those of lookAt().
    [[nodiscard]] Result<VaultGate> look();
    /// Takes as long as its KDF asks. Errors: those of Vault::open() and Vault::openWarm().
    [[nodiscard]] Result<Opened> unlock(const crypto::Secret& secret, Way way);
    /// Everything on the disk, drafts sealed so that they outlive the keys, the database closed and
    /// the keys gone, whatever else fails.
    [[nodiscard]] Result<void> lock();
    /// Done first when it is locked: whoever holds keys elsewhere lets go of them. One at a time.
    void onLock(std::function<void()> letGo) { m_letGo = std::move(letGo); }
    [[nodiscard]] bool isOpen() const { return m_tablet.has_value(); }
    [[nodiscard]] std::uint64_t timesUnlocked() const { return m_timesUnlocked; }
    /// Success when cases may be read out to a person. What was opened with a lease, or has met
    /// the office since, is not shut under their hands when that lapses.
    [[nodiscard]] Result<void> mayRead();

    // Of the vault's own keys. On an empty day each answers as if there were a vault.
    /// Errors: those of Vault::changePassphrase() and requireStrong().
    [[nodiscard]] Result<void> changePassphrase(const crypto::Secret& current,
                                                const crypto::Secret& fresh);
    /// Without a duress PIN when that is empty. Errors: those of Vault::setPins().
    [[nodiscard]] Result<void> setPins(const crypto::Secret& pin, const crypto::Secret& duress);
    [[nodiscard]] Result<void> dropPins();
    /// Only the passphrase opens the vault next time.
    [[nodiscard]] Result<void> disarmPin();

    /// Each of these may only be asked for while it isOpen().
    [[nodiscard]] Tablet& tablet();
    [[nodiscard]] store::Replica& replica() { return tablet().replica(); }
    [[nodiscard]] Casework& casework();
    [[nodiscard]] store::Drafts& drafts() { return replica().drafts(); }

private:
    [[nodiscard]] Result<void> open(const crypto::Secret& secret, Way way);
    [[nodiscard]] Result<void> stand();

    VaultSite m_site;
    Witness& m_witness;
    std::uint64_t m_timesUnlocked = 0;
    bool m_mayRead = false;
    std::function<void()> m_letGo;
    std::optional<Tablet> m_tablet;
    std::optional<Casework> m_casework;
};

} // namespace lapwing::work
