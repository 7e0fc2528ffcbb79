#include "client/cli/answers.h"

#include "shared/base/civil.h"
#include "shared/schema/json.h"
#include "shared/usage/error_json.h"

namespace lapwing::cli {

namespace {
using nlohmann::json;

std::string panelName(schema::Panel panel)
{
    const auto* code = schema::panels().find(static_cast<std::uint32_t>(panel));
    return code ? std::string(code->name) : "directory";
}

std::string typeName(std::uint16_t number)
{
    const auto* type = schema::findType(number);
    return type ? std::string(type->name) : "#" + std::to_string(number);
}

/// How a record stands that is not simply there.
const char* lifeWord(Life life)
{
    switch (life) {
    case Life::Live:
        break;
    case Life::Retired:
        return "removed";
    case Life::RemovedButChanged:
        return "removed_but_changed";
    case Life::ToBeConfirmed:
        return "removed_to_be_confirmed";
    }
    return nullptr;
}

json recordJson(const store::RecordRow& row)
{
    json record{{"id", row.key.id.hex()}, {"type", typeName(row.type)}};
    if (const auto* word = lifeWord(row.life)) record["life"] = word;
    return record;
}

json caseJson(const store::CaseRow& row)
{
    return {{"ref", row.ref},
            {"panel", panelName(row.panel)},
            {"title", row.title},
            {"state", row.state}};
}

json versionJson(const work::ToldVersion& version, const schema::Field* field, Authors authors)
{
    json out{{"author", authors == Authors::ByName ? version.author : version.actor.hex()},
             {"at", formatInstant(static_cast<std::int64_t>(version.atMs))}};
    if (version.redacted)
        out["value"] = nullptr, out["redacted"] = true, out["removed_by"] = version.removedBy;
    else if (version.newer) out["value"] = nullptr, out["newer_version"] = true;
    else if (field) out["value"] = schema::toJson(*field, version.value);
    else out["value"] = version.value.kind == ValueKind::Retired ? "removed" : "stays";
    if (field && field->isSet()) out["member"] = schema::keyText(*field, version.member);
    if (!version.lateBy.empty()) out["late_by"] = version.lateBy;
    if (!version.why.empty()) out["reason"] = version.why;
    return out;
}

json versionsJson(const std::vector<work::ToldVersion>& versions, const schema::Field* field,
                  Authors authors)
{
    auto out = json::array();
    for (const auto& version : versions) out.push_back(versionJson(version, field, authors));
    return out;
}

json shownJson(const work::FieldView& view)
{
    if (view.newer && view.members.empty()) return nullptr;
    if (view.field->isSet()) return schema::keysToJson(*view.field, view.members);
    if (view.values.size() == 1) return schema::toJson(*view.field, view.values.front());
    auto all = json::array();
    for (const auto& value : view.values) all.push_back(schema::toJson(*view.field, value));
    return all;
}
} // namespace

json toJson(const std::vector<store::CaseRow>& cases)
{
    auto out = json::array();
    for (const auto& row : cases) out.push_back(caseJson(row));
    return out;
}

json toJson(const std::vector<work::RemovedView>& removed)
{
    auto out = json::array();
    for (const auto& view : removed) {
        auto record = recordJson(view.row);
        record["case"] = view.caseRef;
        if (view.row.life != Life::Retired) record["to_decide"] = true;
        auto& told = record["removed"] = json::array();
        for (const auto& removal : view.removals)
            told.push_back({{"author", removal.author},
                            {"at", formatInstant(static_cast<std::int64_t>(removal.atMs))},
                            {"reason", removal.why}});
        out.push_back(std::move(record));
    }
    return out;
}

json toJson(const work::CaseView& view)
{
    auto out = caseJson(view.row);
    auto& records = out["records"] = json::array();
    for (const auto& row : view.records) records.push_back(recordJson(row));
    return out;
}

json toJson(const work::RecordView& view, Authors authors)
{
    json out{{"id", view.key.id.hex()},
             {"case", view.caseRef},
             {"type", view.type ? std::string(view.type->name) : "unknown"}};
    if (const auto* word = lifeWord(view.life)) out["life"] = word;
    if (view.hasUnknown) out["newer_version"] = true;
    auto& fields = out["fields"] = json::object();
    for (const auto& field : view.fields) {
        auto& shown = fields[std::string(field.field->name)];
        shown["value"] = shownJson(field);
        if (field.newer) shown["newer_version"] = true;
        if (!field.versions.empty())
            shown["siblings"] = versionsJson(field.versions, field.field, authors);
    }
    return out;
}

json toJson(const std::vector<work::ConflictView>& checks)
{
    auto out = json::array();
    for (const auto& view : checks) {
        json check{{"id", view.check.id},
                   {"record", view.check.record.id.hex()},
                   {"field", view.field ? std::string(view.field->name) : "life"},
                   {"case", view.caseRef},
                   {"type", view.type ? std::string(view.type->name) : "unknown"},
                   {"siblings", versionsJson(view.versions, view.field, Authors::ByName)}};
        if (view.field) check["policy"] = schema::policyName(view.field->policy);
        if (view.field && view.field->isSet())
            check["member"] = schema::keyText(*view.field, view.check.key);
        out.push_back(std::move(check));
    }
    return out;
}

json toJson(const std::vector<work::DecisionView>& decisions)
{
    auto out = json::array();
    for (const auto& view : decisions) {
        json decision{{"id", view.past.id},
                      {"record", view.past.record.id.hex()},
                      {"field", view.field->name},
                      {"case", view.caseRef},
                      {"type", view.type->name},
                      {"chosen", versionJson(view.chosen, view.field, Authors::ByName)},
                      {"siblings", versionsJson(view.versions, view.field, Authors::ByName)}};
        if (!view.past.isWhole) decision["not_whole"] = true;
        if (view.field->isSet()) decision["member"] = schema::keyText(*view.field, view.past.key);
        out.push_back(std::move(decision));
    }
    return out;
}

json toJson(const std::vector<work::HitView>& hits)
{
    auto out = json::array();
    for (const auto& view : hits)
        out.push_back({{"id", view.hit.record.id.hex()},
                       {"case", view.caseRef},
                       {"type", typeName(view.hit.type)},
                       {"similar", view.hit.similar}});
    return out;
}

json toJson(const work::SaveAnswer& answer)
{
    auto dots = json::array();
    for (const auto& [strand, dot] : answer.saved.dots)
        dots.push_back(strand.hex().substr(0, 8) + ":" + dot.actor.hex().substr(0, 8) + ":" +
                       std::to_string(dot.ctr));
    json out{{"id", answer.saved.record.id.hex()}, {"dots", std::move(dots)}};
    for (const auto& notice : answer.notices)
        out["notices"].push_back({{"rule", notice.rule}, {"text", notice.text}});
    return out;
}

json toJson(const work::SetUpAnswer& answer)
{
    return {{"device", answer.device.hex()},
            {"person", answer.person},
            {"role", access::textOf(answer.roles)}};
}

json toJson(const work::SyncReport& report)
{
    json out{{"round_trips", report.roundTrips},
             {"bytes_up", report.bytesUp},
             {"bytes_down", report.bytesDown},
             {"pushed", report.round.pushed},
             {"pulled", report.round.pulled},
             {"quarantine", report.round.quarantined},
             {"purged", report.round.purged},
             {"open_checks", report.openChecks},
             {"unknown_at_office", report.unknownCases},
             {"unsent", report.unsent},
             {"words", report.words},
             {"clock_ahead_minutes", report.clockAheadMinutes}};
    if (report.round.isCopied) out["copied"] = true;
    if (!report.round.stopped) return out;
    out["stopped"] = true;
    out.update(usage::errorJson(work::stoppedByTheOffice(report)));
    return out;
}

} // namespace lapwing::cli
