#include "sync/store/engine_work.h"

#include "sync/store/redactions.h"

#include "shared/base/mutant.h"
#include "shared/crypto/hash.h"

#include <algorithm>

namespace lapwing::store {

namespace {
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

Error missing(std::string detail)
{
    return fail(ErrorCode::NotFound, {}, "a change came before what it builds on: " + detail);
}

Error otherHistory()
{
    return fail(ErrorCode::Corrupt,
                "Two different changes claim the same place. Neither was overwritten; everything "
                "saved is safe. Tell the office.",
                "fork: another hash at a known place");
}

Chain& Engine::Work::chain(const ActorId& actor)
{
    const auto at = std::ranges::find(chains, actor, &Chain::actor);
    if (at != chains.end()) return *at;
    auto& added = chains.emplace_back();
    added.no = static_cast<std::uint32_t>(chains.size() - 1);
    added.actor = actor;
    added.acceptedHead = added.heldHead = chainStart(strand.id, actor);
    return added;
}

const Chain* Engine::Work::find(const ActorId& actor) const
{
    const auto at = std::ranges::find(chains, actor, &Chain::actor);
    return at == chains.end() ? nullptr : &*at;
}

LogPlace Engine::Work::place(const ActorId& actor, std::uint64_t ctr)
{
    return {strand.ix, chain(actor).no, ctr};
}

std::vector<RecordKey> Engine::Work::touchedKeys() const
{
    std::vector<RecordKey> keys;
    for (const auto& id : touched) keys.push_back({scopeOf(strand), id});
    return keys;
}

Result<Engine::Work> Engine::beginWork(StrandIx ix)
{
    Work work;
    LAPWING_ASSIGN(work.strand, m_strands.strand(ix));
    LAPWING_ASSIGN(work.chains, m_log.chains(ix));
    LAPWING_ASSIGN(work.redacts, Redactions(*m_db).any(ix));
    return work;
}

Result<void> Engine::endWork(Work& work)
{
    for (const auto& [id, row] : work.rows)
        LAPWING_TRY(m_registers.save(work.strand.ix, row, work.room, work.sum));
    if (m_sum) LAPWING_TRY(m_sum->settle(work.strand.ix, work.strand.id, work.sum));
    for (const auto& chain : work.chains) LAPWING_TRY(m_log.putChain(work.strand.ix, chain));
    work.strand.vector = vectorOf(work.chains);
    return m_strands.setHead(work.strand);
}

Result<Engine::Row*> Engine::rowOf(Work& work, const RecordId& record)
{
    const auto at = work.rows.find(record);
    if (at != work.rows.end()) return &at->second;
    LAPWING_ASSIGN(auto row, m_registers.load(work.strand.ix, record));
    return &work.rows.emplace(record, std::move(row)).first->second;
}

Result<void> Engine::write(Work& work, const Change& change, bool accepted, bool shown)
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

Result<Change> Engine::decoded(const Work& work, const StoredChange& stored)
{
    LAPWING_ASSIGN(auto change,
                   openChange(work.strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
    change.hash = stored.hash;
    return change;
}

/// The number is that of a change here, and the hash of another.
Result<void> Engine::leaveOthers(const Work& work, Change& change)
{
    std::uint32_t no = 0;
    for (const auto& dep : change.envelope.deps) {
        ++no;
        const auto* chain = work.find(dep.actor);
        LAPWING_ASSIGN(const auto known, chain ? m_log.hashAt(work.strand.ix, *chain, dep.ctr)
                                               : Result<std::optional<Hash>>(std::nullopt));
        if (!known || Head8::from(known->view().first(Head8::kSize)) == dep.head) continue;
        for (auto& op : change.envelope.ops)
            std::erase_if(op.supersedes, [&](const Superseded& sup) { return sup.chain == no; });
    }
    return {};
}

Result<void> Engine::rebuildShown(Work& work)
{
    if (work.rebuild.empty()) return {};
    for (const auto& record : work.rebuild) {
        LAPWING_ASSIGN(auto* row, rowOf(work, record));
        row->shown.reset();
        work.touched.insert(record);
    }
    LAPWING_ASSIGN(const auto pending, m_log.undecided(work.strand.ix));
    for (const auto& stored : pending) {
        // Put there again, it would undo what was accepted after it.
        if (stored.isInRows()) continue;
        LAPWING_ASSIGN(auto change, decoded(work, stored));
        const bool concerns = std::ranges::any_of(
            change.envelope.records, [&](const auto& id) { return work.rebuild.contains(id); });
        if (!concerns) continue;
        if (!mutant("supersedes-by-number")) LAPWING_TRY(leaveOthers(work, change));
        LAPWING_TRY(write(work, change, false, true));
    }
    return {};
}

} // namespace lapwing::store
