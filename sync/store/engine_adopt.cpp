// What becomes of a change after a person's word on it.
#include "sync/log/person_verdict.h"
#include "sync/store/engine_work.h"
#include "sync/store/history.h"

#include "shared/base/mutant.h"

#include <algorithm>

namespace lapwing::store {

namespace {
/// Whether it can name that very change: where it tells the hash there, it is that one's.
bool restsOn(const Change& later, const Change& change)
{
    if (later.actor == change.actor) return later.ctr > change.ctr;
    return std::ranges::any_of(later.envelope.deps, [&](const Dep& dep) {
        const bool same = dep.head == Head8::from(change.hash.view().first(Head8::kSize));
        return dep.actor == change.actor &&
               (dep.ctr > change.ctr || (dep.ctr == change.ctr && same));
    });
}
} // namespace

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

/// The registers in which one of these has replaced what the change wrote.
Result<std::vector<Engine::Replaced>>
Engine::replacedIn(const Work& work, const std::vector<StoredChange>& held, const Change& change)
{
    std::vector<Replaced> places;
    for (const auto& stored : held) {
        LAPWING_ASSIGN(const auto other, decoded(work, stored));
        if (!restsOn(other, change)) continue;
        for (const auto& op : other.envelope.ops) {
            const auto replaced = replacedBy(other, op);
            if (std::ranges::find(replaced, SeenDot{change.actor, change.ctr}) != replaced.end())
                places.push_back({other.envelope.records[op.record], op.field, op.key,
                                  stored.isInRows() || isDecided(stored.state)});
        }
    }
    return places;
}

/// What waits here may have been written on top of a change that comes late: a hub that was put
/// back had lost it, and so had this tablet, but for what it wrote on top of it itself.
Result<void> Engine::dropOvertaken(Work& work, const Change& change)
{
    const auto waits = [](const Chain& chain) { return chain.heldCtr > chain.acceptedCtr; };
    if (std::ranges::none_of(work.chains, waits) || mutant("late-shows-beside")) return {};
    if (!work.waiting) {
        LAPWING_ASSIGN(work.waiting, m_log.undecided(work.strand.ix));
    }
    LAPWING_ASSIGN(const auto replaced, replacedIn(work, *work.waiting, change));
    const Dot own{work.chain(change.actor).no, change.ctr};
    for (const auto& place : replaced) {
        LAPWING_ASSIGN(auto* row, rowOf(work, place.record));
        if (place.isAccepted) dropValue(row->accepted, place.field, place.key, own);
        if (row->shown) dropValue(*row->shown, place.field, place.key, own);
    }
    return {};
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
    const auto rests = checkDeps(work, change, true);
    if (!rests.ok()) return otherHistory(); // it was put aside without what it rests on
    // Its author may have gone on from it, or a colleague who had it from them.
    LAPWING_ASSIGN(const auto accepted, m_log.accepted(ix));
    LAPWING_ASSIGN(const auto replaced, replacedIn(work, accepted, change));
    LAPWING_TRY(write(work, change, true, true));
    const Dot own{work.chain(dot.actor).no, dot.ctr};
    for (const auto& place : replaced) {
        if (mutant("adopt-revives-the-replaced")) break;
        LAPWING_ASSIGN(auto* row, rowOf(work, place.record));
        dropValue(row->accepted, place.field, place.key, own);
        if (row->shown) dropValue(*row->shown, place.field, place.key, own);
    }
    LAPWING_TRY(m_log.restate({ix, own.chain, dot.ctr}, held->state, Verdict::Accepted));
    LAPWING_TRY(endWork(work));
    return Applied{0, work.touchedKeys()};
}

} // namespace lapwing::store
