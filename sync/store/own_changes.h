#pragma once

#include "sync/store/change_log.h"

namespace lapwing::store {

/// One change of one author's own, as far as its strand still holds it.
struct OwnChange {
    StrandId strand;
    Scope scope;
    std::uint64_t ctr = 0;
    Verdict state{};
    std::uint64_t claimedMs = 0;
    std::vector<RecordId> records; ///< those it wrote
    Bytes save; ///< the id of the save that it is a part of; empty when that is not known
};
/// All of an author's changes that are not accepted (yet), by strand and place.
/// Errors: also Malformed for a change that does not decode.
[[nodiscard]] Result<std::vector<OwnChange>> openOwnChanges(Database& database,
                                                            const ActorId& author);
/// The last `perStrand` changes of each of the author's chains, whatever became of them.
[[nodiscard]] Result<std::vector<OwnChange>>
latestOwnChanges(Database& database, const ActorId& author, std::size_t perStrand);

} // namespace lapwing::store
