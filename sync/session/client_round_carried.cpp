// Runs that a peer brought and that only the hub may judge, on their way to it.
#include "sync/session/chain_runs.h"
#include "sync/session/client_round_taking.h"
#include "sync/session/receive.h"

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

/// A colleague had it from a copy of its author's vault, and the office goes on with the other
/// branch: this one is brought to the office, for a person, and makes way here.
Result<void> ClientRound::makeWay(Taking& t, const store::Strand& strand, const ArrivedRun& arrived)
{
    const auto& chain = arrived.chain;
    m_report.rolledBack = chain.actor == m_replica.author().actor;
    if (m_report.rolledBack)
        return fail(ErrorCode::Conflict, {}, "the office has another history of this vault");
    auto& log = m_replica.log();
    std::optional<std::uint64_t> parts;
    for (const auto& change : arrived.run->changes()) {
        LAPWING_ASSIGN(const auto known, log.hashAt(strand.ix, chain, change.ctr));
        if (!parts && known && *known != change.hash) parts = change.ctr;
    }
    if (!parts) return {};
    LAPWING_ASSIGN(const auto other, log.ofChain(strand.ix, chain.actor, *parts));
    for (std::size_t start = 0; start < other.size();) {
        const auto end = runEnd(other, start, false);
        if (end == start) break;
        const auto& last = other[end - 1];
        // Without room for it: it was in this very round's request.
        LAPWING_ASSIGN(const bool kept, store::CarriedRuns(m_replica.database())
                                            .keep(strand.id, {last.actor, last.ctr}, last.hash,
                                                  runOf(strand, other, start, end, false)));
        if (!kept) break;
        start = end;
    }
    return t.receiving.giveWay(strand.ix, chain.actor, *parts);
}

} // namespace lapwing
