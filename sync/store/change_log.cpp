#include "sync/store/causal_order.h"

#include <algorithm>

namespace lapwing::store {

namespace {
constexpr std::string_view kLogTables = R"sql(
CREATE TABLE IF NOT EXISTS chain(
  strand INTEGER NOT NULL, no INTEGER NOT NULL, aid BLOB NOT NULL, fork8 BLOB NOT NULL,
  fork_ctr INTEGER NOT NULL, accepted_ctr INTEGER NOT NULL, accepted_head BLOB NOT NULL,
  held_ctr INTEGER NOT NULL, held_head BLOB NOT NULL, dep_ctr INTEGER NOT NULL,
  PRIMARY KEY(strand, no)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change(
  strand INTEGER NOT NULL, chain INTEGER NOT NULL, ctr INTEGER NOT NULL, form BLOB NOT NULL,
  c BLOB NOT NULL, sig BLOB, state INTEGER NOT NULL, sseq INTEGER,
  PRIMARY KEY(strand, chain, ctr)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS change_sseq ON change(strand, sseq) WHERE sseq IS NOT NULL;
CREATE INDEX IF NOT EXISTS change_undecided ON change(strand, chain, ctr) WHERE state = 0;
CREATE INDEX IF NOT EXISTS change_adverse ON change(strand, chain, ctr) WHERE state >= 2;
CREATE TABLE IF NOT EXISTS own_save(
  strand INTEGER NOT NULL, ctr INTEGER NOT NULL, save BLOB NOT NULL,
  PRIMARY KEY(strand, ctr)) WITHOUT ROWID;
)sql";

constexpr std::string_view kFrom =
    "SELECT chain.aid, ctr, form, c, sig, state, sseq, change.strand FROM change JOIN chain ON "
    "chain.strand=change.strand AND chain.no=change.chain WHERE ";

std::string where(std::string_view condition)
{
    return std::string(kFrom) + std::string(condition);
}

StoredChange readChange(const Statement& row)
{
    StoredChange c;
    c.actor = ActorId::from(row.blob(0));
    c.ctr = static_cast<std::uint64_t>(row.integer(1));
    const auto form = row.blob(2);
    c.encoded.assign(form.begin(), form.end());
    c.hash = Hash::from(row.blob(3));
    if (!row.isNull(4)) c.signature = crypto::Signature::from(row.blob(4));
    c.state = static_cast<Verdict>(row.integer(5));
    c.sseq = row.isNull(6) ? 0 : static_cast<std::uint64_t>(row.integer(6));
    return c;
}
} // namespace

Result<void> ChangeLog::createTables() { return m_db->exec(kLogTables); }

Result<void> ChangeLog::createOpenIndex()
{
    return m_db->exec("CREATE INDEX IF NOT EXISTS change_open ON change(strand, chain, ctr) "
                      "WHERE state<>1");
}

Result<std::vector<Chain>> ChangeLog::chains(StrandIx ix)
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT no, aid, accepted_ctr, accepted_head, held_ctr, held_head, "
                                "dep_ctr FROM chain WHERE strand=? ORDER BY no"));
    select.bind(1, ix);
    std::vector<Chain> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        Chain c;
        c.no = static_cast<std::uint32_t>(select.integer(0));
        c.actor = ActorId::from(select.blob(1));
        c.acceptedCtr = static_cast<std::uint64_t>(select.integer(2));
        c.acceptedHead = Hash::from(select.blob(3));
        c.heldCtr = static_cast<std::uint64_t>(select.integer(4));
        c.heldHead = Hash::from(select.blob(5));
        c.depCtr = static_cast<std::uint64_t>(select.integer(6));
        found.push_back(c);
    }
}

Result<Chain> ChangeLog::chainOf(const Strand& strand, const ActorId& actor)
{
    LAPWING_ASSIGN(const auto all, chains(strand.ix));
    const auto at = std::ranges::find(all, actor, &Chain::actor);
    if (at != all.end()) return *at;
    Chain fresh;
    fresh.no = static_cast<std::uint32_t>(all.size());
    fresh.actor = actor;
    fresh.acceptedHead = fresh.heldHead = chainStart(strand.id, actor);
    return fresh;
}

Result<void> ChangeLog::putChain(StrandIx ix, const Chain& chain)
{
    LAPWING_ASSIGN(auto put,
                   m_db->cached("INSERT OR REPLACE INTO chain(strand, no, aid, fork8, fork_ctr, "
                                "accepted_ctr, accepted_head, held_ctr, held_head, dep_ctr) "
                                "VALUES(?,?,?,?,0,?,?,?,?,?)"));
    put.bind(1, ix).bind(2, chain.no).bind(3, chain.actor.view()).bind(4, Head8{}.view());
    put.bind(5, chain.acceptedCtr).bind(6, chain.acceptedHead.view());
    put.bind(7, chain.heldCtr).bind(8, chain.heldHead.view()).bind(9, chain.depCtr);
    return put.run();
}

