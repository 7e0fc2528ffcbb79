#include "sync/store/engine_work.h"
#include "sync/store/redactions.h"

#include "shared/base/mutant.h"

#include <algorithm>

namespace lapwing::store {

namespace {
/// A strand travels in one answer, however badly it packs. Below kUnmeasured changes of at most
/// kChangeBytesMax it cannot be full; from there on one look in so many will do.
constexpr std::int64_t kStrandRoom = 12 * 1024 * 1024;
constexpr std::uint64_t kUnmeasured = kStrandRoom / kChangeBytesMax;
constexpr std::uint64_t kMeasuredEach = 16;
constexpr std::int64_t kWaitingRoom =
    kStrandRoom - static_cast<std::int64_t>(kMeasuredEach * kChangeBytesMax);

Error fullStrand()
{
    return fail(ErrorCode::TooLarge,
                "This part of the case holds as much as it may. Nothing was saved; what was there "
                "is safe. Tell the office: the case has to go on under a new reference.",
                "a strand over its limit");
}
} // namespace

bool staysInside(const Change& change, schema::Compartment compartment)
{
    return std::ranges::all_of(change.envelope.ops, [&](const Op& op) {
        return schema::compartmentOf(op.field) == compartment;
    });
}

Result<void> Engine::createTables()
{
    LAPWING_TRY(m_strands.createTables());
    LAPWING_TRY(m_log.createTables());
    return m_registers.createTables();
}

Result<void> Engine::insert(Work& work, const Change& change, const crypto::Signature* signature,
                            Verdict state)
{
    const auto sseq = isDecided(state) ? ++work.strand.sseq : 0;
    return m_log.insert(work.place(change.actor, change.ctr), change, signature, state, sseq);
}

Result<void> Engine::checkDeps(Work& work, const Change& change, bool effective)
{
    if (mutant("exposes-without-deps") || (work.isApart && !effective)) return {};
    for (const auto& dep : change.envelope.deps) {
        const auto* chain = work.find(dep.actor);
        if (!chain || chain->heldCtr < dep.ctr) return missing("another author's change");
        LAPWING_ASSIGN(const auto known, m_log.hashAt(work.strand.ix, *chain, dep.ctr));
        // What is put aside may rest on another history than ours: a person looks at it.
        if (effective && known && Head8::from(known->view().first(8)) != dep.head)
            return otherHistory();
    }
    return {};
}

Result<void> Engine::promote(Work& work, const Change& change, Verdict state, bool isInRows)
{
    auto& chain = work.chain(change.actor);
    if (change.ctr <= chain.acceptedCtr) return {};
    if (change.ctr != chain.acceptedCtr + 1) return missing("its own author's change");
    LAPWING_TRY(m_log.decide(work.place(change.actor, change.ctr), state, ++work.strand.sseq));
    chain.acceptedCtr = change.ctr;
    chain.acceptedHead = change.hash;
    if (state == Verdict::Accepted) LAPWING_TRY(heedOffice(work, change));
    // Its own values already show; putting them there again would undo what was written since.
    if (state == Verdict::Accepted && isInRows) return {};
    if (state == Verdict::Accepted)
        return write(work, change, true, mutant("verdict-applies-twice"));
    for (const auto& record : change.envelope.records) work.rebuild.insert(record);
    return {};
}

Result<void> Engine::applyOne(Work& work, const Change& change, const crypto::Signature* signature,
                              Verdict state)
{
    auto& chain = work.chain(change.actor);
    if (change.encoding == ChangeEncoding::Stub && isDecided(state)) state = change.stubVerdict;
    if (change.ctr <= chain.heldCtr) {
        LAPWING_ASSIGN(const auto known, m_log.hashAt(work.strand.ix, chain, change.ctr));
        if (known && *known != change.hash) return otherHistory();
        if (!isDecided(state) || change.ctr <= chain.acceptedCtr) return {};
        LAPWING_ASSIGN(const auto held, m_log.find(work.strand.ix, {change.actor, change.ctr}));
        if (change.encoding != ChangeEncoding::Stub) {
            // Our own of before we gave the strand back: its place was kept, and now it comes.
            if (!held) {
                LAPWING_TRY(insert(work, change, signature, Verdict::Undecided));
                work.rebuild.insert(change.envelope.records.begin(), change.envelope.records.end());
            }
            return promote(work, change, state, held && held->isInRows());
        }
        // A stub names no record: what it puts aside is what we hold in its place.
        if (!held) return missing("what a stub stands for");
        LAPWING_ASSIGN(const auto content, decoded(work, *held));
        return promote(work, content, state, held->isInRows());
    }
    if (change.ctr != chain.heldCtr + 1) return missing("its own author's change");
    if (change.previous != chain.heldHead) return otherHistory();
    if (isDecided(state) && chain.acceptedCtr + 1 != change.ctr)
        return missing("the office's word on its author's change");
    const bool effective = state == Verdict::Undecided || state == Verdict::Accepted;
    if (effective && !staysInside(change, work.strand.compartment))
        return fail(ErrorCode::Rejected, {}, "an op outside its strand's compartment");
    LAPWING_TRY(checkDeps(work, change, effective));
    if (effective || !mutant("stub-keeps-no-place"))
        LAPWING_TRY(insert(work, change, signature, state));
    else
        ++work.strand.sseq;

    chain.heldCtr = change.ctr;
    chain.heldHead = change.hash;
    if (isDecided(state)) {
        chain.acceptedCtr = change.ctr;
        chain.acceptedHead = change.hash;
    }
    ++work.fresh;
    if (!effective) return {};
    LAPWING_TRY(write(work, change, state == Verdict::Accepted, true));
    if (work.comesLate) LAPWING_TRY(dropOvertaken(work, change));
    if (state != Verdict::Accepted) return {};
    LAPWING_TRY(heedOffice(work, change));
    // What is undecided here may have been written upon it and yet be here before it: reopenLost().
    for (const auto& id : change.envelope.records) {
        LAPWING_ASSIGN(const auto* row, rowOf(work, id));
        if (row->shown) work.rebuild.insert(id);
    }
    return {};
}

Result<Applied> Engine::apply(StrandIx ix, const VerifiedRun& run, std::vector<Verdict> states,
                              Origin origin)
{
    // A run is applied whole or not at all, whatever its caller does after an error.
    LAPWING_TRY(m_db->exec("SAVEPOINT apply"));
    auto applied = applyWhole(ix, run, std::move(states), origin);
    if (!applied.ok()) LAPWING_TRY(m_db->exec("ROLLBACK TO apply"));
    LAPWING_TRY(m_db->exec("RELEASE apply"));
    return applied;
}

Result<Applied> Engine::applyWhole(StrandIx ix, const VerifiedRun& run, std::vector<Verdict> states,
                                   Origin origin)
{
    const auto& changes = run.changes();
    check(states.size() == 1 || states.size() == changes.size(), "a state for every change");
    LAPWING_ASSIGN(auto work, beginWork(ix));
    if (origin != Origin::Taken) work.room = kRowRoom;
    work.comesLate = origin != Origin::Saved;
    work.isApart = origin == Origin::Apart;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto state = states.size() == 1 ? states[0] : states[i];
        const auto* signature = i + 1 == changes.size() ? &run.signature() : nullptr;
        LAPWING_ASSIGN(const auto less, withoutRedacted(work, changes[i]));
        LAPWING_TRY(applyOne(work, less ? *less : changes[i], signature, state));
    }
    // What is put aside takes no room, nor does the office's word on who may have the strand: a
    // full strand must not stand in the way of either.
    const bool grew = origin != Origin::Taken && !work.touched.empty() && work.redacted.empty();
    LAPWING_TRY(rebuildShown(work));
    LAPWING_TRY(endWork(work));
    if (grew) LAPWING_TRY(checkRoom(work));
    return Applied{work.fresh, work.touchedKeys(), std::move(work.redacted)};
}

