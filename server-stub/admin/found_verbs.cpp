#include "server-stub/admin/found_verbs.h"

#include "server-stub/admin/request_options.h"
#include "server-stub/service/administration.h"
#include "server-stub/service/found_adopt.h"
#include "server-stub/service/found_list.h"
#include "server-stub/service/stranger.h"

namespace lapwing::hub::admin {

namespace {
using nlohmann::json;

Result<json> list(HubCore& core)
{
    LAPWING_ASSIGN(auto cases, foundList(core));
    LAPWING_ASSIGN(auto tablets, strangerList(core));
    LAPWING_ASSIGN(const auto absent, core.registry.doubtedCount());
    return json{
        {"cases", std::move(cases)}, {"tablets", std::move(tablets)}, {"tablets_not_met", absent}};
}

Result<Task> show(const json& request)
{
    LAPWING_ASSIGN(const auto caseId, idOf<CaseId>(request, "case"));
    return Task([caseId](HubCore& core) { return foundShow(core, caseId); });
}

Result<Task> decideFound(const json& request, bool adopts)
{
    LAPWING_ASSIGN(const auto caseId, idOf<CaseId>(request, "case"));
    LAPWING_ASSIGN(const auto by, idOf<PersonId>(request, "by"));
    return Task([=, reason = textOf(request, "reason"),
                 ref = textOf(request, "ref")](HubCore& core) -> Result<json> {
        const FoundDecision decision{by, reason, ref};
        if (!adopts) {
            LAPWING_TRY(dropFound(core, caseId, decision));
            return json{{"case", caseId.hex()}, {"state", "dropped"}};
        }
        LAPWING_ASSIGN(const auto done, adoptFound(core, caseId, decision));
        return json{{"case", caseId.hex()},  {"ref", done.ref},         {"parts", done.parts},
                    {"people", done.people}, {"changes", done.changes}, {"waiting", done.waiting},
                    {"state", "adopted"}};
    });
}

Result<Task> admit(const json& request)
{
    LAPWING_ASSIGN(const auto device, idOf<DeviceId>(request, "device"));
    LAPWING_ASSIGN(const auto by, idOf<PersonId>(request, "by"));
    return Task([=, reason = textOf(request, "reason"),
                 name = textOf(request, "name")](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto done, admitStranger(core, device, {by, reason, {}}, name));
        return json{{"device", device.hex()},
                    {"staff", done.staff.hex()},
                    {"name", done.name},
                    {"staff_added", done.isNewStaff}};
    });
}
} // namespace

std::optional<Result<Task>> foundTask(const json& request)
{
    const auto verb = textOf(request, "verb");
    if (verb == "found list") return Task(list);
    if (verb == "found show") return show(request);
    if (verb == "found adopt") return decideFound(request, true);
    if (verb == "found admit") return admit(request);
    if (verb == "found drop") return decideFound(request, false);
    return std::nullopt;
}

} // namespace lapwing::hub::admin
