#include "sync/store/unknown_cases.h"

namespace lapwing::store {

Result<std::set<CaseId>> unknownAtOffice(Replica& replica)
{
    std::set<CaseId> unknown;
    LAPWING_ASSIGN(const bool any, replica.vouched().hasGrants());
    if (!any) return unknown;
    LAPWING_ASSIGN(const auto strands, replica.strands().strands());
    for (const auto& strand : strands)
        if (strand.rights > 0 && strand.handle == 0 && !strand.caseId.isZero())
            unknown.insert(strand.caseId);
    return unknown;
}

} // namespace lapwing::store