Result<void> ChangeLog::setDep(StrandIx ix, std::uint32_t chain, std::uint64_t ctr)
{
    LAPWING_ASSIGN(auto update, m_db->cached("UPDATE chain SET dep_ctr=? WHERE strand=? AND no=?"));
    return update.bind(1, ctr).bind(2, ix).bind(3, chain).run();
}

Result<std::vector<StoredChange>> ChangeLog::readChanges(Statement& select)
{
    std::vector<StoredChange> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back(readChange(select));
    }
}

Result<std::vector<StrandChange>> ChangeLog::readStrandChanges(Statement& select)
{
    std::vector<StrandChange> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back({select.integer(7), readChange(select)});
    }
}

Result<std::vector<StoredChange>> ChangeLog::changesAfter(StrandIx ix, std::uint64_t sseq,
                                                          std::size_t limit)
{
    LAPWING_ASSIGN(auto select, m_db->cached(where("change.strand=? AND sseq>? ORDER BY sseq "
                                                   "LIMIT ?")));
    return readChanges(select.bind(1, ix).bind(2, sseq).bind(3, limit));
}

Result<std::vector<StoredChange>> ChangeLog::undecided(StrandIx ix)
{
    LAPWING_ASSIGN(auto select, m_db->cached(where("change.strand=? AND state=0 ORDER BY "
                                                   "change.chain, ctr")));
    LAPWING_ASSIGN(auto found, readChanges(select.bind(1, ix)));
    return inCausalOrder(std::move(found));
}

Result<std::uint64_t> ChangeLog::undecidedCount()
{
    // Both conditions, so that the app's index over what is not accepted answers it.
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT count(*) FROM change WHERE state<>1 AND state=0"));
    LAPWING_TRY(select.step());
    return static_cast<std::uint64_t>(select.integer(0));
}

Result<std::vector<StrandIx>> ChangeLog::strandsWithUndecided()
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT DISTINCT strand FROM change WHERE state<>1 AND state=0 "
                                "ORDER BY strand"));
    std::vector<StrandIx> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back(select.integer(0));
    }
}

Result<std::vector<StoredChange>> ChangeLog::accepted(StrandIx ix)
{
    LAPWING_ASSIGN(auto select, m_db->cached(where("change.strand=? AND state=1")));
    return readChanges(select.bind(1, ix));
}

Result<std::vector<StoredChange>> ChangeLog::ofChain(StrandIx ix, const ActorId& actor,
                                                     std::uint64_t from, std::uint64_t last)
{
    LAPWING_ASSIGN(auto select, m_db->cached(where("change.strand=? AND chain.aid=? AND ctr>=? "
                                                   "AND ctr<=? ORDER BY ctr")));
    return readChanges(select.bind(1, ix).bind(2, actor.view()).bind(3, from).bind(4, last));
}

Result<std::optional<StoredChange>> ChangeLog::find(StrandIx ix, const SeenDot& dot)
{
    LAPWING_ASSIGN(auto held, ofChain(ix, dot.actor, dot.ctr, dot.ctr));
    return held.empty() ? std::optional<StoredChange>{} : std::optional(std::move(held.front()));
}

Result<std::vector<StrandChange>> ChangeLog::inState(Verdict state)
{
    LAPWING_ASSIGN(auto select, m_db->cached(where("state=? ORDER BY change.strand, sseq")));
    return readStrandChanges(select.bind(1, static_cast<int>(state)));
}

Result<std::uint64_t> ChangeLog::countIn(Verdict state)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT count(*) FROM change WHERE state=?"));
    LAPWING_TRY(select.bind(1, static_cast<int>(state)).step());
    return static_cast<std::uint64_t>(select.integer(0));
}

Result<std::vector<StrandChange>> ChangeLog::named(const Head8& head)
{
    LAPWING_ASSIGN(auto select, m_db->cached(where("substr(c,1,8)=?")));
    return readStrandChanges(select.bind(1, head.view()));
}

Result<std::vector<ChangeLog::Adverse>> ChangeLog::adverse(StrandIx ix)
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT chain, ctr, state FROM change WHERE strand=? AND state>=2 "
                                "ORDER BY chain, ctr"));
    select.bind(1, ix);
    std::vector<Adverse> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back({{ix, static_cast<std::uint32_t>(select.integer(0)),
                          static_cast<std::uint64_t>(select.integer(1))},
                         static_cast<Verdict>(select.integer(2))});
    }
}

