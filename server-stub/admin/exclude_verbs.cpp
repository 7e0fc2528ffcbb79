#include "server-stub/admin/exclude_verbs.h"

#include "server-stub/admin/request_options.h"
#include "server-stub/service/administration.h"
#include "server-stub/service/exclusion.h"

namespace lapwing::hub::admin {

namespace {
using nlohmann::json;

/// Who it is about: one of --case and --person.
Result<Exclusion> subjectOf(HubCore& core, const json& request)
{
    Exclusion one;
    const auto ref = textOf(request, "case");
    const auto person = textOf(request, "person");
    if (ref.empty() == person.empty())
        return fail(ErrorCode::Rejected, "Give either --case or --person. Nothing was changed.");
    if (!ref.empty()) {
        LAPWING_ASSIGN(const auto entry, caseWith(core, ref));
        one.caseId = entry.id;
        return one;
    }
    LAPWING_ASSIGN(one.person, idOf<RecordId>(request, "person"));
    return one;
}

Result<Task> change(const json& request, bool adds)
{
    LAPWING_ASSIGN(const auto staff, idOf<PersonId>(request, "staff"));
    PersonId by;
    if (adds) {
        LAPWING_ASSIGN(by, idOf<PersonId>(request, "by"));
    }
    return Task([=](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(auto one, subjectOf(core, request));
        one.staff = staff;
        one.by = by;
        one.why = textOf(request, "why");
        if (adds)
            LAPWING_TRY(exclude(core, one));
        else
            LAPWING_TRY(endExclusion(core, one));
        return json{{"staff", staff.hex()}, {"excluded", adds}};
    });
}

Result<json> list(HubCore& core)
{
    LAPWING_ASSIGN(auto all, exclusionList(core));
    return json{{"exclusions", std::move(all)}};
}
} // namespace

std::optional<Result<Task>> excludeTask(const json& request)
{
    const auto verb = textOf(request, "verb");
    if (verb == "exclude add") return change(request, true);
    if (verb == "exclude remove") return change(request, false);
    if (verb == "exclude list") return Task(list);
    return std::nullopt;
}

} // namespace lapwing::hub::admin
