#pragma once

#include "server-stub/service/hub_core.h"
#include "server-stub/service/hub_files.h"
#include "shared/crypto/tls.h"
#include "sync/store/commit_journal.h"
#include "sync/store/root_sum.h"

#include <functional>

namespace lapwing::hub {

struct InitOptions {
    std::string folder; ///< absolute; made with mode 0700
    std::string name = "Lapwing";
    std::vector<std::string> hosts{"localhost", "127.0.0.1", "::1"};
    std::string keyFile; ///< absolute; empty: in the folder. Made when it is not there.
};
struct InitReport {
    std::string keyFile;
    bool keyBesideTheData = false;
    std::string rootKeyFile; ///< to be moved offline
    Hash spki;               ///< of the TLS key, as tablets pin it
};

/// Makes a hub's data folder: key, sealed database with the hub's keys, anchor, root key. What was
/// cut short is never completed or overwritten: it has to be removed by a person.
/// Errors: Conflict when there is a hub, or part of one; those of the store.
[[nodiscard]] Result<InitReport> initHub(const InitOptions& options, Random& random,
                                         const Clock& clock);

/// Asks for the data key: only when it is needed, and once.
using KeySource = std::function<Result<crypto::Secret>()>;

/// A hub's data folder, held by this process alone: the sealed database behind a HubCore, and the
/// anchor that notices an older copy of it.
/// Errors: NotFound, Locked, Corrupt, TooOld, each saying what is safe and what to do.
/// Thread: one at a time.
class HubStore {
public:
    /// An empty key file means the one that init was given, unless there is a `typed` key. A copy
    /// that backUp() made goes on as another actor in another epoch. `random` and `clock` outlive
    /// this.
    [[nodiscard]] static Result<std::unique_ptr<HubStore>> open(const std::string& folder,
                                                                const std::string& keyFile,
                                                                Random& random,
                                                                const Clock& clock,
                                                                const KeySource& typed = {});
    ~HubStore();

    /// Valid until reopen().
    [[nodiscard]] HubCore& core();
    [[nodiscard]] Result<crypto::ServerTls> serverTls() const;

    /// Commits with a registry row. On an error nothing was promised and usable() is false, unless
    /// the disk was only full.
    [[nodiscard]] Result<void> commit(store::Transaction transaction);
    /// False after the disk failed: then only reopen() may follow.
    [[nodiscard]] bool usable() const { return m_core != nullptr && !m_broken; }
    /// Drops the connection and believes only what is read again from the disk.
    [[nodiscard]] Result<void> reopen();
    /// The part that saw the disk fail says so.
    void setBroken() { m_broken = true; }

    /// True while the anchor has something newer than the disk is sure of.
    [[nodiscard]] bool isAnchorDue() const { return m_unsynced; }
    /// Every few seconds, and before the end.
    void syncAnchor();
    /// What a copy of the folder is made of: the database file, as it stays until letGo(), and
    /// what it takes to prove the copy.
    struct Still {
        std::string database;
        files::HubSlot slot;
        store::AnchorState anchor;
        crypto::Secret key;
        std::uint64_t opened = 0; ///< which opening of the store it was
    };
    /// From now on the database file stays as it is: what is committed goes to the log alone.
    /// Outside a transaction.
    [[nodiscard]] Result<Still> holdStill();
    /// Conflict when the store was reopened meanwhile: what was copied may then be anything.
    [[nodiscard]] Result<void> letGo(const Still& still);

    /// The log goes into the database. What is committed is safe without it.
    [[nodiscard]] Result<void> close();

private:
    HubStore(FolderLock lock, std::string folder, std::string keyFile, Random& random,
             const Clock& clock);
    void scrub();
    [[nodiscard]] Result<void> openParts();
    [[nodiscard]] Result<void> fill(const files::HubSlot& slot, const crypto::Secret& key);
    [[nodiscard]] Result<void> beginAnew(files::HubSlot slot, ByteView keys);
    [[nodiscard]] Result<crypto::Secret> dataKey() const;

    FolderLock m_lock;
    std::string m_folder;
    std::string m_keyFile;
    crypto::Secret m_typedKey; ///< empty: read the file
    Random& m_random;
    const Clock& m_clock;
    store::Disk m_disk;
    std::optional<store::Anchor> m_anchor;
    std::optional<store::Database> m_database;
    std::optional<store::CommitJournal> m_registry;
    std::optional<store::RootSum> m_sums;
    std::unique_ptr<HubCore> m_core;
    std::optional<crypto::SigningKey> m_tls;
    Bytes m_tlsCertificate;
    std::uint64_t m_syncedMs = 0; ///< by the boot clock
    std::uint64_t m_opened = 0;
    bool m_unsynced = false;
    bool m_still = false; ///< the database file is being copied
    bool m_broken = false;
};

} // namespace lapwing::hub
