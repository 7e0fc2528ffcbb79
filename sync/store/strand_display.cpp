#include "sync/log/late_word.h"
#include "sync/log/merge.h"
#include "sync/store/strand_work.h"

#include <algorithm>
#include <map>

namespace lapwing::store {

namespace {
Result<SiblingView> viewOf(const Sibling& sibling, const std::vector<Chain>& chains)
{
    const auto at = std::ranges::find(chains, sibling.dot.chain, &Chain::no);
    if (at == chains.end()) return fail(ErrorCode::Corrupt, {}, "a dot of an unknown chain");
    SiblingView view;
    view.dot = {at->actor, sibling.dot.ctr};
    view.claimedMs = sibling.claimedMs;
    view.redacted = sibling.redacted;
    if (sibling.redacted) return view;
    LAPWING_ASSIGN(auto payload, decodePayload(sibling.payload));
    view.why = std::move(payload.why);
    view.newer = isOfNewerKind(payload.value);
    if (view.newer) {
        view.value = Value::binary(ValueKind::Binary, std::move(payload.value));
        return view;
    }
    LAPWING_ASSIGN(view.value, decodeValue(payload.value));
    if (auto word = lateWord(view.value)) {
        view.late = word->change;
        view.value = std::move(word->value);
    }
    return view;
}

/// What a newer program did to a register, beside the versions that this one reads.
Result<SiblingView> viewOf(const OpaqueOp& op, const std::vector<Chain>& chains)
{
    const auto at = std::ranges::find(chains, op.dot.chain, &Chain::no);
    if (at == chains.end()) return fail(ErrorCode::Corrupt, {}, "a dot of an unknown chain");
    SiblingView view;
    view.dot = {at->actor, op.dot.ctr};
    view.newer = true;
    view.value = Value::binary(ValueKind::Binary, op.bytes);
    return view;
}

// Chain numbers are this store's own; people and exports need one order everywhere.
void sortByAuthor(std::vector<SiblingView>& views)
{
    std::ranges::sort(views, {}, [](const SiblingView& v) {
        return std::pair(v.dot.ctr, v.dot.actor);
    });
}

Result<void> addShown(const Record& shown, const std::vector<Chain>& chains, Registers& out)
{
    for (const auto& reg : shown.registers)
        for (const auto& sibling : reg.siblings) {
            LAPWING_ASSIGN(auto view, viewOf(sibling, chains));
            out[{reg.field, reg.key}].push_back(std::move(view));
        }
    for (const auto& op : shown.opaque) {
        LAPWING_ASSIGN(auto view, viewOf(op, chains));
        out[{op.field, op.key}].push_back(std::move(view));
    }
    return {};
}
} // namespace

Result<const StrandStore::Part*> StrandStore::part(Parts& parts, StrandIx ix)
{
    const auto at = parts.find(ix);
    if (at != parts.end()) return &at->second;
    Part fresh;
    LAPWING_ASSIGN(fresh.strand, strand(ix));
    LAPWING_ASSIGN(fresh.chains, chains(ix));
    return &parts.emplace(ix, std::move(fresh)).first->second;
}

Result<std::optional<StrandStore::Opened>> StrandStore::display(const RecordKey& record,
                                                                Parts& parts)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT strand, coalesce(shown, accepted) FROM record "
                                            "WHERE rid=? ORDER BY strand"));
    select.bind(1, record.id.view());
    Registers registers;
    std::uint16_t type = 0;
    bool hasReadable = false;
    std::vector<const Part*> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) break;
        LAPWING_ASSIGN(const auto* held, part(parts, select.integer(0)));
        // Another case may use the same id: its parts are not this record's.
        if (scopeOf(held->strand) != record.scope) continue;
        found.push_back(held);
        LAPWING_ASSIGN(const auto shown, decodeRecord(select.blob(1)));
        if (type == 0) type = shown.type;
        hasReadable = hasReadable || !shown.registers.empty();
        LAPWING_TRY(addShown(shown, held->chains, registers));
    }
    if (!hasReadable) return std::optional<Opened>{};
    LAPWING_TRY(tellWhoRedacted(record.id, found, registers));
    for (auto& [place, views] : registers) sortByAuthor(views);
    return std::optional(
        Opened{makeDisplayed(record, type, std::move(registers)), std::move(found)});
}

Result<std::optional<DisplayedRecord>> StrandStore::display(const RecordId& record)
{
    LAPWING_ASSIGN(const auto scopes, scopesOf(record));
    if (scopes.empty()) return std::optional<DisplayedRecord>{};
    if (scopes.size() > 1) return fail(ErrorCode::Conflict, {}, "an id that several cases use");
    return display(RecordKey{scopes.front(), record});
}

