#include "client/cli/answers.h"

#include <string_view>

namespace lapwing::cli {

namespace {
using nlohmann::json;

/// A terminal obeys control characters, and what others have typed must not command it.
std::string plain(std::string_view text)
{
    std::string safe;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool control = (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
        safe += control ? '?' : c;
    }
    return safe;
}

std::string shown(const json& value)
{
    if (value.is_string()) return plain(value.get_ref<const std::string&>());
    if (value.is_null()) return "(empty)";
    if (!value.is_array()) return value.dump();
    std::string all;
    for (const auto& one : value) all += (all.empty() ? "" : " | ") + shown(one);
    return all.empty() ? "(none)" : all;
}

std::string versionLine(const json& version)
{
    const bool newer = version.contains("newer_version");
    auto line = newer ? std::string("written by a newer version") : shown(version.at("value"));
    if (version.contains("redacted"))
        return "removed by " + shown(version.at("removed_by")) + ", basis: " +
               (version.contains("reason") ? shown(version.at("reason")) : "not known here");
    line += "   (" + shown(version.at("author")) + ", " + shown(version.at("at"));
    if (version.contains("late_by"))
        line += ", said late by " + shown(version.at("late_by")) + ", waits at the office";
    if (version.contains("reason")) line += ": " + shown(version.at("reason"));
    return line + ")";
}

std::string versionLines(const json& versions)
{
    std::string out;
    std::size_t number = 0;
    for (const auto& version : versions)
        out += "    " + std::to_string(++number) + "  " + versionLine(version) + "\n";
    return out;
}

std::string caseLine(const json& row)
{
    return shown(row.at("ref")) + "  " + shown(row.at("panel")) + "  " + shown(row.at("state"))
           + "  " + shown(row.at("title")) + "\n";
}
} // namespace

std::string casesText(const json& cases)
{
    if (cases.empty()) return "No cases on this tablet. Sync to fetch those assigned to you.\n";
    std::string out;
    for (const auto& row : cases) out += caseLine(row);
    return out;
}

std::string caseText(const json& view)
{
    auto out = caseLine(view);
    for (const auto& record : view.at("records"))
        out += "  " + shown(record.at("id")) + "  " + shown(record.at("type"))
               + (record.contains("life") ? "  (removed, then changed: check needed)" : "") + "\n";
    return out;
}

std::string recordText(const json& view)
{
    auto out = shown(view.at("id")) + "  " + shown(view.at("type")) + "  " + shown(view.at("case"))
               + "\n";
    for (const auto& [name, field] : view.at("fields").items()) {
        const bool newer = field.contains("newer_version");
        out += "  " + name + ": "
               + (newer ? "(written by a newer version)" : shown(field.at("value"))) + "\n";
        if (field.contains("siblings") && field.at("siblings").size() > 1)
            out += "    There is more than one version.\n";
        if (field.contains("siblings")) out += versionLines(field.at("siblings"));
    }
    if (view.contains("newer_version"))
        out += "  Some of this was entered with a newer version. Update to see it.\n";
    return out;
}

std::string removedText(const json& removed)
{
    if (removed.empty()) return "Nothing was removed.\n";
    std::string out;
    for (const auto& record : removed) {
        out += shown(record.at("id")) + "  " + shown(record.at("type")) + "  " +
               shown(record.at("case")) +
               (record.contains("to_decide") ? "  (a person has to decide: check list)" : "") +
               "\n";
        for (const auto& by : record.at("removed"))
            out += "    " + shown(by.at("author")) + ", " + shown(by.at("at")) + ": " +
                   shown(by.at("reason")) + "\n";
    }
    return out;
}

std::string checksText(const json& checks)
{
    if (checks.empty()) return "Nothing to check.\n";
    std::string out;
    for (const auto& check : checks)
        out += shown(check.at("id")) + "\n  Two versions: " + shown(check.at("case")) + ", "
               + shown(check.at("type")) + ", " + shown(check.at("field")) + "\n"
               + versionLines(check.at("siblings"));
    return out;
}

std::string decisionsText(const json& decisions)
{
    if (decisions.empty()) return "Nothing was decided, as far as this tablet knows.\n";
    std::string out;
    for (const auto& decision : decisions)
        out += shown(decision.at("id")) + "\n  Decided: " + shown(decision.at("case")) + ", " +
               shown(decision.at("type")) + ", " + shown(decision.at("field")) + ": " +
               versionLine(decision.at("chosen")) + "\n  Between:\n" +
               versionLines(decision.at("siblings"));
    return out;
}

std::string hitsText(const json& hits)
{
    if (hits.empty()) return "Nothing on this tablet has all those words.\n";
    std::string out;
    bool similar = false;
    for (const auto& hit : hits) {
        if (hit.at("similar").get<bool>() && !similar) {
            out += out.empty() ? "Nothing has those words. Similar:\n" : "Also similar:\n";
            similar = true;
        }
        out += shown(hit.at("id")) + "  " + shown(hit.at("type")) + "  " + shown(hit.at("case"))
               + "\n";
    }
    return out;
}

std::string visitText(const json& visit)
{
    auto out = shown(visit.at("id")) + "  " + shown(visit.at("stage")) + "\n  officers: "
               + shown(visit.at("officers")) + "\n";
    for (const auto& warning : visit.at("warnings"))
        out += "  " + std::string(warning.at("alert").get<bool>() ? "ALERT " : "marker ")
               + shown(warning.at("id")) + "  read by " + shown(warning.at("read_by")) + "\n";
    for (const auto& said : visit.at("statements"))
        out += "  " + shown(said.at("by")) + " writes: " + shown(said.at("text")) + "\n";
    for (const auto* what : {"approved", "signed", "countersigned"})
        for (const auto& one : visit.at(what)) {
            out += "  " + std::string(what) + " by " + shown(one.at("by"));
            if (!one.at("current").get<bool>())
                out += " before the last change: " + shown(one.at("changed_since"));
            out += "\n";
        }
    return out;
}

std::string dueText(const json& due)
{
    if (due.empty()) return "Nothing is due.\n";
    std::string out;
    for (const auto& one : due) {
        const auto& left = one.at("days_left");
        out += "  " + (left.is_null() ? "now" : shown(one.at("on"))) + "  " +
               shown(one.at("what")) + "  " + shown(one.at("record"));
        if (!left.is_null() && left.get<std::int64_t>() < 0)
            out += "  late by " + std::to_string(-left.get<std::int64_t>()) + " days";
        out += "\n";
    }
    return out;
}

std::string meetingText(const json& view)
{
    auto out = shown(view.at("id")) + "\n";
    if (const auto& room = view.at("room"); !room.is_null()) {
        out += room.at("may_decide").get<bool>() ? std::string("  may decide")
                                                 : "  may not decide; lacks: " +
                                                       shown(room.at("lacks"));
        out += "\n  votes: " + shown(room.at("voters")) + " of " +
               shown(room.at("voting_seats")) + " seats\n  in the chair: " +
               shown(room.at("in_the_chair")) + "\n";
        if (!room.at("in_doubt").empty())
            out += "  there by one version only: " + shown(room.at("in_doubt")) + "\n";
    }
    return out + dueText(view.at("due"));
}

std::string statusText(const json& status)
{
    std::string out;
    for (const auto& [name, value] : status.items()) {
        out += name + ": ";
        if (!value.is_object()) {
            out += shown(value) + "\n";
            continue;
        }
        std::string parts;
        for (const auto& [part, number] : value.items())
            parts += (parts.empty() ? "" : ", ") + part + " " + shown(number);
        out += parts + "\n";
    }
    return out;
}

std::string schemaText(const json& types)
{
    std::string out;
    for (const auto& type : types) {
        out += shown(type.at("type")) + "\n";
        for (const auto& field : type.at("fields")) {
            out += "  " + shown(field.at("name")) + "  " + shown(field.at("kind"));
            if (field.at("set").get<bool>()) out += " set";
            if (field.at("required").get<bool>()) out += ", needed";
            if (!field.at("vocabulary").empty()) out += ": " + shown(field.at("vocabulary"));
            out += "\n";
        }
    }
    return out;
}

} // namespace lapwing::cli
