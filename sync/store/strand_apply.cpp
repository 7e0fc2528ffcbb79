#include "sync/store/redactions.h"
#include "sync/store/strand_work.h"

#include "shared/base/mutant.h"
#include "shared/crypto/hash.h"

#include <algorithm>

namespace lapwing::store {

namespace {

Error missing(std::string detail)
{
    return fail(ErrorCode::NotFound, {}, "a change came before what it builds on: " + detail);
}

/// A strand travels in one answer, however badly it packs. Below kUnmeasured changes of at most
/// kChangeBytesMax it cannot be full; from there on one look in so many will do.
constexpr std::int64_t kStrandRoom = 12 * 1024 * 1024;
constexpr std::uint64_t kUnmeasured = kStrandRoom / kChangeBytesMax;
constexpr std::uint64_t kMeasuredEach = 16;
constexpr std::int64_t kWaitingRoom =
    kStrandRoom - static_cast<std::int64_t>(kMeasuredEach * kChangeBytesMax);

Error fullRecord()
{
    return fail(ErrorCode::TooLarge,
                "This record holds as much as a record may. Nothing was saved; what was there is "
                "safe. Write the rest into a new record.",
                "a record row over its limit");
}

Error fullStrand()
{
    return fail(ErrorCode::TooLarge,
                "This part of the case holds as much as it may. Nothing was saved; what was there "
                "is safe. Tell the office: the case has to go on under a new reference.",
                "a strand over its limit");
}

Error otherHistory()
{
    return fail(ErrorCode::Corrupt,
                "Two different changes claim the same place. Neither was overwritten; everything "
                "saved is safe. Tell the office.",
                "fork: another hash at a known place");
}

Hash vectorOf(std::vector<Chain> chains)
{
    std::ranges::sort(chains, {}, &Chain::actor);
    wire::Writer w;
    for (const auto& chain : chains) {
        if (chain.acceptedCtr == 0) continue;
        w.id(chain.actor);
        w.u64(chain.acceptedCtr);
        w.id(chain.acceptedHead);
    }
    return crypto::hash("lapwing.vec.1", w.view());
}
} // namespace

bool staysInside(const Change& change, schema::Compartment compartment)
{
    return std::ranges::all_of(change.envelope.ops, [&](const Op& op) {
        return schema::compartmentOf(op.field) == compartment;
    });
}

Chain& StrandStore::Work::chain(const ActorId& actor)
{
    const auto at = std::ranges::find(chains, actor, &Chain::actor);
    if (at != chains.end()) return *at;
    auto& added = chains.emplace_back();
    added.no = static_cast<std::uint32_t>(chains.size() - 1);
    added.actor = actor;
    added.acceptedHead = added.heldHead = chainStart(strand.id, actor);
    return added;
}

const Chain* StrandStore::Work::find(const ActorId& actor) const
{
    const auto at = std::ranges::find(chains, actor, &Chain::actor);
    return at == chains.end() ? nullptr : &*at;
}

std::vector<RecordKey> StrandStore::Work::touchedKeys() const
{
    std::vector<RecordKey> keys;
    for (const auto& id : touched) keys.push_back({scopeOf(strand), id});
    return keys;
}

Result<StrandStore::Work> StrandStore::beginWork(StrandIx ix)
{
    Work work;
    LAPWING_ASSIGN(work.strand, strand(ix));
    LAPWING_ASSIGN(work.chains, chains(ix));
    LAPWING_ASSIGN(work.redacts, Redactions(m_db).any(ix));
    return work;
}

Result<void> StrandStore::endWork(Work& work)
{
    for (const auto& [id, row] : work.rows) LAPWING_TRY(saveRow(work, row));
    if (m_sum) LAPWING_TRY(m_sum->settle(work.strand.ix, work.strand.id, work.sum));
    for (const auto& chain : work.chains) {
        LAPWING_ASSIGN(auto put,
                       m_db.cached("INSERT OR REPLACE INTO chain(strand, no, aid, fork8, fork_ctr, "
                                   "accepted_ctr, accepted_head, held_ctr, held_head, dep_ctr) "
                                   "VALUES(?,?,?,?,0,?,?,?,?,?)"));
        put.bind(1, work.strand.ix).bind(2, chain.no).bind(3, chain.actor.view());
        put.bind(4, Head8{}.view()).bind(5, chain.acceptedCtr).bind(6, chain.acceptedHead.view());
        put.bind(7, chain.heldCtr).bind(8, chain.heldHead.view()).bind(9, chain.depCtr);
        LAPWING_TRY(put.run());
    }
    work.strand.vector = vectorOf(work.chains);
    LAPWING_ASSIGN(auto update, m_db.cached("UPDATE strand SET sseq=?, vector=? WHERE ix=?"));
    update.bind(1, work.strand.sseq).bind(2, work.strand.vector.view()).bind(3, work.strand.ix);
    return update.run();
}

Result<StrandStore::Row> StrandStore::loadRow(StrandIx ix, const RecordId& record)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT accepted, shown FROM record WHERE strand=? AND rid=?"));
    LAPWING_ASSIGN(const bool found, select.bind(1, ix).bind(2, record.view()).step());
    Row row;
    row.accepted.id = record;
    if (!found) return row;
    const auto accepted = select.blob(0);
    const auto shown = select.blob(1);
    row.acceptedBefore.assign(accepted.begin(), accepted.end());
    row.shownBefore.assign(shown.begin(), shown.end());
    LAPWING_ASSIGN(row.accepted, decodeRecord(accepted));
    if (!select.isNull(1)) {
        LAPWING_ASSIGN(row.shown, decodeRecord(shown));
    }
    return row;
}

