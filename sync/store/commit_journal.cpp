#include "sync/store/commit_journal.h"

#include "shared/base/mutant.h"
#include "shared/crypto/hash.h"
#include "shared/wire/primitive.h"

namespace lapwing::store {

Result<void> CommitJournal::createTables(Database& database)
{
    return database.exec("CREATE TABLE IF NOT EXISTS journal(seq INTEGER PRIMARY KEY, "
                         "head BLOB NOT NULL, root BLOB NOT NULL, kind INTEGER NOT NULL)");
}

Result<CommitJournal> CommitJournal::open(Database& database, Anchor* anchor)
{
    CommitJournal journal(database, anchor);
    if (!anchor) return journal;
    if (!mutant("anchor-unjudged")) LAPWING_TRY(journal.judge(anchor->state()));
    journal.m_syncedSeq = anchor->state().journalSeq;
    LAPWING_ASSIGN(const auto newest, journal.last());
    journal.m_ahead = newest.seq != journal.m_syncedSeq;
    return journal;
}

Result<void> CommitJournal::judge(const AnchorState& anchored)
{
    LAPWING_ASSIGN(const auto newest, last());
    if (anchored.journalSeq == 0) {
        // Row 1 follows the anchor's start, and must still be there to say so.
        if (anchored.journalHead.isZero() && newest.seq <= kKept) return {};
        return fail(ErrorCode::Corrupt, {}, "the anchor is too old for this database");
    }
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT head FROM journal WHERE seq=?"));
    LAPWING_ASSIGN(const bool found, select.bind(1, anchored.journalSeq).step());
    if (!found)
        return fail(ErrorCode::Corrupt, {},
                    newest.seq < anchored.journalSeq ? "the database is older than its anchor"
                                                     : "the anchor is too old for this database");
    LAPWING_ASSIGN(const auto head, idAt<Hash>(select, 0));
    if (head != anchored.journalHead)
        return fail(ErrorCode::Corrupt, {}, "the anchor saw another history");
    return {};
}

Result<CommitJournal::Row> CommitJournal::last()
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT seq, head, root FROM journal "
                                             "ORDER BY seq DESC LIMIT 1"));
    LAPWING_ASSIGN(const bool found, select.step());
    Row row;
    if (!found) return row;
    if (select.integer(0) < 1)
        return fail(ErrorCode::Corrupt, {}, "a journal row before the first");
    row.seq = static_cast<std::uint64_t>(select.integer(0));
    LAPWING_ASSIGN(row.head, idAt<Hash>(select, 1));
    LAPWING_ASSIGN(row.root, idAt<Sum>(select, 2));
    return row;
}

Result<void> CommitJournal::append(std::uint8_t kind, std::span<const JournalEntry> applied,
                                   const Sum& root)
{
    check(m_db->inTransaction(), "a journal row outside a transaction");
    LAPWING_ASSIGN(const auto before, last());
    const auto seq = before.seq + 1;
    const auto head = journalHead(before.head, seq, kind, applied, root);
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT INTO journal(seq, head, root, kind) "
                                          "VALUES(?,?,?,?)"));
    put.bind(1, seq).bind(2, head.view()).bind(3, root.view()).bind(4, kind);
    LAPWING_TRY(put.run());
    if (seq <= kKept) return {};
    LAPWING_ASSIGN(auto prune, m_db->cached("DELETE FROM journal WHERE seq<=?"));
    return prune.bind(1, seq - kKept).run();
}

Result<void> CommitJournal::publish(bool sync)
{
    check(!m_db->inTransaction(), "an anchor for what is not committed");
    if (!m_anchor) return {};
    // What the anchor had not seen came from a program that died, or whose disk failed, while it
    // committed. It can be read, yet may never reach the disk unless it is written again.
    if (m_ahead && !mutant("trusts-unsynced-log")) LAPWING_TRY(m_db->checkpoint());
    m_ahead = false;
    LAPWING_ASSIGN(const auto newest, last());
    auto state = m_anchor->state();
    if (state.journalSeq != newest.seq) {
        state.journalSeq = newest.seq;
        state.journalHead = newest.head;
        LAPWING_TRY(m_anchor->write(state));
    }
    // A power cut leaves the anchor as last synced; its row must not have been pruned by then.
    if (!sync && newest.seq - m_syncedSeq < kKept / 2) return {};
    LAPWING_TRY(m_anchor->sync());
    m_syncedSeq = newest.seq;
    return {};
}

Result<std::uint64_t> CommitJournal::seq()
{
    LAPWING_ASSIGN(const auto newest, last());
    return newest.seq;
}

Result<Sum> CommitJournal::root()
{
    LAPWING_ASSIGN(const auto newest, last());
    return newest.root;
}

} // namespace lapwing::store
