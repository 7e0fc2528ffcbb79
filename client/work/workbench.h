#pragma once

#include "client/work/casework.h"
#include "client/work/tablet.h"
#include "sync/store/drafts.h"

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
/// Errors: Locked while no vault is open, or when its lease has lapsed and nothing may be read.
/// Thread: the store thread only.
class Workbench {
public:
    Workbench(VaultSite site, Witness& witness) : m_site(std::move(site)), m_witness(witness) {}

    [[nodiscard]] const VaultSite& site() const { return m_site; }
    [[nodiscard]] const Clock& clock() const { return m_site.clock; }
    [[nodiscard]] Witness& witness() { return m_witness; }

    /// Opens the vault, to sync if its lease has lapsed. Takes as long as its KDF asks.
    [[nodiscard]] Result<void> unlock(const crypto::Secret& passphrase);
    /// Everything on the disk, the database closed and the keys gone, whatever else fails.
    [[nodiscard]] Result<void> lock();
    [[nodiscard]] bool isOpen() const { return m_tablet.has_value(); }
    [[nodiscard]] std::uint64_t timesUnlocked() const { return m_timesUnlocked; }
    /// Success when cases may be read out to a person.
    [[nodiscard]] Result<void> mayRead();

    /// Each of these may only be asked for while it isOpen().
    [[nodiscard]] Tablet& tablet();
    [[nodiscard]] store::Replica& replica() { return tablet().replica(); }
    [[nodiscard]] Casework& casework();
    [[nodiscard]] store::Drafts& drafts();

private:
    VaultSite m_site;
    Witness& m_witness;
    std::uint64_t m_timesUnlocked = 0;
    std::optional<Tablet> m_tablet;
    std::optional<Casework> m_casework;
    std::optional<store::Drafts> m_drafts;
};

} // namespace lapwing::work
