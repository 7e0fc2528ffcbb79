#pragma once

#include "server-stub/service/hub_core.h"

#include <string_view>

/// What a person decides about a case that tablets hold and this hub lost. Who decides is named,
/// with a reason. Doing it again changes nothing and says so.
/// Every function runs inside the caller's transaction. Errors: Rejected, NotFound with a sentence;
/// those of the store. Thread: the Database's.
namespace lapwing::hub {

struct FoundDecision {
    PersonId by;
    std::string_view reason;
    std::string_view ref; ///< for the case, when its own is taken here or is not told; may be empty
};

struct FoundAdoption {
    CaseId caseId;
    std::string ref;
    std::uint64_t parts = 0;   ///< strands that are here again
    std::uint64_t people = 0;  ///< who have it again, as last signed
    std::uint64_t changes = 0; ///< accepted, with those of the snapshots
    std::uint64_t waiting = 0; ///< runs of authors who are not known here yet
};

/// The case is in the hub again, under its own ids. Its members are those whose tablets offered it,
/// with the rights of their last grant, as far as their role allows, less those whom the hub took
/// it from; each part begins with its newest snapshot, and what came since is judged as ever.
[[nodiscard]] Result<FoundAdoption> adoptFound(HubCore& core, const CaseId& caseId,
                                               const FoundDecision& decision);

/// Leaves it out. Tablets keep what they hold; it can still be adopted.
[[nodiscard]] Result<void> dropFound(HubCore& core, const CaseId& caseId,
                                     const FoundDecision& decision);

/// Before a case of this reference is made or assigned: one that tablets hold takes its place, for
/// who names it has decided. Whether it did.
[[nodiscard]] Result<bool> joinFound(HubCore& core, std::string_view ref, std::string_view reason);

/// Runs that waited in what was adopted, once more: how many still wait.
[[nodiscard]] Result<std::uint64_t> bringOffered(HubCore& core, const CaseId& caseId);

} // namespace lapwing::hub
