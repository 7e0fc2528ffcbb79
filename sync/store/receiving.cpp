#include "sync/store/receiving.h"

#include "shared/base/mutant.h"
#include "shared/schema/person_fields.h"
#include "sync/store/carried_runs.h"
#include "sync/store/elsewhere.h"
#include "sync/store/redactions.h"
#include "sync/store/same_words.h"

#include <algorithm>

namespace lapwing::store {

Result<Receiving> Receiving::begin(Replica& replica)
{
    LAPWING_ASSIGN(auto transaction, Transaction::begin(replica.database()));
    return Receiving(replica, std::move(transaction));
}

void Receiving::touch(const std::vector<RecordKey>& records)
{
    m_touched.insert(m_touched.end(), records.begin(), records.end());
}

Result<void> Receiving::add(StrandIx strand, const VerifiedRun& run, Verdict state, Origin origin)
{
    LAPWING_ASSIGN(const auto applied, m_replica.engine().apply(strand, run, {state}, origin));
    touch(applied.touched);
    m_redacted.insert(m_redacted.end(), applied.redacted.begin(), applied.redacted.end());
    if (!applied.redacted.empty()) m_unvouched.insert(strand);
    for (const auto& change : run.changes())
        m_applied.push_back({change.strand, change.actor, change.ctr, change.hash});
    return {};
}

Result<void> Receiving::decide(StrandIx strand, const ActorId& actor, std::uint64_t first,
                               std::uint64_t last, Verdict state)
{
    LAPWING_ASSIGN(const auto applied,
                   m_replica.engine().decide(strand, actor, first, last, state));
    touch(applied.touched);
    return {};
}

Result<void> Receiving::install(StrandIx strand, const SnapshotBody& body, std::uint64_t sseq)
{
    LAPWING_ASSIGN(const auto known, Redactions(m_replica.database()).all(strand));
    LAPWING_ASSIGN(const auto touched,
                   m_replica.engine().install(strand, body, sseq, m_replica.author().actor));
    LAPWING_TRY(takePlace(strand, body.strand));
    // What the hub signed of it is kept as it came: not with what is known here to be gone.
    const auto isTold = [&](const Redaction& word) {
        return std::ranges::find(body.redactions, word) != body.redactions.end();
    };
    if (std::ranges::all_of(known, isTold))
        m_unvouched.erase(strand);
    else
        m_unvouched.insert(strand);
    for (const auto& told : body.redactions)
        if (std::ranges::find(known, told) == known.end()) m_redacted.push_back(told);
    touch(touched);
    for (const auto& chain : body.chains)
        m_applied.push_back({body.strand, chain.actor, chain.ctr, chain.head});
    return {};
}

Result<void> Receiving::reopenFrom(StrandIx strand, const ActorId& actor, std::uint64_t from)
{
    LAPWING_ASSIGN(const auto touched,
                   m_replica.engine().reopenFrom(strand, actor, from, m_replica.author().actor));
    touch(touched);
    return {};
}

Result<void> Receiving::reopenHeld(StrandIx strand)
{
    LAPWING_ASSIGN(const auto touched,
                   m_replica.engine().reopenHeld(strand, m_replica.author().actor));
    touch(touched);
    return {};
}

Result<void> Receiving::giveWay(StrandIx strand, const ActorId& actor, std::uint64_t from)
{
    LAPWING_ASSIGN(const auto applied, m_replica.engine().giveWay(strand, actor, from));
    touch(applied.touched);
    return {};
}

Result<void> Receiving::purge(StrandIx strand)
{
    LAPWING_ASSIGN(const auto waiting, m_replica.log().undecided(strand));
    LAPWING_ASSIGN(const auto held, m_replica.strands().strand(strand));
    LAPWING_ASSIGN(const bool carries, CarriedRuns(m_replica.database()).isAnyOf(held.id));
    if (!waiting.empty() || carries)
        return fail(ErrorCode::Conflict, {}, "a strand with unsent changes is not purged");
    LAPWING_ASSIGN(const auto gone, m_replica.registers().idsOf(strand));
    for (const auto& record : gone) m_touched.push_back({scopeOf(held), record});
    LAPWING_TRY(keepPlace(held));
    LAPWING_TRY(m_replica.engine().dropStrand(strand));
    LAPWING_TRY(m_replica.vouched().drop(held.id));
    m_unvouched.erase(strand);
    LAPWING_TRY(letDraftsGo(held.caseId));
    if (held.compartment == schema::person::type.home)
        LAPWING_TRY(Elsewhere(m_replica.database()).setCase(scopeOf(held), {}));
    LAPWING_ASSIGN(const auto left, m_replica.strands().strands());
    if (std::ranges::find(left, held.caseId, &Strand::caseId) == left.end())
        LAPWING_TRY(SameWords(m_replica.database()).dropCase(scopeOf(held)));
    return {};
}

/// Also when another part of the case stays: a form is of the whole record, and what it displayed
/// is not told apart by parts.
Result<void> Receiving::letDraftsGo(const CaseId& caseId)
{
    if (mutant("purge-keeps-drafts")) return {};
    LAPWING_ASSIGN(auto drafts, m_replica.drafts().ofCase(caseId));
    for (auto& draft : drafts) {
        if (draft.hasLeft) continue;
        std::vector<CargoId> sealed;
        // First: a crash between the two leaves the draft as it was, and its words twice under
        // one name, which the office takes once.
        if (auto* keeper = m_replica.keeper()) {
            LAPWING_ASSIGN(sealed, keeper->sealWords(draft));
        }
        draft.hasLeft = true;
        LAPWING_TRY(m_replica.drafts().put(draft));
        LAPWING_TRY(m_replica.drafts().noteCargo(draft.name, sealed));
    }
    return {};
}

/// Drafts that displayed it lose it, and what was typed from it. Put again, a draft's sealed copy
/// is swept out of the cargo as well.
Result<void> Receiving::redactDrafts()
{
    if (m_redacted.empty()) return {};
    std::vector<RecordId> records;
    for (const auto& told : m_redacted)
        for (const auto& op : told.ops) records.push_back(op.record);
    LAPWING_ASSIGN(const auto drafts, m_replica.drafts().all());
    for (const auto& draft : drafts)
        if (std::ranges::find(records, draft.form.record()) != records.end())
            LAPWING_TRY(m_replica.drafts().put(draft));
    return m_replica.state().setOwesRedaction(true);
}

/// How far this vault has written in a strand outlives the purge: a hub that is put back from
/// before that would else let it give the same places to other changes.
Result<void> Receiving::keepPlace(const Strand& strand)
{
    LAPWING_ASSIGN(const auto own, m_replica.log().chainOf(strand, m_replica.author().actor));
    if (own.heldCtr == 0 || mutant("purge-forgets-its-place")) return {};
    return m_replica.state().setOwnPlace(strand.id, {own.heldCtr, own.heldHead});
}

Result<void> Receiving::takePlace(StrandIx ix, const StrandId& strand)
{
    LAPWING_ASSIGN(const auto place, m_replica.state().ownPlace(strand));
    if (!place) return {};
    return m_replica.engine().keepPlace(ix, m_replica.author().actor, place->ctr, place->head);
}

Result<void> Receiving::commit()
{
    LAPWING_TRY(m_replica.project(std::move(m_touched)));
    LAPWING_TRY(redactDrafts());
    for (const auto ix : m_unvouched) {
        LAPWING_ASSIGN(const auto strand, m_replica.strands().strand(ix));
        if (!mutant("vouched-keeps-redacted"))
            LAPWING_TRY(m_replica.vouched().dropSnapshot(strand.id));
    }
    if (auto* keeper = m_replica.keeper()) LAPWING_TRY(keeper->beforeCommit(m_applied));
    LAPWING_TRY(m_transaction.commit());
    if (auto* keeper = m_replica.keeper()) LAPWING_TRY(keeper->afterCommit({}));
    return {};
}

} // namespace lapwing::store
