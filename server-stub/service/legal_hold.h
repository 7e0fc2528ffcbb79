#pragma once

#include "server-stub/service/hub_core.h"

#include <string>
#include <vector>

/// Legal hold: while one lies on a case, nothing of it is redacted or erased. It is itself looked
/// at again every 12 months (DOMAIN 9.4). Owner of the table `legal_hold`.
/// Every call runs inside the caller's transaction. Thread: the Database's.
namespace lapwing::hub {

[[nodiscard]] Result<void> createHoldTable(store::Database& database);

struct LegalHold {
    std::string caseRef, basis;
    PersonId by;
    std::uint64_t sinceMs = 0, reviewMs = 0;
};

/// The information governance officer, whose word takes content out for good and holds it back.
/// Errors: NotFound; Rejected with a sentence for anybody else.
[[nodiscard]] Result<Staff> informationOfficer(HubCore& core, const PersonId& by);

/// Errors: those of informationOfficer(); NotFound for the case; Rejected without a basis;
/// Conflict when one lies on it already.
[[nodiscard]] Result<LegalHold> addHold(HubCore& core, std::string_view ref,
                                        const std::string& basis, const PersonId& by);
/// Errors: the same; NotFound when none lies on it.
[[nodiscard]] Result<void> removeHold(HubCore& core, std::string_view ref, const std::string& why,
                                      const PersonId& by);
[[nodiscard]] Result<bool> isHeld(HubCore& core, const CaseId& caseId);
[[nodiscard]] Result<std::vector<LegalHold>> holds(HubCore& core);
/// Errors: Rejected, with a sentence, while one lies on the case.
[[nodiscard]] Result<void> notHeld(HubCore& core, const CaseId& caseId);

} // namespace lapwing::hub
