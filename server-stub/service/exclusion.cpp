#include "server-stub/service/exclusion.h"

#include "server-stub/service/administration.h"
#include "shared/base/civil.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace lapwing::hub {

namespace {
using nlohmann::json;

/// The cases that it covers today.
Result<std::set<CaseId>> casesOf(HubCore& core, const Exclusion& exclusion)
{
    std::set<CaseId> covered;
    if (!exclusion.caseId.isZero()) covered.insert(exclusion.caseId);
    if (exclusion.person.isZero()) return covered;
    LAPWING_ASSIGN(const auto scopes, core.registers.scopesOf(exclusion.person));
    for (const auto& scope : scopes)
        if (scope.isCase()) covered.insert(scope.caseId());
    return covered;
}

Result<void> takeCase(HubCore& core, const PersonId& staff, const CaseId& caseId)
{
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(caseId));
    for (const auto& strand : strands) LAPWING_TRY(takeAway(core, strand, staff));
    return {};
}
} // namespace

Result<void> exclude(HubCore& core, const Exclusion& exclusion)
{
    LAPWING_TRY(staffWith(core, exclusion.staff));
    LAPWING_TRY(staffWith(core, exclusion.by));
    if (exclusion.by == exclusion.staff)
        return fail(ErrorCode::Rejected, "Nobody excludes themselves. Nothing was changed. Name "
                                         "who decided.");
    if (exclusion.why.empty())
        return fail(ErrorCode::Rejected, "This needs a reason. Nothing was changed. Give one.");
    auto kept = exclusion;
    kept.atMs = core.clock.wallMs();
    LAPWING_ASSIGN(const auto covered, casesOf(core, exclusion));
    if (covered.empty())
        return fail(ErrorCode::NotFound, "No case has a record of that id. Nothing was changed. "
                                         "Check the id.");
    LAPWING_TRY(core.exclusions.put(kept));
    ++core.elsewhereMoved;
    core.idle.clear(); // nobody is told any more that somebody has its people (blind_check.h)
    for (const auto& caseId : covered) LAPWING_TRY(takeCase(core, exclusion.staff, caseId));
    return {};
}

Result<void> endExclusion(HubCore& core, const Exclusion& exclusion)
{
    LAPWING_ASSIGN(const bool was, core.exclusions.erase(exclusion));
    ++core.elsewhereMoved;
    core.idle.clear();
    if (was) return {};
    return fail(ErrorCode::NotFound, "There is no such exclusion. Nothing was changed. The list "
                                     "has them.");
}

Result<json> exclusionList(HubCore& core)
{
    LAPWING_ASSIGN(const auto all, core.exclusions.all());
    json list = json::array();
    for (const auto& one : all) {
        LAPWING_ASSIGN(const auto staff, core.registry.staff(one.staff));
        LAPWING_ASSIGN(const auto by, core.registry.staff(one.by));
        LAPWING_ASSIGN(const auto entry, core.registry.caseById(one.caseId));
        json told{{"staff", one.staff.hex()},
                  {"name", staff ? json(staff->name) : json(nullptr)},
                  {"by", by ? json(by->name) : json(nullptr)},
                  {"why", one.why},
                  {"at", formatInstant(static_cast<std::int64_t>(one.atMs))}};
        if (entry) told["case"] = entry->ref;
        if (!one.person.isZero()) told["person"] = one.person.hex();
        list.push_back(std::move(told));
    }
    return list;
}

Result<void> heedExclusions(HubCore& core, const store::Strand& strand,
                            const std::vector<RecordId>& records)
{
    if (strand.caseId.isZero()) return {};
    LAPWING_ASSIGN(const bool any, core.exclusions.any());
    if (!any) return {};
    LAPWING_ASSIGN(const auto all, core.exclusions.all());
    for (const auto& one : all)
        if (!one.person.isZero() && std::ranges::find(records, one.person) != records.end())
            LAPWING_TRY(takeCase(core, one.staff, strand.caseId));
    return {};
}

} // namespace lapwing::hub
