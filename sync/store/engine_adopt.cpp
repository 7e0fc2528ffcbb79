// What becomes of a change after a person's word on it.
#include "sync/log/person_verdict.h"
#include "sync/store/engine_work.h"
#include "sync/store/history.h"

#include "shared/base/mutant.h"

#include <algorithm>

namespace lapwing::store {

/// A rejection needs no content: it is in force as soon as its op is accepted, on hub and tablet.
/// It only follows what waits, so that it makes no difference how often, or how late, it comes.
Result<void> Engine::heedRejections(Work& work, const Change& change)
{
    for (const auto& told : verdictsIn(change)) {
        const auto* chain = work.find(told.change.actor);
        if (!chain || told.verdict != Verdict::Rejected) continue;
        LAPWING_ASSIGN(const auto known, m_log.hashAt(work.strand.ix, *chain, told.change.ctr));
        if (known && Head8::from(known->view().first(Head8::kSize)) != told.head) continue;
        LAPWING_TRY(m_log.restate({work.strand.ix, chain->no, told.change.ctr},
                                  Verdict::Quarantined, Verdict::Rejected));
    }
    return {};
}

/// The registers in which accepted work has replaced what the change wrote: its author may have
/// gone on from it, or a colleague who had it from them.
Result<std::vector<Engine::Place>> Engine::replacedSince(const Work& work, const Change& change)
{
    LAPWING_ASSIGN(const auto accepted, m_log.accepted(work.strand.ix));
    std::vector<Place> places;
    for (const auto& stored : accepted) {
        LAPWING_ASSIGN(const auto other, decoded(work, stored));
        for (const auto& op : other.envelope.ops) {
            const auto replaced = replacedBy(other, op);
            if (std::ranges::find(replaced, SeenDot{change.actor, change.ctr}) != replaced.end())
                places.push_back({other.envelope.records[op.record], {op.field, op.key}});
        }
    }
    return places;
}

Result<Applied> Engine::adopt(StrandIx ix, const SeenDot& dot)
{
    LAPWING_TRY(m_db->exec("SAVEPOINT adopt"));
    auto adopted = adoptWhole(ix, dot);
    if (!adopted.ok()) LAPWING_TRY(m_db->exec("ROLLBACK TO adopt"));
    LAPWING_TRY(m_db->exec("RELEASE adopt"));
    return adopted;
}

Result<Applied> Engine::adoptWhole(StrandIx ix, const SeenDot& dot)
{
    LAPWING_ASSIGN(auto work, beginWork(ix));
    work.room = kRowRoom;
    LAPWING_ASSIGN(const auto held, m_log.find(ix, dot));
    if (!held) return fail(ErrorCode::NotFound, {}, "no such change");
    if (!mayFollow(held->state, Verdict::Accepted))
        return fail(ErrorCode::Conflict, {}, "a change that does not wait");
    LAPWING_ASSIGN(const auto change, decoded(work, *held));
    if (change.encoding == ChangeEncoding::Stub)
        return fail(ErrorCode::NotFound, {}, "a change without its content");
    if (!staysInside(change, work.strand.compartment))
        return fail(ErrorCode::Rejected, {}, "an op outside its strand's compartment");
    LAPWING_TRY(checkDeps(work, change, true));
    LAPWING_ASSIGN(const auto replaced, replacedSince(work, change));
    LAPWING_TRY(write(work, change, true, true));
    const Dot own{work.chain(dot.actor).no, dot.ctr};
    for (const auto& [record, place] : replaced) {
        if (mutant("adopt-revives-the-replaced")) break;
        LAPWING_ASSIGN(auto* row, rowOf(work, record));
        dropValue(row->accepted, place.first, place.second, own);
        if (row->shown) dropValue(*row->shown, place.first, place.second, own);
    }
    LAPWING_TRY(m_log.restate({ix, own.chain, dot.ctr}, held->state, Verdict::Accepted));
    LAPWING_TRY(endWork(work));
    return Applied{0, work.touchedKeys()};
}

} // namespace lapwing::store