Result<std::optional<DisplayedRecord>> StrandStore::display(const RecordKey& record)
{
    Parts parts;
    LAPWING_ASSIGN(auto opened, display(record, parts));
    if (!opened) return std::optional<DisplayedRecord>{};
    return std::optional(std::move(opened->form));
}

Result<void> StrandStore::checkRows(const Parts& parts)
{
    if (!m_sum) return {};
    for (const auto& [ix, held] : parts) LAPWING_TRY(m_sum->checkStrand(ix));
    return {};
}

DisplayedRecord StrandStore::blankRecord(const RecordId& record, std::uint16_t type)
{
    return makeDisplayed({{}, record}, type, {});
}

Result<std::vector<Record>> StrandStore::shownRecords(StrandIx ix)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT coalesce(shown, accepted) FROM record WHERE "
                                            "strand=? ORDER BY rid"));
    select.bind(1, ix);
    std::vector<Record> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        LAPWING_ASSIGN(auto record, decodeRecord(select.blob(0)));
        found.push_back(std::move(record));
    }
}

namespace {
/// Who else's work this change rests on: what came in since the author last wrote here, and
/// every chain whose dots it supersedes.
Result<std::vector<const Chain*>> restsOn(const std::vector<Chain>& chains, const ActorId& author,
                                          const std::vector<Write>& writes)
{
    std::vector<const Chain*> found;
    for (const auto& chain : chains) {
        if (chain.actor == author || chain.heldCtr == 0) continue;
        const bool named = std::ranges::any_of(writes, [&](const Write& w) {
            return std::ranges::find(w.seen, chain.actor, &SeenDot::actor) != w.seen.end();
        });
        if (named || chain.heldCtr > chain.depCtr) found.push_back(&chain);
    }
    if (found.size() > kDepsMax)
        return fail(ErrorCode::TooLarge, {}, "a change that rests on over 256 authors");
    std::ranges::sort(found, {}, &Chain::actor);
    return found;
}

std::vector<Superseded> supersededBy(const Write& write, const ActorId& author,
                                     const std::vector<const Chain*>& deps)
{
    std::vector<Superseded> sups;
    for (const auto& seen : write.seen) {
        if (seen.actor == author) {
            sups.push_back({0, seen.ctr});
            continue;
        }
        const auto at = std::ranges::find(deps, seen.actor, [](const auto* c) { return c->actor; });
        // It went with a hub that was put back. If anybody brings it again, both versions stand.
        if (at == deps.end() || (*at)->heldCtr < seen.ctr) continue;
        sups.push_back({static_cast<std::uint32_t>(at - deps.begin()) + 1, seen.ctr});
    }
    std::ranges::sort(sups);
    return sups;
}

Envelope envelopeOf(const std::vector<Write>& writes, const Author& author)
{
    Envelope e;
    e.claimedMs = author.clock.wallMs();
    for (const auto& write : writes) {
        e.records.push_back(write.record);
        e.hubOps = e.hubOps || write.kind != static_cast<std::uint8_t>(OpKind::Set);
    }
    std::ranges::sort(e.records);
    const auto repeated = std::ranges::unique(e.records);
    e.records.erase(repeated.begin(), repeated.end());
    return e;
}
} // namespace

Result<VerifiedRun> StrandStore::compose(const Strand& strand, const Author& author,
                                         const std::vector<Write>& writes)
{
    LAPWING_ASSIGN(const auto own, chainOf(strand, author.actor));
    LAPWING_ASSIGN(const auto all, chains(strand.ix));
    LAPWING_ASSIGN(const auto deps, restsOn(all, author.actor, writes));
    auto envelope = envelopeOf(writes, author);
    std::vector<Payload> payloads;
    for (const auto* dep : deps)
        envelope.deps.push_back(
            {dep->actor, dep->heldCtr, Head8::from(dep->heldHead.view().first(8))});
    for (const auto& write : writes) {
        auto sups = supersededBy(write, author.actor, deps);
        const auto record = std::ranges::lower_bound(envelope.records, write.record);
        envelope.ops.push_back({write.kind,
                                static_cast<std::uint32_t>(record - envelope.records.begin()),
                                write.field, write.key, std::move(sups)});
        payloads.push_back(write.payload);
    }
    LAPWING_ASSIGN(const auto salt, author.random.id<Salt>());
    LAPWING_ASSIGN(auto change, makeChange(strand.id, author.actor, own.heldCtr + 1, own.heldHead,
                                           std::move(envelope), payloads, salt));
    for (const auto* dep : deps) {
        LAPWING_ASSIGN(auto update,
                       m_db.cached("UPDATE chain SET dep_ctr=? WHERE strand=? AND no=?"));
        LAPWING_TRY(update.bind(1, dep->heldCtr).bind(2, strand.ix).bind(3, dep->no).run());
    }
    return VerifiedRun::sign(std::move(change), author.key);
}

} // namespace lapwing::store
