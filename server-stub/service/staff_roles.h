#pragma once

#include "server-stub/service/hub_core.h"

/// What somebody may do by the roles that they hold, and the change of those roles.
/// Every function runs inside the caller's transaction. Thread: the Database's.
namespace lapwing::hub {

/// The bits that their roles give them in a strand: of a case, for one who is assigned to it; of a
/// panel. In the directory everybody reads, which is not asked here.
[[nodiscard]] std::uint8_t rightsIn(const Staff& staff, const store::Strand& strand);

/// What the directory has to say of their roles beyond what it says now.
[[nodiscard]] Result<std::vector<store::Write>> directoryRoles(HubCore& core, const Staff& staff);

/// References of cases, in order.
struct RolesSet {
    Staff before;
    std::vector<std::string> changed; ///< in which they may do something else from now on
    std::vector<std::string> lost;    ///< in which nothing is left to them
};
/// What setRoles() would change. Errors: as told there.
[[nodiscard]] Result<RolesSet> rolesToSet(HubCore& core, const PersonId& person,
                                          const access::HeldRoles& roles);
/// They hold these roles instead: every strand that they have, each of their tablets and the
/// directory follow. Work that a tablet has not sent is judged by the roles of the day it comes.
/// Errors: NotFound for the id; Rejected when they hold just these; those of the store.
[[nodiscard]] Result<RolesSet> setRoles(HubCore& core, const PersonId& person,
                                        const access::HeldRoles& roles);

} // namespace lapwing::hub
