// What a person at the office decides about changes that were kept.
#include "server-stub/service/quarantine_decision.h"
#include "tests/sim/world.h"

#include <algorithm>

namespace lapwing::sim {

using test::must;

namespace {
/// In these histories somebody decides. Those that once went wrong are none of them, and stay as
/// they were.
constexpr std::uint64_t kKeepsEach = 11;
constexpr std::uint64_t kKeepsAt[] = {3, 6, 10};
} // namespace

bool World::hasDeciders() const
{
    return std::ranges::find(kKeepsAt, m_plan.seed % kKeepsEach) != std::end(kKeepsAt);
}

/// All that waits, or was rejected, of one author in one strand is adopted or rejected, each for
/// itself and the last first, which is the harder way; forgeries nobody adopts.
void World::decideKept()
{
    if (m_frozen) return;
    std::vector<std::pair<StrandId, SeenDot>> kept;
    for (const auto& [strand, fates] : m_fate)
        for (const auto& [dot, state] : fates)
            if (isAdverse(state) && !m_forged.contains({strand, dot}))
                kept.emplace_back(strand, dot);
    if (kept.empty()) return;
    const auto chosen = kept[m_dice.below(kept.size())];
    for (auto at = kept.rbegin(); at != kept.rend() && !m_failure; ++at)
        if (at->first == chosen.first && at->second.actor == chosen.second.actor)
            decideOne(at->first, at->second);
    learnHub();
}

/// The oracle is told of the verdict and of nothing else: what then shows is worked out anew.
void World::decideOne(const StrandId& id, const SeenDot& dot)
{
    auto& fate = m_fate[id][dot];
    const auto verdict = m_dice.oneIn(3) ? Verdict::Rejected : Verdict::Accepted;
    const auto strand = must(m_hub.core.strands.findStrand(id));
    const auto row = must(m_hub.core.log.ofChain(strand->ix, dot.actor, dot.ctr, dot.ctr));
    const auto name = Head8::from(row.front().hash.view().first(Head8::kSize));
    auto transaction = must(store::Transaction::begin(m_hub.db));
    const auto decided =
        hub::decide(m_hub.core, {name, verdict, *m_decider, "as somebody told them"});
    if (decided.ok() != mayFollow(fate, verdict)) {
        // Room, or what only a later version reads, can be in the way; a law can not.
        if (decided.ok()) return broke("I14", "a verdict followed that may not");
        m_hub.core.idle.clear();
        count("verdicts that had to wait");
        return;
    }
    if (!decided.ok()) {
        m_hub.core.idle.clear();
        return;
    }
    must(transaction.commit());
    fate = verdict;
    m_hubKept = false;
    (verdict == Verdict::Accepted ? m_adopted : m_rejected).insert({id, dot});
    note(dot.actor.hex().substr(0, 6) + ":" + std::to_string(dot.ctr) +
         (verdict == Verdict::Accepted ? " is adopted" : " is rejected"));
    count(verdict == Verdict::Accepted ? "changes adopted" : "changes rejected");
}

/// An adopted change comes to a tablet with the strand's next snapshot.
bool World::isToldOfAdoption(store::ChangeLog& store, const store::Strand& strand,
                             const SeenDot& dot)
{
    if (!m_adopted.contains({strand.id, dot})) return true;
    const auto row = must(store.ofChain(strand.ix, dot.actor, dot.ctr, dot.ctr));
    return row.empty() || row.front().state == Verdict::Accepted;
}

} // namespace lapwing::sim
