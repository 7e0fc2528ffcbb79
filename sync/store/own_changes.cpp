#include "sync/store/own_changes.h"

#include <algorithm>

namespace lapwing::store {

namespace {
Result<OwnChange> ownChange(ChangeLog& log, const Strand& strand, const StoredChange& stored)
{
    OwnChange own{strand.id, scopeOf(strand), stored.ctr, stored.state, 0, {}, {}};
    LAPWING_ASSIGN(own.save, log.saveOf(strand.ix, stored.ctr));
    // Only the skeleton is read: what precedes it in the chain does not matter.
    LAPWING_ASSIGN(const auto change,
                   openChange(strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
    own.claimedMs = change.envelope.claimedMs;
    own.records = change.envelope.records;
    return own;
}

Result<std::vector<OwnChange>> changesFrom(Database& database, const ActorId& author,
                                           const LogPlace& from)
{
    ChangeLog log(database);
    LAPWING_ASSIGN(const auto strand, Strands(database).strand(from.strand));
    LAPWING_ASSIGN(const auto chain, log.ofChain(from.strand, author, from.ctr));
    std::vector<OwnChange> found;
    for (const auto& stored : chain) {
        LAPWING_ASSIGN(auto own, ownChange(log, strand, stored));
        found.push_back(std::move(own));
    }
    return found;
}
} // namespace

Result<std::vector<OwnChange>> openOwnChanges(Database& database, const ActorId& author)
{
    LAPWING_ASSIGN(const auto begins, ChangeLog(database).openPlacesOf(author));
    std::vector<OwnChange> found;
    for (const auto& from : begins) {
        LAPWING_ASSIGN(const auto chain, changesFrom(database, author, from));
        std::ranges::copy_if(chain, std::back_inserter(found),
                             [](const OwnChange& own) { return own.state != Verdict::Accepted; });
    }
    return found;
}

Result<std::vector<OwnChange>> latestOwnChanges(Database& database, const ActorId& author,
                                                std::size_t perStrand)
{
    LAPWING_ASSIGN(const auto ends, ChangeLog(database).lastPlacesOf(author));
    std::vector<OwnChange> found;
    for (auto from : ends) {
        from.ctr = from.ctr > perStrand ? from.ctr - perStrand + 1 : 1;
        LAPWING_ASSIGN(const auto chain, changesFrom(database, author, from));
        found.insert(found.end(), chain.begin(), chain.end());
    }
    return found;
}

} // namespace lapwing::store
