// Runs that a peer brought and that only the hub may judge, on their way to it.
#include "sync/session/client_round_taking.h"

#include "shared/base/mutant.h"

namespace lapwing {

namespace {
constexpr std::size_t kCarriedPerRequest = 256 * 1024;
} // namespace

/// After all that they may rest on, which is in the request or with the hub.
Result<void> ClientRound::putCarried(wire::FrameWriter& out)
{
    m_carried.clear();
    LAPWING_ASSIGN(auto rows, store::CarriedRuns(m_replica.database()).all());
    std::size_t bytes = 0;
    for (auto& row : rows) {
        LAPWING_ASSIGN(const auto strand, m_replica.strands().findStrand(row.strand));
        // A hub that was put back does not know the strand yet.
        const bool isKnown = strand && (strand->handle != 0 || strand->rights == 0);
        if (!isKnown || (bytes += row.run.size()) > kCarriedPerRequest) continue;
        out.put(wire::FrameType::Run, row.run);
        m_carried.push_back(std::move(row));
    }
    return {};
}

/// The hub has kept or judged what was sent, but for what it lacks something before.
Result<void> ClientRound::settleCarried(const Taking& t)
{
    // It has looked at nothing before it sees the newest grant.
    if (t.end.resync == wire::kShowGrant || mutant("carried-stays")) return {};
    for (const auto& row : m_carried)
        LAPWING_TRY(store::CarriedRuns(m_replica.database()).drop(row));
    m_carried.clear();
    return {};
}

} // namespace lapwing
