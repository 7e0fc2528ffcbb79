#pragma once

#include "server-stub/service/hub_core.h"

#include <functional>

namespace lapwing::hub {

/// What a vault that was put back from a copy wrote at places that the office knows otherwise. The
/// first history stands. Of the other one each change is kept apart, whole and as it was signed,
/// for a person: it is in no chain, and nothing is shown from it.
/// Owner of the table other_history.
/// Every call runs inside the caller's transaction. Errors: those of the Database.
[[nodiscard]] Result<void> createOthers(store::Database& database);

/// Hashes of what is kept at a place, for the run that goes on from there.
[[nodiscard]] Result<std::vector<Hash>> othersAt(HubCore& core, store::StrandIx strand,
                                                 const SeenDot& dot);
/// Whether a change of the run was written on top of one that is kept so.
[[nodiscard]] Result<bool> restsOnOthers(HubCore& core, store::StrandIx strand,
                                         const VerifiedRun& run);
/// How many changes of one author in one strand are kept, here or in quarantine: honest work never
/// comes near.
inline constexpr std::uint64_t kKeptOfAuthorMax = 8192;
/// Keeps what of the run is not in the chain; once, however often it comes. False: the author has
/// too much here already, and nothing of it was kept.
[[nodiscard]] Result<bool> keepOther(HubCore& core, const store::Strand& strand,
                                     const VerifiedRun& run);
[[nodiscard]] Result<std::uint64_t> otherCount(HubCore& core);
/// All that is kept, by strand, author and place.
[[nodiscard]] Result<std::vector<std::pair<store::StrandIx, store::StoredChange>>>
others(HubCore& core);

/// Takes content out of what is kept of a strand: `ops` names the indexes in each change. Answers
/// how many contents went.
[[nodiscard]] Result<std::uint64_t>
redactOthers(HubCore& core, const store::Strand& strand,
             const std::function<std::vector<std::uint32_t>(const Change&)>& ops);
/// Nothing of a strand is kept any more.
[[nodiscard]] Result<void> dropOthers(HubCore& core, store::StrandIx strand);

} // namespace lapwing::hub
