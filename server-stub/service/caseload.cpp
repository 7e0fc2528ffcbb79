#include "server-stub/service/caseload.h"

#include "server-stub/service/administration.h"
#include "shared/search/fold.h"

#include <algorithm>
#include <set>

namespace lapwing::hub {

namespace {
bool hasAll(std::string_view name, const std::vector<std::string>& typed)
{
    const auto words = search::indexWordsOf(name, true);
    return std::ranges::all_of(typed, [&](const std::string& each) {
        return std::ranges::any_of(words, [&](const auto& word) { return word.starts_with(each); });
    });
}

Result<StaffRow> rowOf(HubCore& core, Staff staff)
{
    StaffRow row;
    LAPWING_ASSIGN(const auto agency, core.registry.agency(staff.agency));
    if (agency) row.agency = agency->name;
    LAPWING_ASSIGN(const auto cases, casesOf(core, staff.id));
    row.cases = cases.size();
    LAPWING_ASSIGN(const auto devices, core.registry.devicesOf(staff.id));
    row.tablets = static_cast<std::uint64_t>(
        std::ranges::count_if(devices, [](const Device& device) { return !device.stopped; }));
    row.staff = std::move(staff);
    return row;
}
} // namespace

Result<std::vector<StaffRow>> staffNamed(HubCore& core, std::string_view name)
{
    const auto typed = search::wordsOf(name);
    LAPWING_ASSIGN(auto all, core.registry.allStaff());
    std::vector<StaffRow> found;
    for (auto& staff : all) {
        if (!hasAll(staff.name, typed)) continue;
        LAPWING_ASSIGN(auto row, rowOf(core, std::move(staff)));
        found.push_back(std::move(row));
    }
    std::ranges::stable_sort(found, {}, [](const StaffRow& row) { return row.staff.name; });
    return found;
}

Result<std::vector<CaseEntry>> casesOf(HubCore& core, const PersonId& person)
{
    LAPWING_ASSIGN(const auto held, core.registry.membership(person));
    std::set<CaseId> ids;
    for (const auto& holding : held) {
        if (holding.rights == 0) continue;
        LAPWING_ASSIGN(const auto strand, core.strands.strand(holding.strand));
        if (!strand.caseId.isZero()) ids.insert(strand.caseId);
    }
    std::vector<CaseEntry> cases;
    for (const auto& id : ids) {
        LAPWING_ASSIGN(auto entry, core.registry.caseById(id));
        if (entry) cases.push_back(std::move(*entry));
    }
    std::ranges::sort(cases, {}, &CaseEntry::ref);
    return cases;
}

Result<std::vector<Staff>> whoHas(HubCore& core, std::string_view ref)
{
    LAPWING_ASSIGN(const auto entry, caseWith(core, ref));
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(entry.id));
    LAPWING_ASSIGN(const auto all, core.registry.allStaff());
    std::vector<Staff> found;
    for (const auto& staff : all) {
        bool has = false;
        for (const auto& strand : strands) {
            LAPWING_ASSIGN(const auto rights, core.registry.memberRights(strand.ix, staff.id));
            has = has || rights != 0;
        }
        if (has) found.push_back(staff);
    }
    std::ranges::stable_sort(found, {}, &Staff::name);
    return found;
}

Result<std::vector<std::string>> handOver(HubCore& core, const PersonId& from, const PersonId& to)
{
    LAPWING_ASSIGN(const auto giver, staffWith(core, from));
    LAPWING_ASSIGN(const auto taker, staffWith(core, to));
    if (giver.id == taker.id)
        return fail(ErrorCode::Rejected, "Both are the same person. Nothing was changed.");
    LAPWING_ASSIGN(const auto cases, casesOf(core, from));
    if (cases.empty())
        return fail(ErrorCode::Rejected, giver.name + " has no case. Nothing was changed. Look at "
                                                      "staff list.");
    std::vector<std::string> refs;
    for (const auto& entry : cases) {
        const auto given = assign(core, entry.ref, to);
        if (!given.ok() && given.error().code == ErrorCode::Rejected)
            return fail(ErrorCode::Rejected, "Case " + entry.ref + " cannot go to " + taker.name +
                                                 ": " + given.error().text() +
                                                 " No case was moved: assign it to somebody "
                                                 "else first, then the others.");
        if (!given.ok()) return given.error();
        LAPWING_TRY(unassign(core, entry.ref, from));
        refs.push_back(entry.ref);
    }
    return refs;
}

Result<std::vector<std::string>> leave(HubCore& core, const PersonId& person)
{
    LAPWING_ASSIGN(const auto staff, staffWith(core, person));
    LAPWING_ASSIGN(const auto cases, casesOf(core, staff.id));
    std::vector<std::string> refs;
    for (const auto& entry : cases) {
        LAPWING_TRY(unassign(core, entry.ref, staff.id));
        refs.push_back(entry.ref);
    }
    LAPWING_ASSIGN(const auto devices, core.registry.devicesOf(staff.id));
    for (const auto& device : devices)
        if (!device.stopped) LAPWING_TRY(stopDevice(core, device.id));
    return refs;
}

} // namespace lapwing::hub
