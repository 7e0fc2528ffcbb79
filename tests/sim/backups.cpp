// Disks that are put back as they once were: the hub's from a backup, a tablet's from a copy.
#include "server-stub/service/found_adopt.h"
#include "tests/sim/world.h"
#include "tests/support/table_copy.h"

#include <algorithm>

namespace lapwing::sim {

using test::keepCopy;
using test::must;
using test::putBack;

namespace {
/// Up to where a replica holds the content of a chain without a gap, after `from`.
std::uint64_t contentUpTo(store::ChangeLog& store, store::StrandIx ix, const ActorId& actor,
                          std::uint64_t from)
{
    for (const auto& row : must(store.ofChain(ix, actor, from + 1))) {
        if (row.ctr != from + 1 || row.encoded.front() != 0) break;
        from = row.ctr;
    }
    return from;
}
} // namespace

void World::backUpHub()
{
    keepCopy(m_hub.db);
    m_hubKept = true;
    note("the office makes a backup");
}

/// In these histories people are given cases and lose them between a backup and its use.
bool World::hasLateAccess() const
{
    return m_plan.lateAccess;
}

/// What the tablets say that they were given since, the office takes as it was.
void World::adoptFound()
{
    if (!m_finder) return;
    for (const auto& caseId : m_cases) {
        auto transaction = must(store::Transaction::begin(m_hub.db));
        const auto done = hub::adoptFound(m_hub.core, caseId, {*m_finder, "as it was before", {}});
        if (!done.ok()) {
            m_hub.core.idle.clear();
            continue; // nothing of it waits
        }
        must(transaction.commit());
        note("the office gives back what it was told of");
        count("access given back after a restore");
        learnHub();
    }
}

/// In most histories the backup is used only while assignments stay as they were in it; and once:
/// the hub that it became is in no other.
void World::restoreHub()
{
    const auto isBehind = [](const auto& node) { return node->rolledBack; };
    if (!m_hubKept || std::ranges::any_of(m_nodes, isBehind)) return;
    for (auto& node : m_nodes) node->kept = false;
    putBack(m_hub.db);
    m_hubKept = false;
    m_answers.clear(); // their connections ended with it
    m_hub.beginAnew();
    m_offices.insert(actorOf(m_hub.core.keys.actor.publicKey()));
    note("the hub is put back from its backup");
    count("restores of the hub");
    const auto before = std::exchange(m_fate, {});
    learnHub();
    // What it had been given back was no more owed; lost again, it is owed if a tablet has it
    // still.
    for (auto& [strand, dots] : m_owed) {
        const auto given = before.find(strand);
        if (given != before.end())
            std::erase_if(dots,
                          [&](const auto& owed) { return given->second.contains(owed.first); });
    }
    for (const auto& [strand, fate] : before)
        for (const auto& [dot, state] : fate)
            if (!m_fate[strand].contains(dot)) {
                m_lost[strand].emplace(dot, state);
                m_everLost[strand].insert(dot);
            }
    m_frozen = true;
    oweWhatIsHeld();
}

/// What the hub took and lost is owed again when a tablet has it, what comes before it, and all
/// that it rests on.
void World::oweWhatIsHeld()
{
    std::map<StrandId, std::set<SeenDot>> held;
    for (const auto& node : m_nodes) {
        auto& store = node->tablet.replica->strands();
        for (const auto& strand : must(store.strands())) {
            std::map<ActorId, std::uint64_t> atHub;
            for (const auto& [dot, state] : m_fate[strand.id])
                atHub[dot.actor] = std::max(atHub[dot.actor], dot.ctr);
            for (const auto& chain : must(node->tablet.replica->log().chains(strand.ix))) {
                const auto from = atHub[chain.actor];
                const auto last =
                    contentUpTo(node->tablet.replica->log(), strand.ix, chain.actor, from);
                for (auto ctr = from + 1; ctr <= last; ++ctr)
                    held[strand.id].insert({chain.actor, ctr});
            }
        }
    }
    for (auto& [id, dots] : held) {
        const auto& fate = m_fate[id];
        const auto& lost = m_lost[id];
        std::erase_if(dots, [&](const SeenDot& dot) { return !lost.contains(dot); });
        const auto comes = [&](const SeenDot& dot) {
            return dot.ctr == 0 || fate.contains(dot) || dots.contains(dot);
        };
        for (bool gone = true; gone;)
            gone = std::erase_if(dots, [&](const SeenDot& dot) {
                       const auto* save = m_model.find(id, dot);
                       return !save || !comes({dot.actor, dot.ctr - 1}) ||
                              !std::ranges::all_of(save->deps, comes);
                   }) > 0;
        for (const auto& dot : dots) m_owed[id].emplace(dot, lost.at(dot));
    }
}

/// At rest after a restore: whatever a tablet still had is taken again, and as it was.
void World::checkGivenBack()
{
    for (const auto& [strand, dots] : m_owed)
        for (const auto& [dot, state] : dots) {
            const auto at = m_fate[strand].find(dot);
            if (at == m_fate[strand].end())
                return broke(
                    "I24", "a restored hub was not given back " + dot.actor.hex().substr(0, 6) +
                               ":" + std::to_string(dot.ctr) + " of " + strand.hex().substr(0, 6));
            // Of somebody who was given the case since it waits for a person, or is as it was.
            const bool isKept = m_finder && at->second == Verdict::Quarantined;
            if (at->second != state && !isKept)
                return broke("I24", "a restored hub judges otherwise what it once took");
            count("changes given back to a restored hub");
        }
    m_owed.clear();
    m_lost.clear();
    m_frozen = false;
}

void World::copyTablet(Node& node)
{
    if (node.rolledBack) return;
    keepCopy(node.tablet.db);
    node.kept = true;
    note("a tablet's vault is copied");
}

/// The copy is used when the hub can see that it is one, or when nothing of its own is lost by it.
void World::restoreTablet(Node& node)
{
    if (!node.kept || node.rolledBack || !m_lost.empty()) return;
    if (must(node.tablet.replica->log().undecidedCount()) > 0) return;
    putBack(node.tablet.db);
    must(node.tablet.db.exec("DELETE FROM search"));
    node.kept = false;
    node.forms.clear();
    reopen(node);
    const auto device = deviceOf(node.tablet.deviceKey.publicKey());
    const auto chain = must(node.tablet.replica->state().ownChain());
    node.rolledBack = must(m_hub.core.registry.vaultActorOf(device))->received > chain.seq;
    note(node.rolledBack ? "a tablet is put back to before its own work" : "a tablet is put back");
    count(node.rolledBack ? "tablets behind their own work" : "tablets put back");
}

/// What its owner is told to do: a new installation. The old one never signs again.
void World::replaceTablet(Node& node)
{
    note("and is set up anew");
    count("tablets set up anew");
    const auto person = node.tablet.person;
    node.round.reset();
    node.tablet = test::SmallTablet(m_hub, person, m_random, node.clock);
    node.rolledBack = node.kept = m_hubKept = false;
    reopen(node);
    const auto wasIts = [&](const Mail& mail) { return m_nodes[mail.node].get() == &node; };
    for (auto* mails : {&m_requests, &m_answers, &m_oldRequests, &m_oldAnswers})
        std::erase_if(*mails, wasIts);
}

} // namespace lapwing::sim
