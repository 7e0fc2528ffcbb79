#include "sync/store/replica.h"

#include "shared/base/mutant.h"
#include "sync/store/redactions.h"

#include <algorithm>

namespace lapwing::store {

Result<Replica::Receiving> Replica::Receiving::begin(Replica& replica)
{
    LAPWING_ASSIGN(auto transaction, Transaction::begin(*replica.m_db));
    return Receiving(replica, std::move(transaction));
}

Result<void> Replica::Receiving::add(StrandIx strand, const VerifiedRun& run, Verdict state)
{
    LAPWING_ASSIGN(const auto applied,
                   m_replica.m_strands.apply(strand, run, {state}, Origin::Taken));
    m_touched.insert(m_touched.end(), applied.touched.begin(), applied.touched.end());
    m_redacted.insert(m_redacted.end(), applied.redacted.begin(), applied.redacted.end());
    for (const auto& change : run.changes())
        m_applied.push_back({change.strand, change.actor, change.ctr, change.hash});
    return {};
}

Result<void> Replica::Receiving::decide(StrandIx strand, const ActorId& actor, std::uint64_t first,
                                     std::uint64_t last, Verdict state)
{
    LAPWING_ASSIGN(const auto applied,
                   m_replica.m_strands.decide(strand, actor, first, last, state));
    m_touched.insert(m_touched.end(), applied.touched.begin(), applied.touched.end());
    return {};
}

Result<void> Replica::Receiving::install(StrandIx strand, const SnapshotBody& body,
                                      std::uint64_t sseq)
{
    LAPWING_ASSIGN(const auto known, Redactions(*m_replica.m_db).all(strand));
    LAPWING_ASSIGN(const auto touched, m_replica.m_strands.installSnapshot(
                                       strand, body, sseq, m_replica.m_author.actor));
    LAPWING_TRY(m_replica.takePlace(strand, body.strand));
    for (const auto& told : body.redactions)
        if (std::ranges::find(known, told) == known.end()) m_redacted.push_back(told);
    m_touched.insert(m_touched.end(), touched.begin(), touched.end());
    for (const auto& chain : body.chains)
        m_applied.push_back({body.strand, chain.actor, chain.ctr, chain.head});
    return {};
}

Result<void> Replica::Receiving::reopenFrom(StrandIx strand, const ActorId& actor,
                                            std::uint64_t from)
{
    const auto& own = m_replica.m_author.actor;
    LAPWING_ASSIGN(const auto touched, m_replica.m_strands.reopenFrom(strand, actor, from, own));
    m_touched.insert(m_touched.end(), touched.begin(), touched.end());
    return {};
}

Result<void> Replica::Receiving::reopenHeld(StrandIx strand)
{
    LAPWING_ASSIGN(const auto touched,
                   m_replica.m_strands.reopenHeld(strand, m_replica.m_author.actor));
    m_touched.insert(m_touched.end(), touched.begin(), touched.end());
    return {};
}

Result<void> Replica::Receiving::purge(StrandIx strand)
{
    LAPWING_ASSIGN(const auto waiting, m_replica.m_strands.undecided(strand));
    if (!waiting.empty())
        return fail(ErrorCode::Conflict, {}, "a strand with unsent changes is not purged");
    LAPWING_ASSIGN(const auto held, m_replica.m_strands.strand(strand));
    LAPWING_ASSIGN(auto select, m_replica.m_db->cached("SELECT rid FROM record WHERE strand=?"));
    select.bind(1, strand);
    std::vector<RecordKey> gone;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) break;
        gone.push_back({scopeOf(held), RecordId::from(select.blob(0))});
    }
    LAPWING_TRY(m_replica.keepPlace(held));
    LAPWING_TRY(m_replica.m_strands.dropStrand(strand));
    LAPWING_TRY(m_replica.letDraftsGo(held.caseId));
    m_touched.insert(m_touched.end(), gone.begin(), gone.end());
    return {};
}

/// Also when another part of the case stays: a form is of the whole record, and what it displayed
/// is not told apart by parts.
Result<void> Replica::letDraftsGo(const CaseId& caseId)
{
    if (mutant("purge-keeps-drafts")) return {};
    LAPWING_ASSIGN(auto drafts, m_drafts.ofCase(caseId));
    for (auto& draft : drafts) {
        if (draft.hasLeft) continue;
        std::vector<CargoId> sealed;
        // First: a crash between the two leaves the draft as it was, and its words twice under
        // one name, which the office takes once.
        if (m_keeper) {
            LAPWING_ASSIGN(sealed, m_keeper->sealWords(draft));
        }
        draft.hasLeft = true;
        LAPWING_TRY(m_drafts.put(draft));
        LAPWING_TRY(m_drafts.noteCargo(draft.name, sealed));
    }
    return {};
}

/// How far this vault has written in a strand outlives the purge: a hub that is put back from
/// before that would else let it give the same places to other changes.
Result<void> Replica::keepPlace(const Strand& strand)
{
    LAPWING_ASSIGN(const auto own, m_strands.chainOf(strand, m_author.actor));
    if (own.heldCtr == 0) return {};
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR REPLACE INTO own_place VALUES(?,?,?)"));
    return put.bind(1, strand.id.view()).bind(2, own.heldCtr).bind(3, own.heldHead.view()).run();
}

Result<void> Replica::takePlace(StrandIx ix, const StrandId& strand)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT ctr, head FROM own_place WHERE sid=?"));
    LAPWING_ASSIGN(const bool found, select.bind(1, strand.view()).step());
    if (!found) return {};
    const auto ctr = static_cast<std::uint64_t>(select.integer(0));
    const auto head = Hash::from(select.blob(1));
    select.reset();
    return m_strands.keepPlace(ix, m_author.actor, ctr, head);
}

Result<void> Replica::scrub()
{
    LAPWING_TRY(m_search.merge());
    return m_db->checkpoint();
}

Result<void> Replica::Receiving::commit()
{
    LAPWING_TRY(m_replica.project(std::move(m_touched)));
    if (!m_redacted.empty()) LAPWING_TRY(m_replica.redactDrafts(m_redacted));
    if (m_replica.m_keeper) LAPWING_TRY(m_replica.m_keeper->beforeCommit(m_applied));
    LAPWING_TRY(m_transaction.commit());
    if (m_replica.m_keeper) LAPWING_TRY(m_replica.m_keeper->afterCommit({}));
    return {};
}

} // namespace lapwing::store
