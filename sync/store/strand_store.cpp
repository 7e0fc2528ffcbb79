#include "sync/store/redactions.h"
#include "sync/store/strand_work.h"

#include <algorithm>
#include <set>

namespace lapwing::store {

namespace {
constexpr std::string_view kTables = R"sql(
CREATE TABLE IF NOT EXISTS strand(
  ix INTEGER PRIMARY KEY, sid BLOB NOT NULL UNIQUE, case_id BLOB NOT NULL,
  compartment INTEGER NOT NULL, panel INTEGER NOT NULL, handle INTEGER NOT NULL,
  rights INTEGER NOT NULL, sseq INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS strand_case ON strand(case_id);
CREATE INDEX IF NOT EXISTS strand_handle ON strand(handle);
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
CREATE TABLE IF NOT EXISTS record(
  strand INTEGER NOT NULL, rid BLOB NOT NULL, accepted BLOB NOT NULL, shown BLOB,
  PRIMARY KEY(strand, rid)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_rid ON record(rid);
CREATE TABLE IF NOT EXISTS own_save(
  strand INTEGER NOT NULL, ctr INTEGER NOT NULL, save BLOB NOT NULL,
  PRIMARY KEY(strand, ctr)) WITHOUT ROWID;
)sql";

constexpr std::string_view kColumns =
    "SELECT ix, sid, case_id, compartment, panel, handle, rights, sseq, vector FROM strand ";

Strand readStrand(const Statement& row)
{
    Strand s;
    s.ix = row.integer(0);
    s.id = StrandId::from(row.blob(1));
    s.caseId = CaseId::from(row.blob(2));
    s.compartment = static_cast<schema::Compartment>(row.integer(3));
    s.panel = static_cast<schema::Panel>(row.integer(4));
    s.handle = static_cast<std::uint64_t>(row.integer(5));
    s.rights = static_cast<std::uint8_t>(row.integer(6));
    s.sseq = static_cast<std::uint64_t>(row.integer(7));
    s.vector = Hash::from(row.blob(8));
    return s;
}

Result<std::vector<Strand>> readStrands(Statement& statement)
{
    std::vector<Strand> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, statement.step());
        if (!row) return found;
        found.push_back(readStrand(statement));
    }
}

Result<std::optional<Strand>> readOne(Statement& statement)
{
    LAPWING_ASSIGN(auto found, readStrands(statement));
    if (found.empty()) return std::optional<Strand>{};
    return std::optional(found.front());
}

} // namespace

Result<void> StrandStore::createTables()
{
    LAPWING_TRY(m_db.exec(kTables));
    return Redactions(m_db).createTables();
}

Result<Strand> StrandStore::addStrand(const Strand& strand)
{
    LAPWING_ASSIGN(auto insert,
                   m_db.cached("INSERT INTO strand(sid, case_id, compartment, panel, handle, "
                               "rights, sseq, vector) VALUES(?,?,?,?,?,?,?,?)"));
    insert.bind(1, strand.id.view()).bind(2, strand.caseId.view());
    insert.bind(3, static_cast<int>(strand.compartment)).bind(4, static_cast<int>(strand.panel));
    insert.bind(5, strand.handle).bind(6, strand.rights).bind(7, strand.sseq);
    insert.bind(8, strand.vector.view());
    LAPWING_TRY(insert.run());
    auto added = strand;
    added.ix = m_db.lastInsertRowid();
    return added;
}

Result<void> StrandStore::setReader(StrandIx ix, std::uint64_t handle, std::uint8_t rights)
{
    LAPWING_ASSIGN(auto update, m_db.cached("UPDATE strand SET handle=?, rights=? WHERE ix=?"));
    return update.bind(1, handle).bind(2, rights).bind(3, ix).run();
}

Result<std::optional<Strand>> StrandStore::findStrand(const StrandId& id)
{
    LAPWING_ASSIGN(auto select, m_db.cached(std::string(kColumns) + "WHERE sid=?"));
    return readOne(select.bind(1, id.view()));
}

Result<std::optional<Strand>> StrandStore::findStrandByHandle(std::uint64_t handle)
{
    LAPWING_ASSIGN(auto select, m_db.cached(std::string(kColumns) + "WHERE handle=?"));
    return readOne(select.bind(1, handle));
}

