#pragma once

#include "sync/store/seal/anchor.h"
#include "sync/store/seal/journal_head.h"
#include "sync/store/sql/database.h"

namespace lapwing::store {

/// The chain of write transactions of one store. Each appends a row; the last kKept stay. The
/// anchor outside the database remembers the newest, so that an older copy of the database, or
/// one that lost its log, is noticed when it is opened.
/// Errors: those of Database, Anchor; Corrupt. Thread: the Database's.
/// Source: docs/storage-format.md "Journal" and "Anchor".
class CommitJournal {
public:
    static constexpr std::uint64_t kKept = 64;

    [[nodiscard]] static Result<void> createTables(Database& database);
    /// Reads only. Corrupt when the database is not the one that `anchor` saw, or a later state
    /// of it. Both must outlive this; a store in memory has no anchor.
    [[nodiscard]] static Result<CommitJournal> open(Database& database, Anchor* anchor);

    /// The last thing a write transaction does before it commits. `root` is that of all records
    /// as the transaction leaves them.
    [[nodiscard]] Result<void> append(std::uint8_t kind, std::span<const JournalEntry> applied,
                                      const Sum& root);
    /// After a commit, and once before the first write: a later state than the anchor's is then
    /// made safe in the database first. With `sync` the anchor is on the disk when this returns:
    /// every ≤ 5 s, at lock, and before a change leaves the device. It also syncs by itself when
    /// the newest synced row would otherwise soon leave the history.
    [[nodiscard]] Result<void> publish(bool sync);
    /// Number and root of the newest row; zero before the first.
    [[nodiscard]] Result<std::uint64_t> seq();
    [[nodiscard]] Result<Sum> root();

private:
    struct Row {
        std::uint64_t seq = 0;
        Hash head;
        Sum root;
    };
    CommitJournal(Database& database, Anchor* anchor) : m_db(&database), m_anchor(anchor) {}
    [[nodiscard]] Result<Row> last();
    [[nodiscard]] Result<void> judge(const AnchorState& anchored);

    Database* m_db;
    Anchor* m_anchor;
    std::uint64_t m_syncedSeq = 0;
    bool m_ahead = false; ///< the database was found to be a later state than the anchor's
};

} // namespace lapwing::store
