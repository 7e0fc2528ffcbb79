#include "sync/store/carried_runs.h"

namespace lapwing::store {

Result<void> CarriedRuns::createTables()
{
    return m_db->exec(R"sql(
CREATE TABLE IF NOT EXISTS carried_run(sid BLOB NOT NULL, actor BLOB NOT NULL,
  last INTEGER NOT NULL, head BLOB NOT NULL, run BLOB NOT NULL,
  PRIMARY KEY(sid, actor, last, head)) WITHOUT ROWID;
)sql");
}

Result<bool> CarriedRuns::keep(const StrandId& strand, const SeenDot& last, const Hash& head,
                               ByteView bytes)
{
    LAPWING_ASSIGN(auto held, m_db->cached("SELECT coalesce(sum(length(run)), 0) FROM "
                                           "carried_run"));
    LAPWING_TRY(held.step());
    if (static_cast<std::size_t>(held.integer(0)) + bytes.size() > kCarriedBytesMax) return false;
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR IGNORE INTO carried_run VALUES(?,?,?,?,?)"));
    put.bind(1, strand.view()).bind(2, last.actor.view()).bind(3, last.ctr);
    LAPWING_TRY(put.bind(4, head.view()).bind(5, bytes).run());
    return true;
}

Result<std::vector<Hash>> CarriedRuns::headsAt(const StrandId& strand, const SeenDot& dot)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT head FROM carried_run WHERE sid=? AND actor=? "
                                             "AND last=?"));
    select.bind(1, strand.view()).bind(2, dot.actor.view()).bind(3, dot.ctr);
    std::vector<Hash> heads;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return heads;
        heads.push_back(Hash::from(select.blob(0)));
    }
}

Result<std::vector<CarriedRuns::Row>> CarriedRuns::all()
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT sid, actor, last, head, run FROM carried_run "
                                             "ORDER BY sid, actor, last, head"));
    std::vector<Row> rows;
    for (;;) {
        LAPWING_ASSIGN(const bool found, select.step());
        if (!found) return rows;
        const auto run = select.blob(4);
        rows.push_back(
            {StrandId::from(select.blob(0)),
             {ActorId::from(select.blob(1)), static_cast<std::uint64_t>(select.integer(2))},
             Hash::from(select.blob(3)),
             {run.begin(), run.end()}});
    }
}

Result<bool> CarriedRuns::isAnyOf(const StrandId& strand)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT 1 FROM carried_run WHERE sid=? LIMIT 1"));
    return select.bind(1, strand.view()).step();
}

Result<void> CarriedRuns::drop(const Row& row)
{
    LAPWING_ASSIGN(auto erase, m_db->cached("DELETE FROM carried_run WHERE sid=? AND actor=? AND "
                                            "last=? AND head=?"));
    erase.bind(1, row.strand.view()).bind(2, row.last.actor.view()).bind(3, row.last.ctr);
    return erase.bind(4, row.head.view()).run();
}

} // namespace lapwing::store
