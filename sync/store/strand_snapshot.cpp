#include "sync/store/redactions.h"
#include "sync/store/strand_work.h"

#include "shared/base/mutant.h"

#include <algorithm>

namespace lapwing::store {

Result<SnapshotBody> StrandStore::snapshotBody(StrandIx ix)
{
    LAPWING_ASSIGN(const auto held, strand(ix));
    LAPWING_ASSIGN(auto all, chains(ix));
    SnapshotBody body{held.id, held.caseId, static_cast<std::uint8_t>(held.compartment),
                        static_cast<std::uint8_t>(held.panel), {}, {}, {}, {}};
    std::vector<std::uint32_t> place(all.size(), 0);
    std::ranges::sort(all, {}, &Chain::actor);
    for (const auto& chain : all) {
        if (chain.acceptedCtr == 0) continue;
        place[chain.no] = static_cast<std::uint32_t>(body.chains.size());
        body.chains.push_back({chain.actor, {}, 0, chain.acceptedCtr, chain.acceptedHead});
    }
    LAPWING_ASSIGN(auto stubs,
                   m_db.cached("SELECT chain, ctr, state FROM change WHERE strand=? AND state>=2 "
                               "ORDER BY chain, ctr"));
    stubs.bind(1, ix);
    for (;;) {
        LAPWING_ASSIGN(const bool row, stubs.step());
        if (!row) break;
        body.stubs.push_back({place[static_cast<std::size_t>(stubs.integer(0))],
                              static_cast<std::uint64_t>(stubs.integer(1)),
                              static_cast<Verdict>(stubs.integer(2))});
    }
    std::ranges::sort(body.stubs);
    LAPWING_ASSIGN(body.redactions, Redactions(m_db).all(ix));
    std::erase_if(body.redactions, [&](const Redaction& told) {
        return std::ranges::find(body.chains, told.change.actor, &SnapshotBody::Chain::actor) ==
               body.chains.end();
    });
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT accepted FROM record WHERE strand=? ORDER BY rid"));
    select.bind(1, ix);
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return body;
        LAPWING_ASSIGN(auto record, decodeRecord(select.blob(0)));
        if (!record.empty()) body.records.push_back(encode(renumbered(std::move(record), place)));
    }
}

Result<void> StrandStore::forgetAccepted(Work& work)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT rid FROM record WHERE strand=?"));
    select.bind(1, work.strand.ix);
    for (;;) {
        LAPWING_ASSIGN(const bool found, select.step());
        if (!found) return {};
        const auto record = RecordId::from(select.blob(0));
        LAPWING_ASSIGN(auto* row, rowOf(work, record));
        row->accepted = Record{record, 0, {}, {}};
        row->shown.reset();
        work.touched.insert(record);
    }
}

/// A hub restored from an older copy no longer has what it once took: that is undecided again here,
/// so that it shows and is sent again. What follows a place whose content is not here cannot be
/// sent; its author has it. Whoever is that author keeps all of it, and their place: a dot that a
/// colleague may still hold is never given to something else.
Result<void> StrandStore::reopenLost(Work& work, Chain& chain, const ActorId& own)
{
    if (chain.heldCtr <= chain.acceptedCtr) return {};
    const bool isOwn = chain.actor == own;
    auto last = isOwn ? chain.heldCtr : chain.acceptedCtr;
    auto head = isOwn ? chain.heldHead : chain.acceptedHead;
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT ctr, c FROM change WHERE strand=? AND chain=? AND ctr>? AND "
                               "substr(form,1,1)<>x'02' ORDER BY ctr"));
    select.bind(1, work.strand.ix).bind(2, chain.no).bind(3, last);
    for (;;) {
        LAPWING_ASSIGN(const bool found, select.step());
        if (!found || static_cast<std::uint64_t>(select.integer(0)) != last + 1) break;
        head = Hash::from(select.blob(1));
        ++last;
    }
    select.reset();
    chain.heldCtr = last;
    chain.heldHead = head;
    LAPWING_ASSIGN(auto drop,
                   m_db.cached("DELETE FROM change WHERE strand=? AND chain=? AND (ctr>? OR (ctr>? "
                               "AND substr(form,1,1)=x'02'))"));
    drop.bind(1, work.strand.ix).bind(2, chain.no).bind(3, last);
    LAPWING_TRY(drop.bind(4, chain.acceptedCtr).run());
    // What was accepted keeps its sseq: as long as the accepted rows stand they have it in them.
    LAPWING_ASSIGN(auto again,
                   m_db.cached("UPDATE change SET sseq=CASE state WHEN 1 THEN sseq END, state=0 "
                               "WHERE strand=? AND chain=? AND ctr>? AND state<>0"));
    return again.bind(1, work.strand.ix).bind(2, chain.no).bind(3, chain.acceptedCtr).run();
}