Result<Strand> StrandStore::strand(StrandIx ix)
{
    LAPWING_ASSIGN(auto select, m_db.cached(std::string(kColumns) + "WHERE ix=?"));
    LAPWING_ASSIGN(auto found, readOne(select.bind(1, ix)));
    if (!found) return fail(ErrorCode::NotFound, {}, "no such strand");
    return *found;
}

Result<std::vector<Strand>> StrandStore::strands()
{
    LAPWING_ASSIGN(auto select, m_db.cached(std::string(kColumns) + "ORDER BY ix"));
    return readStrands(select);
}

Result<std::vector<Strand>> StrandStore::strandsOfCase(const CaseId& caseId)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached(std::string(kColumns) + "WHERE case_id=? ORDER BY compartment"));
    return readStrands(select.bind(1, caseId.view()));
}

Scope scopeOf(const Strand& strand)
{
    return strand.caseId.isZero() ? Scope::ofPanel(strand.panel) : Scope::ofCase(strand.caseId);
}

Result<std::vector<Strand>> StrandStore::strandsOf(const Scope& scope)
{
    LAPWING_ASSIGN(auto found, strandsOfCase(scope.caseId()));
    std::erase_if(found, [&](const Strand& s) { return scopeOf(s) != scope; });
    return found;
}

Result<std::vector<Scope>> StrandStore::scopesOf(const RecordId& record)
{
    LAPWING_ASSIGN(auto select, m_db.cached(std::string(kColumns) +
                                            "WHERE ix IN (SELECT strand FROM record WHERE rid=?)"));
    LAPWING_ASSIGN(const auto held, readStrands(select.bind(1, record.view())));
    std::set<Scope> scopes;
    for (const auto& strand : held) scopes.insert(scopeOf(strand));
    return std::vector<Scope>(scopes.begin(), scopes.end());
}

Result<void> StrandStore::dropStrand(StrandIx ix)
{
    for (const auto* table : {"record", "change", "chain", "own_save"}) {
        LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM " + std::string(table)
                                               + " WHERE strand=?"));
        LAPWING_TRY(erase.bind(1, ix).run());
    }
    LAPWING_TRY(Redactions(m_db).drop(ix));
    if (m_sum) LAPWING_TRY(m_sum->drop(ix));
    LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM strand WHERE ix=?"));
    return erase.bind(1, ix).run();
}

Result<std::vector<Chain>> StrandStore::chains(StrandIx ix)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT no, aid, accepted_ctr, accepted_head, held_ctr, held_head, "
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

Result<Chain> StrandStore::chainOf(const Strand& strand, const ActorId& actor)
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

Result<std::vector<StoredChange>> StrandStore::readChanges(Statement& select)
{
    std::vector<StoredChange> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        StoredChange c;
        c.actor = ActorId::from(select.blob(0));
        c.ctr = static_cast<std::uint64_t>(select.integer(1));
        const auto form = select.blob(2);
        c.encoded.assign(form.begin(), form.end());
        c.hash = Hash::from(select.blob(3));
        if (!select.isNull(4)) c.signature = crypto::Signature::from(select.blob(4));
        c.state = static_cast<Verdict>(select.integer(5));
        c.sseq = select.isNull(6) ? 0 : static_cast<std::uint64_t>(select.integer(6));
        found.push_back(std::move(c));
    }
}

constexpr std::string_view kChangeColumns =
    "SELECT chain.aid, ctr, form, c, sig, state, sseq FROM change JOIN chain ON "
    "chain.strand=change.strand AND chain.no=change.chain WHERE change.strand=? ";

Result<std::vector<StoredChange>> StrandStore::changesAfter(StrandIx ix, std::uint64_t sseq,
                                                            std::size_t limit)
{
    LAPWING_ASSIGN(auto select, m_db.cached(std::string(kChangeColumns)
                                            + "AND sseq>? ORDER BY sseq LIMIT ?"));
    return readChanges(select.bind(1, ix).bind(2, sseq).bind(3, limit));
}