Result<ChangeLog::AdverseCount> ChangeLog::adverseCount(StrandIx ix, std::uint32_t chain)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT COUNT(*), COALESCE(SUM(chain=?), 0) FROM "
                                             "change WHERE strand=? AND state>=2"));
    LAPWING_TRY(select.bind(1, std::int64_t{chain}).bind(2, ix).step());
    return AdverseCount{static_cast<std::uint64_t>(select.integer(0)),
                        static_cast<std::uint64_t>(select.integer(1))};
}

Result<std::optional<Hash>> ChangeLog::hashAt(StrandIx ix, const Chain& chain, std::uint64_t ctr)
{
    if (ctr == chain.heldCtr) return std::optional(chain.heldHead);
    if (ctr == chain.acceptedCtr && !chain.acceptedHead.isZero())
        return std::optional(chain.acceptedHead);
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT c FROM change WHERE strand=? AND chain=? AND ctr=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, ix).bind(2, chain.no).bind(3, ctr).step());
    // A place that a snapshot told of without its hash is as good as not held.
    if (!row || Hash::from(select.blob(0)).isZero()) return std::optional<Hash>{};
    return std::optional(Hash::from(select.blob(0)));
}

Result<std::vector<LogPlace>> ChangeLog::readPlaces(const ActorId& author, std::string_view sql)
{
    LAPWING_ASSIGN(auto select, m_db->cached(sql));
    select.bind(1, author.view());
    std::vector<LogPlace> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back({select.integer(0), static_cast<std::uint32_t>(select.integer(1)),
                         static_cast<std::uint64_t>(select.integer(2))});
    }
}

Result<std::vector<LogPlace>> ChangeLog::openPlacesOf(const ActorId& author)
{
    return readPlaces(author,
                      "SELECT change.strand, chain.no, min(change.ctr) FROM change JOIN chain ON "
                      "chain.strand=change.strand AND chain.no=change.chain WHERE state<>1 "
                      "AND chain.aid=? GROUP BY 1");
}

Result<std::vector<LogPlace>> ChangeLog::lastPlacesOf(const ActorId& author)
{
    return readPlaces(author, "SELECT strand, no, held_ctr FROM chain WHERE aid=? AND held_ctr>0");
}

Result<void> ChangeLog::noteSave(StrandIx ix, std::uint64_t ctr, ByteView save)
{
    LAPWING_ASSIGN(auto insert, m_db->cached("INSERT INTO own_save VALUES(?, ?, ?)"));
    return insert.bind(1, ix).bind(2, ctr).bind(3, save).run();
}

Result<Bytes> ChangeLog::saveOf(StrandIx ix, std::uint64_t ctr)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT save FROM own_save WHERE strand=? AND ctr=?"));
    LAPWING_ASSIGN(const bool isThere, select.bind(1, ix).bind(2, ctr).step());
    if (!isThere) return Bytes();
    const auto id = select.blob(0);
    return Bytes(id.begin(), id.end());
}

Result<void> ChangeLog::insert(const LogPlace& place, const Change& change,
                               const crypto::Signature* signature, Verdict state,
                               std::uint64_t sseq)
{
    LAPWING_ASSIGN(auto insert, m_db->cached("INSERT INTO change(strand, chain, ctr, form, c, sig, "
                                             "state, sseq) VALUES(?,?,?,?,?,?,?,?)"));
    insert.bind(1, place.strand).bind(2, place.chain).bind(3, place.ctr);
    insert.bind(4, ByteView(change.encoded)).bind(5, change.hash.view());
    if (signature)
        insert.bind(6, signature->view());
    else
        insert.bind(6, nullptr);
    insert.bind(7, static_cast<int>(state));
    if (sseq > 0)
        insert.bind(8, sseq);
    else
        insert.bind(8, nullptr);
    return insert.run();
}

Result<void> ChangeLog::insertStub(const LogPlace& place, Verdict verdict)
{
    LAPWING_ASSIGN(auto put,
                   m_db->cached("INSERT INTO change(strand, chain, ctr, form, c, sig, state, "
                                "sseq) VALUES(?,?,?,?,?,NULL,?,NULL) ON CONFLICT DO UPDATE SET "
                                "state=excluded.state"));
    const auto form = stubEncoding(Hash{}, verdict);
    put.bind(1, place.strand).bind(2, place.chain).bind(3, place.ctr).bind(4, ByteView(form));
    return put.bind(5, Hash{}.view()).bind(6, static_cast<int>(verdict)).run();
}

Result<void> ChangeLog::decide(const LogPlace& place, Verdict state, std::uint64_t sseq)
{
    LAPWING_ASSIGN(auto update, m_db->cached("UPDATE change SET state=?, sseq=? WHERE strand=? AND "
                                             "chain=? AND ctr=?"));
    update.bind(1, static_cast<int>(state)).bind(2, sseq).bind(3, place.strand);
    return update.bind(4, place.chain).bind(5, place.ctr).run();
}

