#include "server-stub/admin/removal_verbs.h"

#include "server-stub/admin/request_options.h"
#include "server-stub/service/erase.h"
#include "server-stub/service/legal_hold.h"
#include "server-stub/service/move_record.h"
#include "server-stub/service/redact.h"
#include "server-stub/service/repeat_erasure.h"
#include "server-stub/service/retention.h"
#include "shared/base/civil.h"

#include <charconv>

namespace lapwing::hub::admin {

namespace {
using nlohmann::json;

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

json movedTold(const MovedToCase& done)
{
    json told{{"id", done.id.hex()},
              {"case", done.from},
              {"to", done.to},
              {"values", done.content.values},
              {"records", json::array()},
              {"losing", json::array()},
              {"left_out", json::array()},
              {"still_named_in", json::array()}};
    for (const auto& record : done.content.records)
        told["records"].push_back(
            {{"type", record.type->name}, {"from", record.from.hex()}, {"to", record.to.hex()}});
    for (const auto& staff : done.losing)
        told["losing"].push_back({{"staff", staff.id.hex()}, {"name", staff.name}});
    for (const auto& left : done.content.leftOut)
        told["left_out"].push_back(
            {{"record", left.record.hex()}, {"field", left.field}, {"named", left.named.hex()}});
    for (const auto& record : done.content.stillNamedIn)
        told["still_named_in"].push_back(record.hex());
    return told;
}

Result<Task> moveTask(const json& request)
{
    MoveAsk ask;
    LAPWING_ASSIGN(ask.by, idOf<PersonId>(request, "by"));
    ask.record = textOf(request, "record");
    ask.caseRef = textOf(request, "case");
    ask.to = textOf(request, "to");
    ask.why = textOf(request, "reason");
    return Task([ask](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto done, moveRecord(core, ask));
        auto told = movedTold(done);
        LAPWING_ASSIGN(told["certificate"], erasureCertificate(core, done.id));
        return told;
    });
}

Result<Task> eraseTask(const json& request)
{
    EraseAsk ask;
    LAPWING_ASSIGN(ask.by, idOf<PersonId>(request, "by"));
    ask.caseRef = textOf(request, "case");
    ask.person = textOf(request, "person");
    ask.basis = textOf(request, "basis");
    return Task([ask](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto done, erase(core, ask));
        LAPWING_ASSIGN(auto certificate, erasureCertificate(core, done.id));
        json told{{"id", done.id.hex()},
                  {"case", ask.caseRef},
                  {"values", done.values},
                  {"certificate", std::move(certificate)}};
        if (!ask.person.empty()) {
            told["records"] = done.records;
            told["still_mentioned_in"] = done.mentions;
        }
        return told;
    });
}

std::string panelName(schema::Panel panel)
{
    const auto* code = schema::panels().find(static_cast<std::uint32_t>(panel));
    return code ? std::string(code->name) : std::string();
}

Result<json> retentionList(HubCore& core)
{
    LAPWING_ASSIGN(const auto due, retentionDue(core));
    auto list = json::array();
    for (const auto& row : due)
        list.push_back({{"case", row.caseRef},
                        {"panel", panelName(row.panel)},
                        {"last_activity", formatInstant(static_cast<std::int64_t>(row.lastMs))},
                        {"review_due", formatInstant(static_cast<std::int64_t>(row.reviewMs))},
                        {"held", row.isHeld}});
    return json{{"due", std::move(list)}};
}

Result<Task> retentionSet(const json& request)
{
    const auto* panel = schema::panels().find(textOf(request, "panel"));
    if (!panel)
        return fail(ErrorCode::Rejected, "There is no such panel. Nothing was changed. `case list` "
                                         "and the import name them, like da_marac.");
    const auto text = textOf(request, "years");
    std::uint32_t years = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, years);
    if (read.ec != std::errc{} || read.ptr != end)
        return fail(ErrorCode::Rejected, "--years takes 1 to 100. Nothing was changed.");
    return Task(
        [panel = static_cast<schema::Panel>(panel->number), years](HubCore& core) -> Result<json> {
            LAPWING_TRY(setRetention(core, panel, years));
            return json{{"panel", panelName(panel)}, {"years", years}};
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

Result<Task> repeatTask(const json& request, std::string certificate)
{
    LAPWING_ASSIGN(const auto by, idOf<PersonId>(request, "by"));
    return Task([by, certificate = std::move(certificate)](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(auto again, repeatErasure(core, certificate, by));
        return json{{"certificate", std::move(again)}};
    });
}
} // namespace

std::optional<Result<Task>> removalTask(const json& request, const std::string& content)
{
    const auto verb = textOf(request, "verb");
    if (verb == "redact") return redactTask(request);
    if (verb == "erase") return eraseTask(request);
    if (verb == "record move") return moveTask(request);
    if (verb == "retention list") return Result<Task>(Task(retentionList));
    if (verb == "retention set") return retentionSet(request);
    if (verb == "hold add") return holdAdd(request);
    if (verb == "hold remove") return holdRemove(request);
    if (verb == "hold list") return Result<Task>(Task(holdList));
    if (verb == "erasure list") return Result<Task>(Task(listErasures));
    if (verb == "erasure repeat") return repeatTask(request, content);
    if (verb == "erasure certificate") return certificateTask(request);
    return std::nullopt;
}

} // namespace lapwing::hub::admin