Result<void> Engine::checkRoom(const Work& work)
{
    std::uint64_t now = 0, waiting = 0;
    for (const auto& chain : work.chains) {
        now += chain.heldCtr;
        waiting += chain.heldCtr - chain.acceptedCtr;
    }
    const auto before = now - work.fresh;
    if (now < kUnmeasured || now / kMeasuredEach == before / kMeasuredEach) return {};
    LAPWING_ASSIGN(const auto bytes, m_registers.shownBytes(work.strand.ix));
    // Of what waits here the office must be able to take all, wherever it measures.
    const auto room = waiting > 0 ? kWaitingRoom : kStrandRoom;
    return bytes > room ? Result<void>(fullStrand()) : Result<void>();
}

Result<Applied> Engine::decide(StrandIx ix, const ActorId& actor, std::uint64_t first,
                               std::uint64_t last, Verdict state)
{
    LAPWING_ASSIGN(auto work, beginWork(ix));
    LAPWING_ASSIGN(const auto held, m_log.ofChain(ix, actor, first));
    for (const auto& stored : held) {
        if (stored.ctr > last || stored.state != Verdict::Undecided) continue;
        // Before what precedes it was decided here, its verdict waits: it is told again.
        if (stored.ctr != work.chain(actor).acceptedCtr + 1) break;
        LAPWING_ASSIGN(const auto change, decoded(work, stored));
        // Nor before what it was written upon, which may yet come back from a hub's other tablets;
        // what is put aside rests on nothing, and of what is given back nothing more comes.
        const auto isThere = [&](const Dep& dep) {
            const auto* chain = work.find(dep.actor);
            return chain && chain->acceptedCtr >= dep.ctr;
        };
        const bool rests = isAdverse(state) || work.strand.rights == 0 ||
                           std::ranges::all_of(change.envelope.deps, isThere);
        if (!rests) break;
        LAPWING_TRY(promote(work, change, state, stored.isInRows()));
        ++work.fresh;
    }
    LAPWING_TRY(rebuildShown(work));
    LAPWING_TRY(endWork(work));
    return Applied{work.fresh, work.touchedKeys()};
}

Result<void> Engine::dropStrand(StrandIx ix)
{
    LAPWING_TRY(m_registers.drop(ix));
    LAPWING_TRY(m_log.drop(ix));
    LAPWING_TRY(Redactions(*m_db).drop(ix));
    if (m_sum) LAPWING_TRY(m_sum->drop(ix));
    return m_strands.erase(ix);
}

} // namespace lapwing::store
