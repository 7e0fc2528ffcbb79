#include "client/work/workbench.h"

#include "client/vault/passphrase.h"
#include "client/vault/pin_lock.h"
#include "sync/os/hygiene.h"

namespace lapwing::work {

Result<VaultGate> Workbench::look()
{
    m_witness.about(Slow::Sql);
    return lookAt(m_site);
}

Result<Workbench::Opened> Workbench::unlock(const crypto::Secret& secret, Way way)
{
    if (!m_tablet) {
        m_witness.about(Slow::Kdf);
        LAPWING_TRY(open(secret, way));
    }
    if (!m_tablet) return Opened::EmptyDay;
    return mayRead().ok() ? Opened::Work : Opened::NeedsOffice;
}

/// Opens no tablet when it was the duress PIN.
Result<void> Workbench::open(const crypto::Secret& secret, Way way)
{
    if (way == Way::Pin) {
        LAPWING_ASSIGN(auto unlocked, Tablet::openWarm(m_site, secret, Vault::Purpose::Renew));
        if (unlocked.kind == Unlocked::Kind::Duress) return {};
        m_tablet = std::move(unlocked.tablet);
    } else {
        LAPWING_ASSIGN(auto tablet, Tablet::open(m_site, secret, Vault::Purpose::Renew));
        m_tablet.emplace(std::move(tablet));
    }
    auto standing = stand();
    if (!standing.ok()) (void)lock(); // the first error is the one to tell
    return standing;
}

Result<void> Workbench::stand()
{
    ++m_timesUnlocked;
    m_casework.emplace(m_tablet->replica(), m_site.clock);
    auto& replica = m_tablet->replica();
    LAPWING_TRY(replica.log().createOpenIndex());
    return replica.lists().createTypeIndex();
}

Result<void> Workbench::lock()
{
    if (const auto letGo = std::exchange(m_letGo, nullptr)) letGo();
    if (!m_tablet) return {};
    m_witness.about(Slow::Sql);
    const auto closed = m_tablet->lock();
    m_mayRead = false;
    m_casework.reset();
    m_tablet.reset();
    wipeStack();
    return closed;
}

Result<void> Workbench::mayRead()
{
    if (!m_tablet)
        return fail(ErrorCode::Locked, "This tablet is locked. Your work is saved on it. Unlock it "
                                       "and go on.");
    if (!m_mayRead) LAPWING_TRY(mayOpen(tablet().vault().lease()));
    m_mayRead = true;
    return {};
}

Result<void> Workbench::changePassphrase(const crypto::Secret& current,
                                         const crypto::Secret& fresh)
{
    LAPWING_TRY(requireStrong(fresh.view()));
    if (!m_tablet) return wrongPresentPassphrase();
    m_witness.about(Slow::Kdf);
    auto& vault = tablet().vault();
    return vault.changePassphrase(current, fresh, vault.status().kdf);
}

Result<void> Workbench::setPins(const crypto::Secret& pin, const crypto::Secret& duress)
{
    LAPWING_TRY(requirePin(pin.view()));
    if (!m_tablet) return {};
    m_witness.about(Slow::Kdf);
    return tablet().setPins(pin, duress);
}

Result<void> Workbench::dropPins()
{
    if (!m_tablet) return {};
    return tablet().vault().dropPins();
}

Result<void> Workbench::disarmPin()
{
    m_witness.about(Slow::Sql);
    return Vault::disarmPin(m_site);
}

Tablet& Workbench::tablet()
{
    check(m_tablet.has_value(), "an open vault");
    m_witness.about(Slow::Sql);
    return *m_tablet;
}

Casework& Workbench::casework()
{
    check(m_casework.has_value(), "an open vault");
    m_witness.about(Slow::Sql);
    return *m_casework;
}

} // namespace lapwing::work
