#pragma once

#include "server-stub/service/hub_core.h"

#include <nlohmann/json_fwd.hpp>

/// Named exclusion: this member of staff, never this case or this person, who may be a relative or
/// they themselves. It beats every role, assignment and grant, and only the hub knows of it: to its
/// subject the case is not there. HubCore::setHolding asks it before a tablet is given anything.
/// Every function runs inside the caller's transaction. Errors: Rejected, NotFound with a sentence;
/// those of the store. Thread: the Database's.
namespace lapwing::hub {

/// Keeps it, and takes at once what they hold of the cases that it covers. Doing it again changes
/// nothing. Nobody excludes themselves, and the reason is kept.
[[nodiscard]] Result<void> exclude(HubCore& core, const Exclusion& exclusion);
/// Gives nothing back: who is to have the case is assigned again.
[[nodiscard]] Result<void> endExclusion(HubCore& core, const Exclusion& exclusion);
[[nodiscard]] Result<nlohmann::json> exclusionList(HubCore& core);

/// After records came to be in a case: who may not have one of them loses the case.
[[nodiscard]] Result<void> heedExclusions(HubCore& core, const store::Strand& strand,
                                          const std::vector<RecordId>& records);

} // namespace lapwing::hub
