#include "sync/store/engine_work.h"
#include "sync/store/redactions.h"

#include "shared/base/mutant.h"

#include <algorithm>

namespace lapwing::store {

Result<void> Engine::forgetAccepted(Work& work)
{
    LAPWING_ASSIGN(const auto records, m_registers.idsOf(work.strand.ix));
    for (const auto& record : records) {
        LAPWING_ASSIGN(auto* row, rowOf(work, record));
        row->accepted = Record{record, 0, {}, {}};
        row->shown.reset();
        work.touched.insert(record);
    }
    return {};
}

/// A hub restored from an older copy no longer has what it once took: that is undecided again here,
/// so that it shows and is sent again. What follows a place whose content is not here cannot be
/// sent; its author has it. Whoever is that author keeps all of it, and their place: a dot that a
/// colleague may still hold is never given to something else.
Result<void> Engine::reopenLost(Work& work, Chain& chain, const ActorId& own)
{
    if (chain.heldCtr <= chain.acceptedCtr) return {};
    const bool isOwn = chain.actor == own;
    const auto accepted = chain.acceptedCtr;
    LogPlace last{work.strand.ix, chain.no, isOwn ? chain.heldCtr : accepted};
    const auto& head = isOwn ? chain.heldHead : chain.acceptedHead;
    LAPWING_ASSIGN(const auto whole, m_log.wholeUpTo(last, head));
    last.ctr = whole.first;
    chain.heldCtr = whole.first;
    chain.heldHead = whole.second;
    LAPWING_TRY(m_log.cut(last, accepted));
    return m_log.reopenAfter({work.strand.ix, chain.no, accepted});
}

/// What is held of a chain, and waits, is the office's when the hash at the office's end of the
/// chain says so, and never by its number alone: a vault that was put back from a copy writes other
/// changes at the same places.
Result<void> Engine::settleTold(const Work& work, Chain& chain, const SnapshotBody::Chain& told,
                                const Chain& before, const ActorId& own)
{
    LAPWING_ASSIGN(const auto known, told.ctr <= before.heldCtr
                                         ? m_log.hashAt(work.strand.ix, before, told.ctr)
                                         : Result<std::optional<Hash>>(std::optional<Hash>{}));
    const LogPlace end{work.strand.ix, chain.no, told.ctr};
    const bool same = known && *known == told.head;
    if (same || before.heldCtr == 0) {
        return m_log.acceptUpTo(end, work.strand.sseq);
    }
    if (!known) {
        LAPWING_ASSIGN(const bool any, m_log.waitsUpTo(end));
        if (!any) return {};
    }
    if (chain.actor == own)
        return fail(ErrorCode::Conflict, {}, "the office has another history of this vault");
    // It was somebody else's, and the office has been offered it.
    chain.heldCtr = told.ctr;
    chain.heldHead = told.head;
    return m_log.dropChain(work.strand.ix, chain.no,
                           known ? ChangeLog::Drop::All : ChangeLog::Drop::Undecided);
}

Result<std::vector<RecordKey>> Engine::reopenFrom(StrandIx ix, const ActorId& actor,
                                                  std::uint64_t from, const ActorId& own)
{
    LAPWING_ASSIGN(auto work, beginWork(ix));
    const auto at = std::ranges::find(work.chains, actor, &Chain::actor);
    if (at == work.chains.end() || from == 0 || from > at->acceptedCtr)
        return std::vector<RecordKey>{};
    const auto start = chainStart(work.strand.id, actor);
    LAPWING_ASSIGN(const auto head, from == 1 ? Result<std::optional<Hash>>(start)
                                              : m_log.hashAt(ix, *at, from - 1));
    at->acceptedCtr = from - 1;
    // Unknown where only a snapshot reached that far; the hub knows it.
    at->acceptedHead = head ? *head : Hash{};
    LAPWING_TRY(reopenLost(work, *at, own));
    LAPWING_ASSIGN(const auto again, m_log.ofChain(ix, actor, from));
    for (const auto& stored : again) {
        LAPWING_ASSIGN(const auto change, decoded(work, stored));
        for (const auto& record : change.envelope.records) work.rebuild.insert(record);
    }
    LAPWING_TRY(rebuildShown(work));
    LAPWING_TRY(endWork(work));
    return work.touchedKeys();
}

/// What a colleague had from a copy of a vault, before the office told of the other branch.
Result<Applied> Engine::giveWay(StrandIx ix, const ActorId& actor, std::uint64_t from)
{
    LAPWING_ASSIGN(auto work, beginWork(ix));
    auto& chain = work.chain(actor);
    if (from <= chain.acceptedCtr) return otherHistory(); // the office has told of both
    LAPWING_ASSIGN(const auto head, m_log.hashAt(ix, chain, from - 1));
    if (from > 1 && !head) return missing("where its author's branches part");
    LAPWING_ASSIGN(const auto gone, m_log.ofChain(ix, actor, from));
    for (const auto& stored : gone) {
        LAPWING_ASSIGN(const auto change, decoded(work, stored));
        work.rebuild.insert(change.envelope.records.begin(), change.envelope.records.end());
    }
    LAPWING_TRY(m_log.cut({ix, chain.no, from - 1}, from - 1));
    chain.heldCtr = from - 1;
    chain.heldHead = from > 1 ? *head : chainStart(work.strand.id, actor);
    LAPWING_TRY(rebuildShown(work));
    LAPWING_TRY(endWork(work));
    return Applied{0, work.touchedKeys()};
}

Result<std::vector<RecordKey>> Engine::reopenHeld(StrandIx ix, const ActorId& own)
{
    std::vector<RecordKey> touched;
    LAPWING_ASSIGN(const auto all, m_log.chains(ix));
    for (const auto& chain : all) {
        LAPWING_ASSIGN(const auto held, m_log.ofChain(ix, chain.actor, 1));
        auto from = chain.heldCtr + 1;
        for (auto at = held.rbegin(); at != held.rend(); ++at) {
            if (at->ctr + 1 != from ||
                at->encoded.front() == static_cast<std::uint8_t>(ChangeEncoding::Stub))
                break;
            from = at->ctr;
        }
        LAPWING_ASSIGN(const auto some, reopenFrom(ix, chain.actor, from, own));
        touched.insert(touched.end(), some.begin(), some.end());
    }
    return touched;
}

Result<void> Engine::keepPlace(StrandIx ix, const ActorId& own, std::uint64_t ctr, const Hash& head)
{
    LAPWING_ASSIGN(auto work, beginWork(ix));
    auto& chain = work.chain(own);
    if (chain.heldCtr >= ctr) return {};
    chain.heldCtr = ctr;
    chain.heldHead = head;
    return endWork(work);
}

/// The chains as the office has them; answers their numbers here, in the body's order.
Result<std::vector<std::uint32_t>> Engine::takeChains(Work& work, const SnapshotBody& body,
                                                      const ActorId& own)
{
    const auto before = work.chains;
    for (auto& chain : work.chains) {
        chain.acceptedCtr = 0;
        chain.acceptedHead = chainStart(work.strand.id, chain.actor);
    }
    std::vector<std::uint32_t> local;
    for (const auto& told : body.chains) {
        auto& chain = work.chain(told.actor);
        local.push_back(chain.no);
        chain.acceptedCtr = told.ctr;
        chain.acceptedHead = told.head;
        if (chain.heldCtr < told.ctr) {
            chain.heldCtr = told.ctr;
            chain.heldHead = told.head;
        }
        const auto was = std::ranges::find(before, told.actor, &Chain::actor);
        if (was != before.end()) LAPWING_TRY(settleTold(work, chain, told, *was, own));
    }
    for (auto& chain : work.chains) LAPWING_TRY(reopenLost(work, chain, own));
    LAPWING_TRY(m_log.beginInstall(work.strand.ix));
    for (const auto& stub : body.stubs) {
        if (mutant("install-forgets-stubs")) break;
        if (stub.chain >= local.size() || !isAdverse(stub.verdict))
            return fail(ErrorCode::Malformed, {}, "a snapshot's stub");
        LAPWING_TRY(m_log.insertStub({work.strand.ix, local[stub.chain], stub.ctr}, stub.verdict));
    }
    return local;
}

/// `empty`: no row was here before.
Result<void> Engine::takeRecords(Work& work, const SnapshotBody& body,
                                 const std::vector<std::uint32_t>& local, bool empty)
{
    for (const auto& bytes : body.records) {
        LAPWING_ASSIGN(auto record, decodeRecord(bytes));
        for (const auto& reg : record.registers)
            for (const auto& s : reg.siblings)
                if (s.dot.chain >= local.size())
                    return fail(ErrorCode::Malformed, {}, "a snapshot's chain");
        for (const auto& kept : record.opaque)
            if (kept.dot.chain >= local.size())
                return fail(ErrorCode::Malformed, {}, "a snapshot's chain");
        const auto id = record.id;
        LAPWING_ASSIGN(auto* row, empty ? Result<Row*>(&work.rows[id]) : rowOf(work, id));
        work.touched.insert(id);
        row->accepted = renumbered(std::move(record), local);
    }
    return {};
}

Result<std::vector<RecordKey>> Engine::install(StrandIx ix, const SnapshotBody& body,
                                               std::uint64_t sseq, const ActorId& own)
{
    LAPWING_ASSIGN(auto work, beginWork(ix));
    if (body.strand != work.strand.id)
        return fail(ErrorCode::Corrupt, {}, "a snapshot of another strand");
    work.strand.sseq = sseq;
    LAPWING_TRY(forgetAccepted(work));
    const bool empty = work.rows.empty();
    LAPWING_ASSIGN(const auto local, takeChains(work, body, own));
    LAPWING_TRY(takeRecords(work, body, local, empty));
    Redactions redactions(*m_db);
    for (const auto& told : body.redactions) LAPWING_TRY(redactions.note(ix, told));
    LAPWING_TRY(takeOutAll(work)); // also what a hub that was put back has forgotten
    LAPWING_ASSIGN(const auto pending, m_log.undecided(ix));
    for (const auto& stored : pending) {
        LAPWING_ASSIGN(const auto change, decoded(work, stored));
        for (const auto& record : change.envelope.records) work.rebuild.insert(record);
    }
    LAPWING_TRY(rebuildShown(work));
    LAPWING_TRY(endWork(work));
    return work.touchedKeys();
}

} // namespace lapwing::store
