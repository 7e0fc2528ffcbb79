#pragma once

#include "server-stub/service/hub_core.h"
#include "shared/access/rights.h"

namespace lapwing::hub {

/// Whether a change is of the form that an author's tablet makes: inside its strand, and without
/// what only the hub says. It may have lost content since.
[[nodiscard]] bool isHonest(const Change& change, const store::Strand& strand);

/// Whether it says something in another's name, which only the office does.
[[nodiscard]] bool speaksForOthers(const Change& change);

/// Why a change is kept whatever its author's role: ops that their program does not have, staff or
/// agencies, another case's id, a removal that confirms what it may not. A sentence that lives as
/// long as the program; empty when there is nothing against it. Asked of what the hub holds.
/// Errors: those of the store. Thread: the Database's.
[[nodiscard]] Result<std::string_view> hubsObjection(HubCore& core, const store::Strand& strand,
                                                     const Change& change, const KnownActor& author,
                                                     access::Rights rights);

} // namespace lapwing::hub
