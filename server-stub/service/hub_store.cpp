#include "server-stub/service/hub_store.h"

#include "server-stub/service/administration.h"
#include "sync/store/seal/open_sealed.h"

namespace lapwing::hub {

namespace {
constexpr std::uint64_t kAnchorSyncMs = 5'000;

/// What the store's errors mean to anybody who runs a hub.
Error told(const Error& error, const std::string& folder)
{
    if (error.code == ErrorCode::Corrupt)
        return fail(ErrorCode::Corrupt,
                    "The hub's data in " + folder + " is damaged, is older than it was, or this is "
                    "not its key. It was not opened and nothing was changed. Check the key file; "
                    "else restore the newest backup and keep this folder for repair.",
                    error.detail);
    if (error.code == ErrorCode::NotFound && error.message.empty())
        return fail(ErrorCode::Corrupt,
                    "A file of the hub in " + folder + " is missing. Nothing was changed. Restore "
                    "the newest backup of the whole folder.",
                    error.detail);
    return error;
}
} // namespace

HubStore::HubStore(FolderLock lock, std::string folder, std::string keyFile, Random& random,
                   const Clock& clock)
    : m_lock(std::move(lock)), m_folder(std::move(folder)), m_keyFile(std::move(keyFile)),
      m_random(random), m_clock(clock)
{
}

HubStore::~HubStore() = default;

Result<std::unique_ptr<HubStore>> HubStore::open(const std::string& folder,
                                                 const std::string& keyFile, Random& random,
                                                 const Clock& clock, const KeySource& typed)
{
    store::Disk disk;
    LAPWING_ASSIGN(const auto slot, files::readSlot(disk, folder));
    LAPWING_ASSIGN(auto lock, files::holdFolder(folder));
    std::unique_ptr<HubStore> made(
        new HubStore(std::move(lock), folder, keyFile.empty() ? slot.keyFile : keyFile, random,
                     clock));
    if (typed) {
        LAPWING_ASSIGN(made->m_typedKey, typed());
    }
    LAPWING_TRY(made->openParts());
    return made;
}

Result<crypto::Secret> HubStore::dataKey() const
{
    if (!m_typedKey.empty()) return crypto::Secret::copyOf(m_typedKey.view());
    store::Disk disk;
    return files::readKey(disk, m_keyFile);
}

Result<void> HubStore::openParts()
{
    LAPWING_ASSIGN(const auto slot, files::readSlot(m_disk, m_folder));
    LAPWING_ASSIGN(const auto key, dataKey());
    const auto opened = fill(slot, key);
    if (!opened.ok()) return told(opened.error(), m_folder);
    m_broken = false;
    ++m_opened;
    return {};
}

Result<void> HubStore::fill(const files::HubSlot& slot, const crypto::Secret& key)
{
    const auto sealKey = files::sealKey(slot, key);
    LAPWING_ASSIGN(auto anchor,
                   store::Anchor::open(m_disk, files::anchor(m_folder), sealKey, m_random));
    m_anchor.emplace(std::move(anchor));
    LAPWING_ASSIGN(m_database,
                   store::openSealed(m_disk, files::database(m_folder), sealKey, m_random));
    LAPWING_ASSIGN(m_registry, store::CommitJournal::open(*m_database, &*m_anchor));
    m_sums.emplace(*m_database, key.view());
    LAPWING_ASSIGN(const auto root, m_registry->root());
    LAPWING_TRY(m_sums->checkRoot(root));
    // Only now is the log known to be whole, and may become part of the database.
    LAPWING_TRY(m_database->checkpoint());
    LAPWING_TRY(HubCore::createTables(*m_database)); // those that an older release lacked
    LAPWING_ASSIGN(auto bytes, Registry(*m_database).setting("keys"));
    if (!bytes) return fail(ErrorCode::Corrupt, {}, "a hub without keys");
    auto stored = files::decodeKeys(*bytes);
    crypto::wipe(*bytes);
    if (!stored.ok()) return stored.error();
    if (slot.isBackup) {
        // What it wrote after the copy was made may still be with its tablets: it must not write
        // something else under the same names.
        LAPWING_ASSIGN(stored->keys.actor, crypto::SigningKey::generate(m_random));
        ++stored->keys.epoch;
    }
    auto kept = files::encodeKeys(*stored);
    m_tls = std::move(stored->tls);
    m_tlsCertificate = std::move(stored->tlsCertificate);
    m_core = std::make_unique<HubCore>(*m_database, std::move(stored->keys), m_random, m_clock,
                                       &*m_sums);
    const auto begun = slot.isBackup ? beginAnew(slot, kept) : Result<void>{};
    crypto::wipe(kept);
    return begun;
}

Result<void> HubStore::beginAnew(files::HubSlot slot, ByteView keys)
{
    LAPWING_ASSIGN(auto transaction, store::Transaction::begin(*m_database));
    LAPWING_TRY(m_core->registry.setSetting("keys", keys));
    LAPWING_TRY(found(*m_core));
    LAPWING_TRY(m_core->registry.doubtAll());
    LAPWING_ASSIGN(const auto devices, m_core->registry.devices());
    LAPWING_TRY(m_core->foundRows.rememberSerials(m_core->keys.epoch, devices));
    LAPWING_TRY(commit(std::move(transaction)));
    syncAnchor();
    slot.isBackup = false;
    return files::replaceSlot(m_disk, m_folder, slot);
}

HubCore& HubStore::core()
{
    check(usable(), "a hub whose store is not open");
    return *m_core;
}

Result<crypto::ServerTls> HubStore::serverTls() const
{
    return crypto::ServerTls::make(*m_tls, m_tlsCertificate, m_core->keys.caCertificate);
}

Result<void> HubStore::commit(store::Transaction transaction)
{
    const auto done = [&]() -> Result<void> {
        LAPWING_TRY(files::journalise(*m_registry, *m_sums, m_random));
        return transaction.commit();
    }();
    if (!done.ok()) {
        m_broken = done.error().code != ErrorCode::StorageFull;
        return done;
    }
    const bool due = m_clock.bootMs() - m_syncedMs >= kAnchorSyncMs;
    m_unsynced = true;
    // Committed is committed, whatever becomes of the anchor; but then the disk is not well.
    if (!m_registry->publish(due).ok()) m_broken = true;
    if (due) {
        m_syncedMs = m_clock.bootMs();
        m_unsynced = false;
    }
    scrub();
    return {};
}

/// What was taken out is committed; a log that cannot be emptied now is emptied when the store is
/// opened again, and while the file is being copied afterwards.
void HubStore::scrub()
{
    if (!usable() || !m_core->scrubDue || m_still) return;
    m_core->scrubDue = false;
    if (!m_database->checkpoint().ok()) m_broken = true;
}

void HubStore::syncAnchor()
{
    if (!usable() || !m_unsynced) return;
    if (!m_registry->publish(true).ok()) m_broken = true;
    m_syncedMs = m_clock.bootMs();
    m_unsynced = false;
}

Result<void> HubStore::reopen()
{
    m_core.reset();
    m_sums.reset();
    m_registry.reset();
    m_database.reset();
    m_anchor.reset();
    return openParts();
}

Result<HubStore::Still> HubStore::holdStill()
{
    if (!usable()) LAPWING_TRY(reopen());
    LAPWING_TRY(m_registry->publish(true));
    m_unsynced = false;
    LAPWING_TRY(m_database->checkpoint());
    LAPWING_TRY(m_database->exec("PRAGMA wal_autocheckpoint=0"));
    m_still = true;
    LAPWING_ASSIGN(auto slot, files::readSlot(m_disk, m_folder));
    LAPWING_ASSIGN(auto key, dataKey());
    return Still{files::database(m_folder), std::move(slot), m_anchor->state(), std::move(key),
                 m_opened};
}

Result<void> HubStore::letGo(const Still& still)
{
    m_still = false;
    if (!usable() || still.opened != m_opened)
        return fail(ErrorCode::Conflict, "The hub had to open its store anew while it was copied. "
                                         "Its data is safe; the copy is not to be used. Remove "
                                         "the copy and begin again.");
    LAPWING_TRY(m_database->exec("PRAGMA wal_autocheckpoint=4096")); // as every connection begins
    scrub();
    return {};
}

Result<void> HubStore::close()
{
    if (!usable()) return {};
    syncAnchor();
    LAPWING_TRY(m_database->checkpoint());
    m_core.reset();
    return {};
}

} // namespace lapwing::hub
