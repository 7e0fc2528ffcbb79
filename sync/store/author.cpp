#include "sync/store/author.h"

#include <algorithm>

namespace lapwing::store {

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

Result<VerifiedRun> compose(ChangeLog& log, const Strand& strand, const Author& author,
                            const std::vector<Write>& writes)
{
    LAPWING_ASSIGN(const auto own, log.chainOf(strand, author.actor));
    LAPWING_ASSIGN(const auto all, log.chains(strand.ix));
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
    for (const auto* dep : deps) LAPWING_TRY(log.setDep(strand.ix, dep->no, dep->heldCtr));
    return VerifiedRun::sign(std::move(change), author.key);
}

} // namespace lapwing::store