Result<void> ChangeLog::setForm(const LogPlace& place, ByteView form)
{
    LAPWING_ASSIGN(auto update, m_db->cached("UPDATE change SET form=? WHERE strand=? AND chain=? "
                                             "AND ctr=?"));
    return update.bind(1, form).bind(2, place.strand).bind(3, place.chain).bind(4, place.ctr).run();
}

Result<void> ChangeLog::restate(const LogPlace& place, Verdict from, Verdict to)
{
    LAPWING_ASSIGN(auto update, m_db->cached("UPDATE change SET state=? WHERE strand=? AND chain=? "
                                             "AND ctr=? AND state=?"));
    update.bind(1, static_cast<int>(to)).bind(2, place.strand).bind(3, place.chain);
    return update.bind(4, place.ctr).bind(5, static_cast<int>(from)).run();
}

Result<std::pair<std::uint64_t, Hash>> ChangeLog::wholeUpTo(const LogPlace& from, const Hash& head)
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT ctr, c FROM change WHERE strand=? AND chain=? AND ctr>? "
                                "AND substr(form,1,1)<>x'02' ORDER BY ctr"));
    select.bind(1, from.strand).bind(2, from.chain).bind(3, from.ctr);
    std::pair last(from.ctr, head);
    for (;;) {
        LAPWING_ASSIGN(const bool found, select.step());
        if (!found || static_cast<std::uint64_t>(select.integer(0)) != last.first + 1) return last;
        last = {last.first + 1, Hash::from(select.blob(1))};
    }
}

Result<void> ChangeLog::cut(const LogPlace& last, std::uint64_t accepted)
{
    LAPWING_ASSIGN(auto drop,
                   m_db->cached("DELETE FROM change WHERE strand=? AND chain=? AND (ctr>? OR "
                                "(ctr>? AND substr(form,1,1)=x'02'))"));
    return drop.bind(1, last.strand).bind(2, last.chain).bind(3, last.ctr).bind(4, accepted).run();
}

Result<void> ChangeLog::reopenAfter(const LogPlace& place)
{
    // What was accepted keeps its sseq: as long as the accepted rows stand they have it in them.
    LAPWING_ASSIGN(auto again,
                   m_db->cached("UPDATE change SET sseq=CASE state WHEN 1 THEN sseq END, state=0 "
                                "WHERE strand=? AND chain=? AND ctr>? AND state<>0"));
    return again.bind(1, place.strand).bind(2, place.chain).bind(3, place.ctr).run();
}

Result<bool> ChangeLog::waitsUpTo(const LogPlace& place)
{
    LAPWING_ASSIGN(auto waits, m_db->cached("SELECT 1 FROM change WHERE strand=? AND chain=? AND "
                                            "ctr<=? AND state=0"));
    return waits.bind(1, place.strand).bind(2, place.chain).bind(3, place.ctr).step();
}

Result<void> ChangeLog::acceptUpTo(const LogPlace& place, std::uint64_t sseq)
{
    LAPWING_ASSIGN(auto settle, m_db->cached("UPDATE change SET state=1, sseq=? WHERE strand=? AND "
                                             "chain=? AND ctr<=? AND state=0"));
    settle.bind(1, sseq).bind(2, place.strand).bind(3, place.chain).bind(4, place.ctr);
    return settle.run();
}

Result<void> ChangeLog::dropChain(StrandIx ix, std::uint32_t chain, Drop what)
{
    LAPWING_ASSIGN(auto drop,
                   m_db->cached(what == Drop::All ? "DELETE FROM change WHERE strand=? AND chain=?"
                                                  : "DELETE FROM change WHERE strand=? AND chain=? "
                                                    "AND state=0"));
    return drop.bind(1, ix).bind(2, chain).run();
}

Result<void> ChangeLog::beginInstall(StrandIx ix)
{
    LAPWING_ASSIGN(auto again,
                   m_db->cached("UPDATE change SET sseq=NULL WHERE strand=? AND state=0"));
    LAPWING_TRY(again.bind(1, ix).run());
    LAPWING_ASSIGN(auto adopted,
                   m_db->cached("UPDATE change SET state=1 WHERE strand=? AND state>1"));
    return adopted.bind(1, ix).run();
}

Result<void> ChangeLog::drop(StrandIx ix)
{
    for (const auto* sql : {"DELETE FROM change WHERE strand=?", "DELETE FROM chain WHERE strand=?",
                            "DELETE FROM own_save WHERE strand=?"}) {
        LAPWING_ASSIGN(auto erase, m_db->cached(sql));
        LAPWING_TRY(erase.bind(1, ix).run());
    }
    return {};
}

} // namespace lapwing::store
