#include "sync/store/causal_order.h"

#include <algorithm>
#include <map>

namespace lapwing::store {

Result<std::vector<StoredChange>> inCausalOrder(std::vector<StoredChange> changes)
{
    std::map<ActorId, std::uint64_t> next;
    for (const auto& c : changes) next.try_emplace(c.actor, c.ctr);
    if (next.size() < 2) return changes;
    std::vector<std::vector<Dep>> deps;
    for (const auto& c : changes) {
        LAPWING_ASSIGN(auto change, openChange({}, c.actor, c.ctr, Hash{}, c.encoded));
        deps.push_back(std::move(change.envelope.deps));
    }
    std::vector<StoredChange> ordered;
    const auto total = changes.size();
    while (ordered.size() < total) {
        const auto before = ordered.size();
        for (std::size_t i = 0; i < total; ++i) {
            const auto awaits = [&](const Dep& dep) {
                const auto at = next.find(dep.actor);
                return at != next.end() && at->second <= dep.ctr;
            };
            auto& c = changes[i];
            if (next[c.actor] != c.ctr || std::ranges::any_of(deps[i], awaits)) continue;
            // The last of its author waits for nobody's sake any more.
            const bool last = i + 1 == total || changes[i + 1].actor != c.actor;
            next[c.actor] = last ? UINT64_MAX : c.ctr + 1;
            ordered.push_back(std::move(c));
        }
        if (ordered.size() == before) return fail(ErrorCode::Corrupt, {}, "changes in a circle");
    }
    return ordered;
}

} // namespace lapwing::store
