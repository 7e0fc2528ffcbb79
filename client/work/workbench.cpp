#include "client/work/workbench.h"

#include "sync/store/lists.h"

namespace lapwing::work {

Result<void> Workbench::unlock(const crypto::Secret& passphrase)
{
    if (m_tablet) return {};
    m_witness.about(Slow::Kdf);
    LAPWING_ASSIGN(auto tablet, Tablet::open(m_site, passphrase, Vault::Purpose::Renew));
    m_tablet.emplace(std::move(tablet));
    ++m_timesUnlocked;
    m_casework.emplace(m_tablet->replica(), m_site.clock);
    m_drafts.emplace(m_tablet->vault().database());
    auto made = m_drafts->createTables();
    if (made.ok()) made = store::createListIndexes(m_tablet->vault().database());
    if (!made.ok()) (void)lock(); // the first error is the one to tell
    return made;
}

Result<void> Workbench::lock()
{
    if (!m_tablet) return {};
    m_witness.about(Slow::Sql);
    const auto closed = m_tablet->close();
    m_drafts.reset();
    m_casework.reset();
    m_tablet.reset();
    return closed;
}

Result<void> Workbench::mayRead()
{
    if (!m_tablet)
        return fail(ErrorCode::Locked, "This tablet is locked. Your work is saved on it. Unlock it "
                                       "and go on.");
    return mayOpen(tablet().vault().lease());
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

store::Drafts& Workbench::drafts()
{
    check(m_drafts.has_value(), "an open vault");
    m_witness.about(Slow::Sql);
    return *m_drafts;
}

} // namespace lapwing::work
