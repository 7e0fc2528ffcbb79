// What the office finds on tablets after it was put back from a backup, and takes in again.
#include "server-stub/service/administration.h"
#include "server-stub/service/found_adopt.h"
#include "server-stub/service/stranger.h"
#include "tests/sim/world.h"

#include <nlohmann/json.hpp>

namespace lapwing::sim {

using test::must;

/// A new case, which nobody has yet.
void World::importCase()
{
    auto transaction = must(store::Transaction::begin(m_hub.db));
    const auto id = m_hub.addCase("DA-" + std::to_string(m_cases.size()), "An imported case");
    m_hub.addRecord(id, "action", "text", Value::text("Ring her"));
    must(transaction.commit());
    m_cases.push_back(id);
    note("the office imports a case");
    count("cases imported");
    learnHub();
}

/// The snapshots that strands were adopted with: the hub has what is in them, and no log of it.
void World::learnBases()
{
    for (const auto& strand : must(m_hub.core.strands.strands())) {
        const auto bytes = must(m_hub.core.foundRows.base(strand.ix));
        auto& fate = m_fate[strand.id];
        if (!bytes || !fate.empty()) continue;
        const auto body = must(decodeSnapshotBody(*bytes));
        for (std::size_t i = 0; i < body.chains.size(); ++i)
            for (std::uint64_t ctr = 1; ctr <= body.chains[i].ctr; ++ctr)
                fate.emplace(SeenDot{body.chains[i].actor, ctr}, Verdict::Accepted);
        for (const auto& stub : body.stubs)
            fate[{body.chains[stub.chain].actor, stub.ctr}] = stub.verdict;
    }
}

/// A person at the office takes in again all tablets, and all cases, that wait.
void World::adoptFound()
{
    if (m_hub.core.keys.epoch == hub::kFirstEpoch) return;
    auto transaction = must(store::Transaction::begin(m_hub.db));
    const auto by = must(m_hub.core.registry.allStaff()).front().id;
    const hub::FoundDecision decision{by, "It was ours", {}};
    for (const auto& waits : must(m_hub.core.foundRows.tablets())) {
        if (!fine(hub::admitStranger(m_hub.core, waits.device, decision, "A colleague"), "P-H",
                  "a tablet is taken in again"))
            return;
        note("a tablet is taken in again");
        count("tablets taken in again");
    }
    std::set<CaseId> open;
    for (const auto& row : must(m_hub.core.foundRows.rows()))
        if (row.state == hub::FoundState::Waits) {
            open.insert(row.caseId);
            count(row.known ? "assignments found" : "parts found");
        }
    for (const auto& id : open) {
        const auto done = hub::adoptFound(m_hub.core, id, decision);
        if (!fine(done, "P-H", "a case is adopted")) return;
        note("a case is adopted");
        count("cases adopted");
    }
    must(transaction.commit());
    learnHub();
}

} // namespace lapwing::sim
