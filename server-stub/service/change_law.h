#pragma once

#include "server-stub/service/hub_core.h"
#include "shared/access/rights.h"

namespace lapwing::hub {

/// Why a change is kept whatever its author's role: ops that their program does not have, staff or
/// agencies, another case's id, a removal that confirms what it may not. A sentence that lives as
/// long as the program; empty when there is nothing against it. Asked of what the hub holds.
/// Errors: those of the store. Thread: the Database's.
[[nodiscard]] Result<std::string_view> hubsObjection(HubCore& core, const store::Strand& strand,
                                                     const Change& change, const KnownActor& author,
                                                     access::Rights rights);

} // namespace lapwing::hub