Result<void> StrandStore::saveRow(Work& work, const Row& row)
{
    auto accepted = encode(row.accepted);
    auto shown = row.shown ? encode(*row.shown) : Bytes{};
    if (shown == accepted) shown.clear();
    const auto mayStay = [&](const Record& record, std::size_t size, const Bytes& before) {
        return fits(record, size, kRowMax)
               && (size <= before.size() || fits(record, size, work.room));
    };
    if (!mayStay(row.accepted, accepted.size(), row.acceptedBefore)
        || (row.shown && !mayStay(*row.shown, shown.size(), row.shownBefore)))
        return fullRecord();
    const bool gone = shown.empty() && row.accepted.empty();
    if (gone) accepted.clear();
    if (m_sum)
        m_sum->replace(work.sum, row.accepted.id, {row.acceptedBefore, row.shownBefore},
                       {accepted, shown});
    if (gone) {
        LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM record WHERE strand=? AND rid=?"));
        return erase.bind(1, work.strand.ix).bind(2, row.accepted.id.view()).run();
    }
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO record(strand, rid, accepted, "
                                         "shown) VALUES(?,?,?,?)"));
    put.bind(1, work.strand.ix).bind(2, row.accepted.id.view()).bind(3, ByteView(accepted));
    if (shown.empty()) put.bind(4, nullptr);
    else put.bind(4, ByteView(shown));
    return put.run();
}

Result<StrandStore::Row*> StrandStore::rowOf(Work& work, const RecordId& record)
{
    const auto at = work.rows.find(record);
    if (at != work.rows.end()) return &at->second;
    LAPWING_ASSIGN(auto row, loadRow(work.strand.ix, record));
    return &work.rows.emplace(record, std::move(row)).first->second;
}

Result<void> StrandStore::write(Work& work, const Change& change, bool accepted, bool shown)
{
    std::vector<std::uint32_t> depChain{work.chain(change.actor).no};
    for (const auto& dep : change.envelope.deps) {
        const auto* chain = work.find(dep.actor);
        if (!chain) return missing("dep");
        depChain.push_back(chain->no);
    }
    for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
        const auto& op = change.envelope.ops[i];
        if (isHubs(op)) continue;
        const auto record = change.envelope.records[op.record];
        LAPWING_ASSIGN(auto* row, rowOf(work, record));
        work.touched.insert(record);
        std::vector<Dot> gone;
        for (const auto& sup : op.supersedes) gone.push_back({depChain[sup.chain], sup.ctr});
        const Dot dot{depChain[0], change.ctr};
        const auto& payload = change.payloads[i];
        const bool redacted = payload.empty();
        const auto put = [&](Record& target) {
            if (op.kind == static_cast<std::uint8_t>(OpKind::Set))
                return applyOp(target, op, dot, change.envelope.claimedMs, payload, gone, redacted);
            keepOpaque(target, {dot, static_cast<std::uint32_t>(i), op.field, op.key, payload});
        };
        // What is not decided yet is shown on top of what is.
        if (shown && !accepted && !row->shown) row->shown = row->accepted;
        if (accepted) put(row->accepted);
        if (shown && row->shown) put(*row->shown);
    }
    return {};
}

