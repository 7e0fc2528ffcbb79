#include "sync/store/snapshot_body.h"

#include "sync/store/redactions.h"

#include <algorithm>

namespace lapwing::store {

Result<SnapshotBody> snapshotBody(Database& database, StrandIx ix)
{
    ChangeLog log(database);
    LAPWING_ASSIGN(const auto held, Strands(database).strand(ix));
    LAPWING_ASSIGN(auto all, log.chains(ix));
    SnapshotBody body{held.id,
                      held.caseId,
                      static_cast<std::uint8_t>(held.compartment),
                      static_cast<std::uint8_t>(held.panel),
                      {},
                      {},
                      {},
                      {}};
    std::vector<std::uint32_t> place(all.size(), 0);
    std::ranges::sort(all, {}, &Chain::actor);
    for (const auto& chain : all) {
        if (chain.acceptedCtr == 0) continue;
        place[chain.no] = static_cast<std::uint32_t>(body.chains.size());
        body.chains.push_back({chain.actor, {}, 0, chain.acceptedCtr, chain.acceptedHead});
    }
    LAPWING_ASSIGN(const auto stubs, log.adverse(ix));
    for (const auto& stub : stubs)
        body.stubs.push_back({place[stub.place.chain], stub.place.ctr, stub.verdict});
    std::ranges::sort(body.stubs);
    LAPWING_ASSIGN(body.redactions, Redactions(database).all(ix));
    std::erase_if(body.redactions, [&](const Redaction& told) {
        return std::ranges::find(body.chains, told.change.actor, &SnapshotBody::Chain::actor) ==
               body.chains.end();
    });
    LAPWING_ASSIGN(auto records, Registers(database).acceptedRecords(ix));
    for (auto& record : records)
        if (!record.empty()) body.records.push_back(encode(renumbered(std::move(record), place)));
    return body;
}

} // namespace lapwing::store