namespace {
/// Each change after those it rests on, and an author's in one stretch as far as that allows.
Result<std::vector<StoredChange>> inCausalOrder(std::vector<StoredChange> changes)
{
    std::map<ActorId, std::uint64_t> next;
    for (const auto& c : changes) next.try_emplace(c.actor, c.ctr);
    if (next.size() < 2) return changes;
    std::vector<std::vector<Dep>> deps;
    for (const auto& c : changes) {
        LAPWING_ASSIGN(auto change, openChange({}, c.actor, c.ctr, Hash{}, c.encoded));
        deps.push_back(std::move(change.envelope.deps));
    }
    std::vector<StoredChange> ordered;
    const auto total = changes.size();
    while (ordered.size() < total) {
        const auto before = ordered.size();
        for (std::size_t i = 0; i < total; ++i) {
            const auto awaits = [&](const Dep& dep) {
                const auto at = next.find(dep.actor);
                return at != next.end() && at->second <= dep.ctr;
            };
            auto& c = changes[i];
            if (next[c.actor] != c.ctr || std::ranges::any_of(deps[i], awaits)) continue;
            // The last of its author waits for nobody's sake any more.
            const bool last = i + 1 == total || changes[i + 1].actor != c.actor;
            next[c.actor] = last ? UINT64_MAX : c.ctr + 1;
            ordered.push_back(std::move(c));
        }
        if (ordered.size() == before) return fail(ErrorCode::Corrupt, {}, "changes in a circle");
    }
    return ordered;
}
} // namespace

Result<std::vector<StoredChange>> StrandStore::undecided(StrandIx ix)
{
    LAPWING_ASSIGN(auto select, m_db.cached(std::string(kChangeColumns)
                                            + "AND state=0 ORDER BY change.chain, ctr"));
    LAPWING_ASSIGN(auto found, readChanges(select.bind(1, ix)));
    return inCausalOrder(std::move(found));
}

Result<std::vector<StoredChange>> StrandStore::ofChain(StrandIx ix, const ActorId& actor,
                                                       std::uint64_t from, std::uint64_t last)
{
    LAPWING_ASSIGN(auto select, m_db.cached(std::string(kChangeColumns) +
                                            "AND chain.aid=? AND ctr>=? AND ctr<=? ORDER BY ctr"));
    return readChanges(select.bind(1, ix).bind(2, actor.view()).bind(3, from).bind(4, last));
}

Result<bool> StrandStore::holds(StrandIx ix, const RecordId& record)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT 1 FROM record WHERE strand=? AND rid=?"));
    return select.bind(1, ix).bind(2, record.view()).step();
}

Result<std::vector<StrandIx>> StrandStore::strandsWithUndecided()
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT DISTINCT strand FROM change WHERE state<>1 AND state=0 "
                               "ORDER BY strand"));
    std::vector<StrandIx> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back(select.integer(0));
    }
}

Result<void> StrandStore::insert(Work& work, const Change& change,
                                 const crypto::Signature* signature, Verdict state)
{
    LAPWING_ASSIGN(auto insert, m_db.cached("INSERT INTO change(strand, chain, ctr, form, c, sig, "
                                            "state, sseq) VALUES(?,?,?,?,?,?,?,?)"));
    insert.bind(1, work.strand.ix).bind(2, work.chain(change.actor).no).bind(3, change.ctr);
    insert.bind(4, ByteView(change.encoded)).bind(5, change.hash.view());
    if (signature) insert.bind(6, signature->view());
    else insert.bind(6, nullptr);
    insert.bind(7, static_cast<int>(state));
    if (isDecided(state)) insert.bind(8, ++work.strand.sseq);
    else insert.bind(8, nullptr);
    return insert.run();
}

Result<std::optional<Hash>> StrandStore::hashAt(StrandIx ix, const Chain& chain, std::uint64_t ctr)
{
    if (ctr == chain.heldCtr) return std::optional(chain.heldHead);
    if (ctr == chain.acceptedCtr && !chain.acceptedHead.isZero())
        return std::optional(chain.acceptedHead);
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT c FROM change WHERE strand=? AND chain=? AND ctr=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, ix).bind(2, chain.no).bind(3, ctr).step());
    // A place that a snapshot told of without its hash is as good as not held.
    if (!row || Hash::from(select.blob(0)).isZero()) return std::optional<Hash>{};
    return std::optional(Hash::from(select.blob(0)));
}

} // namespace lapwing::store