Result<void> StrandStore::checkDeps(Work& work, const Change& change, bool effective)
{
    if (mutant("exposes-without-deps")) return {};
    for (const auto& dep : change.envelope.deps) {
        const auto* chain = work.find(dep.actor);
        if (!chain || chain->heldCtr < dep.ctr) return missing("another author's change");
        LAPWING_ASSIGN(const auto known, hashAt(work.strand.ix, *chain, dep.ctr));
        // What is put aside may rest on another history than ours: a person looks at it.
        if (effective && known && Head8::from(known->view().first(8)) != dep.head)
            return otherHistory();
    }
    return {};
}

Result<void> StrandStore::promote(Work& work, const Change& change, Verdict state, bool isInRows)
{
    auto& chain = work.chain(change.actor);
    if (change.ctr <= chain.acceptedCtr) return {};
    if (change.ctr != chain.acceptedCtr + 1) return missing("its own author's change");
    LAPWING_ASSIGN(auto update, m_db.cached("UPDATE change SET state=?, sseq=? WHERE strand=? AND "
                                            "chain=? AND ctr=?"));
    update.bind(1, static_cast<int>(state)).bind(2, ++work.strand.sseq).bind(3, work.strand.ix);
    LAPWING_TRY(update.bind(4, chain.no).bind(5, change.ctr).run());
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

Result<void> StrandStore::applyOne(Work& work, const Change& change,
                                   const crypto::Signature* signature, Verdict state)
{
    auto& chain = work.chain(change.actor);
    if (change.encoding == ChangeEncoding::Stub && isDecided(state))
        state = change.stubVerdict;
    if (change.ctr <= chain.heldCtr) {
        LAPWING_ASSIGN(const auto known, hashAt(work.strand.ix, chain, change.ctr));
        if (known && *known != change.hash) return otherHistory();
        if (!isDecided(state) || change.ctr <= chain.acceptedCtr) return {};
        LAPWING_ASSIGN(const auto held,
                       ofChain(work.strand.ix, change.actor, change.ctr, change.ctr));
        if (change.encoding != ChangeEncoding::Stub) {
            // Our own of before we gave the strand back: its place was kept, and now it comes.
            if (held.empty()) {
                LAPWING_TRY(insert(work, change, signature, Verdict::Undecided));
                work.rebuild.insert(change.envelope.records.begin(), change.envelope.records.end());
            }
            return promote(work, change, state, !held.empty() && held.front().isInRows());
        }
        // A stub names no record: what it puts aside is what we hold in its place.
        if (held.empty()) return missing("what a stub stands for");
        LAPWING_ASSIGN(const auto content, decoded(work, held.front()));
        return promote(work, content, state, held.front().isInRows());
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
    if (state != Verdict::Accepted) return {};
    LAPWING_TRY(heedOffice(work, change));
    // What is undecided here may have been written upon it and yet be here before it: reopenLost().
    for (const auto& id : change.envelope.records) {
        LAPWING_ASSIGN(const auto* row, rowOf(work, id));
        if (row->shown) work.rebuild.insert(id);
    }
    return {};
}

Result<Change> StrandStore::decoded(const Work& work, const StoredChange& stored)
{
    LAPWING_ASSIGN(auto change, openChange(work.strand.id, stored.actor, stored.ctr, Hash{},
                                           stored.encoded));
    change.hash = stored.hash;
    return change;
}

Result<void> StrandStore::rebuildShown(Work& work)
{
    if (work.rebuild.empty()) return {};
    for (const auto& record : work.rebuild) {
        LAPWING_ASSIGN(auto* row, rowOf(work, record));
        row->shown.reset();
        work.touched.insert(record);
    }
    LAPWING_ASSIGN(const auto pending, undecided(work.strand.ix));
    for (const auto& stored : pending) {
        // Put there again, it would undo what was accepted after it.
        if (stored.isInRows()) continue;
        LAPWING_ASSIGN(const auto change, decoded(work, stored));
        const bool concerns = std::ranges::any_of(change.envelope.records, [&](const auto& id) {
            return work.rebuild.contains(id);
        });
        if (concerns) LAPWING_TRY(write(work, change, false, true));
    }
    return {};
}

Result<Applied> StrandStore::apply(StrandIx ix, const VerifiedRun& run,
                                   std::vector<Verdict> states, Origin origin)
{
    // A run is applied whole or not at all, whatever its caller does after an error.
    LAPWING_TRY(m_db.exec("SAVEPOINT apply"));
    auto applied = applyWhole(ix, run, std::move(states), origin);
    if (!applied.ok()) LAPWING_TRY(m_db.exec("ROLLBACK TO apply"));
    LAPWING_TRY(m_db.exec("RELEASE apply"));
    return applied;
}

Result<Applied> StrandStore::applyWhole(StrandIx ix, const VerifiedRun& run,
                                        std::vector<Verdict> states, Origin origin)
{
    const auto& changes = run.changes();
    check(states.size() == 1 || states.size() == changes.size(), "a state for every change");
    LAPWING_ASSIGN(auto work, beginWork(ix));
    if (origin == Origin::Written) work.room = kRowRoom;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto state = states.size() == 1 ? states[0] : states[i];
        const auto* signature = i + 1 == changes.size() ? &run.signature() : nullptr;
        LAPWING_ASSIGN(const auto less, withoutRedacted(work, changes[i]));
        LAPWING_TRY(applyOne(work, less ? *less : changes[i], signature, state));
    }
    // What is put aside takes no room, nor does the office's word on who may have the strand: a
    // full strand must not stand in the way of either.
    const bool grew =
        origin == Origin::Written && !work.touched.empty() && work.redacted.empty();
    LAPWING_TRY(rebuildShown(work));
    LAPWING_TRY(endWork(work));
    if (grew) LAPWING_TRY(checkRoom(work));
    return Applied{work.fresh, work.touchedKeys(), std::move(work.redacted)};
}

Result<void> StrandStore::checkRoom(const Work& work)
{
    std::uint64_t now = 0, waiting = 0;
    for (const auto& chain : work.chains) {
        now += chain.heldCtr;
        waiting += chain.heldCtr - chain.acceptedCtr;
    }
    const auto before = now - work.fresh;
    if (now < kUnmeasured || now / kMeasuredEach == before / kMeasuredEach) return {};
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT sum(length(coalesce(shown, accepted))) FROM "
                                            "record WHERE strand=?"));
    LAPWING_TRY(select.bind(1, work.strand.ix).step());
    // Of what waits here the office must be able to take all, wherever it measures.
    const auto room = waiting > 0 ? kWaitingRoom : kStrandRoom;
    return select.integer(0) > room ? Result<void>(fullStrand()) : Result<void>();
}

Result<Applied> StrandStore::decide(StrandIx ix, const ActorId& actor, std::uint64_t first,
                                    std::uint64_t last, Verdict state)
{
    LAPWING_ASSIGN(auto work, beginWork(ix));
    LAPWING_ASSIGN(const auto held, ofChain(ix, actor, first));
    for (const auto& stored : held) {
        if (stored.ctr > last || stored.state != Verdict::Undecided) continue;
        // Before what precedes it was decided here, its verdict waits: it is told again.
        if (stored.ctr != work.chain(actor).acceptedCtr + 1) break;
        LAPWING_ASSIGN(const auto change, decoded(work, stored));
        // Nor before what it was written upon, which may yet come back from a hub's other tablets.
        const bool rests = std::ranges::all_of(change.envelope.deps, [&](const Dep& dep) {
            const auto* chain = work.find(dep.actor);
            return chain && chain->acceptedCtr >= dep.ctr;
        });
        if (!rests) break;
        LAPWING_TRY(promote(work, change, state, stored.isInRows()));
        ++work.fresh;
    }
    LAPWING_TRY(rebuildShown(work));
    LAPWING_TRY(endWork(work));
    return Applied{work.fresh, work.touchedKeys()};
}

} // namespace lapwing::store