/// What is held of a chain, and waits, is the office's when the hash at the office's end of the
/// chain says so, and never by its number alone: a vault that was put back from a copy writes other
/// changes at the same places.
Result<void> StrandStore::settleTold(const Work& work, Chain& chain,
                                     const SnapshotBody::Chain& told, const Chain& before,
                                     const ActorId& own)
{
    LAPWING_ASSIGN(const auto known, told.ctr <= before.heldCtr
                                         ? hashAt(work.strand.ix, before, told.ctr)
                                         : Result<std::optional<Hash>>(std::optional<Hash>{}));
    const bool same = known && *known == told.head;
    if (same || before.heldCtr == 0) {
        LAPWING_ASSIGN(auto settle, m_db.cached("UPDATE change SET state=1, sseq=? WHERE strand=? "
                                                "AND chain=? AND ctr<=? AND state=0"));
        settle.bind(1, work.strand.sseq).bind(2, work.strand.ix).bind(3, chain.no);
        return settle.bind(4, told.ctr).run();
    }
    if (!known) {
        LAPWING_ASSIGN(auto waits, m_db.cached("SELECT 1 FROM change WHERE strand=? AND chain=? "
                                               "AND ctr<=? AND state=0"));
        waits.bind(1, work.strand.ix).bind(2, chain.no).bind(3, told.ctr);
        LAPWING_ASSIGN(const bool any, waits.step());
        if (!any) return {};
    }
    if (chain.actor == own)
        return fail(ErrorCode::Conflict, {}, "the office has another history of this vault");
    // It was somebody else's, and the office has been offered it.
    LAPWING_ASSIGN(auto drop, m_db.cached(known ? "DELETE FROM change WHERE strand=? AND chain=?"
                                                : "DELETE FROM change WHERE strand=? AND chain=? "
                                                  "AND state=0"));
    chain.heldCtr = told.ctr;
    chain.heldHead = told.head;
    return drop.bind(1, work.strand.ix).bind(2, chain.no).run();
}

Result<std::vector<RecordKey>> StrandStore::reopenFrom(StrandIx ix, const ActorId& actor,
                                                       std::uint64_t from, const ActorId& own)
{
    LAPWING_ASSIGN(auto work, beginWork(ix));
    const auto at = std::ranges::find(work.chains, actor, &Chain::actor);
    if (at == work.chains.end() || from == 0 || from > at->acceptedCtr)
        return std::vector<RecordKey>{};
    const auto start = chainStart(work.strand.id, actor);
    LAPWING_ASSIGN(const auto head, from == 1 ? Result<std::optional<Hash>>(start)
                                              : hashAt(ix, *at, from - 1));
    at->acceptedCtr = from - 1;
    // Unknown where only a snapshot reached that far; the hub knows it.
    at->acceptedHead = head ? *head : Hash{};
    LAPWING_TRY(reopenLost(work, *at, own));
    LAPWING_ASSIGN(const auto again, ofChain(ix, actor, from));
    for (const auto& stored : again) {
        LAPWING_ASSIGN(const auto change, decoded(work, stored));
        for (const auto& record : change.envelope.records) work.rebuild.insert(record);
    }
    LAPWING_TRY(rebuildShown(work));
    LAPWING_TRY(endWork(work));
    return work.touchedKeys();
}

Result<std::vector<RecordKey>> StrandStore::reopenHeld(StrandIx ix, const ActorId& own)
{
    std::vector<RecordKey> touched;
    LAPWING_ASSIGN(const auto all, chains(ix));
    for (const auto& chain : all) {
        LAPWING_ASSIGN(const auto held, ofChain(ix, chain.actor, 1));
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

Result<void> StrandStore::keepPlace(StrandIx ix, const ActorId& own, std::uint64_t ctr,
                                    const Hash& head)
{
    LAPWING_ASSIGN(auto work, beginWork(ix));
    auto& chain = work.chain(own);
    if (chain.heldCtr >= ctr) return {};
    chain.heldCtr = ctr;
    chain.heldHead = head;
    return endWork(work);
}

Result<std::vector<RecordKey>> StrandStore::installSnapshot(StrandIx ix, const SnapshotBody& body,
                                                            std::uint64_t sseq, const ActorId& own)
{
    LAPWING_ASSIGN(auto work, beginWork(ix));
    if (body.strand != work.strand.id)
        return fail(ErrorCode::Corrupt, {}, "a snapshot of another strand");
    work.strand.sseq = sseq;
    LAPWING_TRY(forgetAccepted(work));
    const bool empty = work.rows.empty();
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
    LAPWING_ASSIGN(auto anew,
                   m_db.cached("UPDATE change SET sseq=NULL WHERE strand=? AND state=0"));
    LAPWING_TRY(anew.bind(1, ix).run());
    // What the office put aside once, and names among the stubs no more, was adopted since.
    LAPWING_ASSIGN(auto adopted,
                   m_db.cached("UPDATE change SET state=1 WHERE strand=? AND state>1"));
    LAPWING_TRY(adopted.bind(1, ix).run());
    for (const auto& stub : body.stubs) {
        if (mutant("install-forgets-stubs")) break;
        if (stub.chain >= local.size() || !isAdverse(stub.verdict))
            return fail(ErrorCode::Malformed, {}, "a snapshot's stub");
        LAPWING_ASSIGN(auto put,
                       m_db.cached("INSERT INTO change(strand, chain, ctr, form, c, sig, state, "
                                   "sseq) VALUES(?,?,?,?,?,NULL,?,NULL) ON CONFLICT DO UPDATE SET "
                                   "state=excluded.state"));
        const auto form = stubEncoding(Hash{}, stub.verdict);
        put.bind(1, ix).bind(2, local[stub.chain]).bind(3, stub.ctr).bind(4, ByteView(form));
        LAPWING_TRY(put.bind(5, Hash{}.view()).bind(6, static_cast<int>(stub.verdict)).run());
    }
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
    Redactions redactions(m_db);
    for (const auto& told : body.redactions) LAPWING_TRY(redactions.note(ix, told));
    LAPWING_TRY(takeOutAll(work)); // also what a hub that was put back has forgotten
    LAPWING_ASSIGN(const auto pending, undecided(ix));
    for (const auto& stored : pending) {
        LAPWING_ASSIGN(const auto change, decoded(work, stored));
        for (const auto& record : change.envelope.records) work.rebuild.insert(record);
    }
    LAPWING_TRY(rebuildShown(work));
    LAPWING_TRY(endWork(work));
    return work.touchedKeys();
}

} // namespace lapwing::store
