#include "server-stub/admin/removal_verbs.h"

#include "server-stub/service/legal_hold.h"
#include "server-stub/service/redact.h"
#include "shared/base/civil.h"

namespace lapwing::hub::admin {

namespace {
using nlohmann::json;

std::string textOf(const json& request, const char* key)
{
    const auto at = request.find(key);
    return at != request.end() && at->is_string() ? at->get<std::string>() : std::string();
}

template <typename AnyId>
Result<AnyId> idOf(const json& request, const char* key)
{
    const auto id = AnyId::fromHex(textOf(request, key));
    if (id) return *id;
    return fail(ErrorCode::Rejected,
                "--" + std::string(key) + " takes " + std::to_string(2 * AnyId::kSize) +
                    " hex digits. Nothing was changed. Copy it from the answer that gave it.");
}

Result<Task> redactTask(const json& request)
{
    RedactAsk ask;
    LAPWING_ASSIGN(ask.by, idOf<PersonId>(request, "by"));
    ask.record = textOf(request, "record");
    ask.caseRef = textOf(request, "case");
    ask.field = textOf(request, "field");
    ask.basis = textOf(request, "basis");
    return Task([ask](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto done, redact(core, ask));
        LAPWING_ASSIGN(auto certificate, erasureCertificate(core, done.id));
        return json{{"id", done.id.hex()},
                    {"case", done.caseRef},
                    {"record", ask.record},
                    {"values", done.values},
                    {"certificate", std::move(certificate)}};
    });
}

json holdJson(const LegalHold& hold)
{
    return {{"case", hold.caseRef},
            {"basis", hold.basis},
            {"by", hold.by.hex()},
            {"since", formatInstant(static_cast<std::int64_t>(hold.sinceMs))},
            {"review", formatInstant(static_cast<std::int64_t>(hold.reviewMs))}};
}

Result<Task> holdAdd(const json& request)
{
    LAPWING_ASSIGN(const auto by, idOf<PersonId>(request, "by"));
    return Task([by, ref = textOf(request, "case"),
                 basis = textOf(request, "basis")](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto hold, addHold(core, ref, basis, by));
        return holdJson(hold);
    });
}

Result<Task> holdRemove(const json& request)
{
    LAPWING_ASSIGN(const auto by, idOf<PersonId>(request, "by"));
    return Task([by, ref = textOf(request, "case"),
                 why = textOf(request, "reason")](HubCore& core) -> Result<json> {
        LAPWING_TRY(removeHold(core, ref, why, by));
        return json{{"case", ref}, {"held", false}};
    });
}

Result<json> holdList(HubCore& core)
{
    LAPWING_ASSIGN(const auto all, holds(core));
    auto list = json::array();
    for (const auto& hold : all) list.push_back(holdJson(hold));
    return json{{"holds", std::move(list)}};
}

Result<json> listErasures(HubCore& core)
{
    LAPWING_ASSIGN(auto list, erasureList(core));
    return json{{"erasures", std::move(list)}};
}

Result<Task> certificateTask(const json& request)
{
    LAPWING_ASSIGN(const auto id, idOf<ErasureId>(request, "id"));
    return Task([id](HubCore& core) { return erasureCertificate(core, id); });
}
} // namespace

std::optional<Result<Task>> removalTask(const json& request)
{
    const auto verb = textOf(request, "verb");
    if (verb == "redact") return redactTask(request);
    if (verb == "hold add") return holdAdd(request);
    if (verb == "hold remove") return holdRemove(request);
    if (verb == "hold list") return Result<Task>(Task(holdList));
    if (verb == "erasure list") return Result<Task>(Task(listErasures));
    if (verb == "erasure certificate") return certificateTask(request);
    return std::nullopt;
}

} // namespace lapwing::hub::admin
