#include "server-stub/service/export.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/import_keys.h"
#include "shared/domain/may_write.h"
#include "shared/schema/case_fields.h"
#include "shared/schema/json.h"
#include "shared/schema/meaning.h"
#include "shared/schema/validate.h"
#include "sync/log/merge.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
using nlohmann::json;

/// The line says so already.
bool isSaidByLine(const schema::Field& field, const CaseEntry& entry, const SiblingView& version)
{
    if (schema::casefile::ref.names(field))
        return schema::sameMeaning(field, version.value, Value::text(entry.ref));
    return schema::casefile::panel.names(field) &&
           version.value == Value::code(static_cast<std::uint32_t>(entry.panel));
}

/// "panel" is also what a line is of.
std::string nameInLine(const schema::RecordType& type, const schema::Field& field)
{
    return field.name == line_key::kPanel ? std::string(type.name) + ".panel"
                                          : std::string(field.name);
}

json lineOf(const schema::RecordType& type, const CaseEntry& entry, const RecordId& id)
{
    const auto* panel = schema::panels().find(static_cast<std::uint32_t>(entry.panel));
    json line{{line_key::kPanel, panel ? panel->name : std::string_view{}},
              {line_key::kRecord, type.name},
              {line_key::kId, id.hex()},
              {line_key::kFields, json::object()}};
    if (!entry.id.isZero()) line[line_key::kCase] = entry.ref;
    return line;
}
} // namespace

Result<ExportedCases> Export::run(std::string_view ref)
{
    LAPWING_ASSIGN(m_names, DirectoryNames::read(m_core));
    if (ref.empty()) {
        LAPWING_ASSIGN(const auto cases, m_core.registry.cases());
        for (const auto& entry : cases) LAPWING_TRY(addCase(entry));
    } else {
        LAPWING_ASSIGN(const auto entry, caseWith(m_core, ref));
        LAPWING_TRY(addCase(entry));
    }
    LAPWING_TRY(addPanels(ref.empty()));
    tellLooseEnds();
    return std::move(m_done);
}

Result<void> Export::addCase(const CaseEntry& entry)
{
    ++m_done.cases;
    LAPWING_ASSIGN(const auto strands, m_core.strands.strandsOfCase(entry.id));
    // The case record first: an import wants it so.
    std::set<std::pair<bool, RecordId>> ids;
    for (const auto& strand : strands) {
        LAPWING_ASSIGN(const auto records, m_core.registers.shownRecords(strand.ix));
        for (const auto& record : records)
            if (!record.id.isZero())
                ids.emplace(record.type != schema::casefile::type.number, record.id);
    }
    for (const auto& [isLater, id] : ids)
        if (!m_told.contains(id)) LAPWING_TRY(addRecord({Scope::ofCase(entry.id), id}, entry));
    return {};
}

Result<void> Export::addPanels(bool all)
{
    for (const auto& word : schema::panels().codes) {
        CaseEntry entry;
        entry.panel = static_cast<schema::Panel>(word.number);
        LAPWING_ASSIGN(const auto strand, standingStrand(m_core, entry.panel));
        LAPWING_ASSIGN(const auto records, m_core.registers.shownRecords(strand.ix));
        for (const auto& record : records)
            if (!record.id.isZero() && (all || m_named.contains(record.id)))
                LAPWING_TRY(addRecord({Scope::ofPanel(entry.panel), record.id}, entry));
    }
    return {};
}

Result<void> Export::addRecord(const RecordKey& key, const CaseEntry& entry)
{
    LAPWING_ASSIGN(const auto form, m_core.registers.display(key));
    if (!form) return {};
    Shown shown{schema::findType(form->type()), &*form, &entry};
    const bool kept = shown.type && schema::isKeptUntilConfirmed(*shown.type);
    const auto life = lifeOf(form->registers(), kept);
    if (life == Life::Retired) {
        ++m_done.removed;
        return {};
    }
    m_told.insert(key.id);
    if (!shown.type)
        leaveOut(shown, {}, "A newer version of the program wrote it.");
    else if (domain::isOwnWords(*shown.type))
        leaveOut(shown, {}, "Who signed it cannot be copied.");
    else
        addLines(shown);
    if (life != Life::Live && shown.type)
        leaveOut(shown, "removal", "Somebody removed it, and that is not decided yet.");
    return {};
}

void Export::addLines(const Shown& shown)
{
    std::vector<json> lines{lineOf(*shown.type, *shown.entry, shown.form->record())};
    for (const auto& field : shown.type->fields) {
        if (field.isSet())
            addSet(shown, field, lines.front());
        else
            addField(shown, field, lines);
    }
    for (const auto& [place, versions] : shown.form->registers())
        if (place.first / 8 != 0 && !schema::findField(place.first).field)
            leaveOut(shown, "#" + std::to_string(place.first / 8),
                     "A newer version of the program wrote it.");
    ++m_done.records;
    m_done.conflicts += lines.size() > 1 ? 1 : 0;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines.size() > 1) lines[i][line_key::kConflict] = i + 1;
    std::ranges::move(lines, std::back_inserter(m_done.lines));
}

void Export::addField(const Shown& shown, const schema::Field& field, std::vector<json>& lines)
{
    auto versions = shown.form->read(field.wire()).shown();
    const auto unread = [](const SiblingView& v) { return v.newer || v.redacted; };
    if (std::ranges::any_of(versions, unread))
        return leaveOut(shown, field.name, "It is redacted, or a newer version wrote it.");
    if (field.kind == ValueKind::BlobRef || field.kind == ValueKind::Binary) {
        if (!versions.empty()) leaveOut(shown, field.name, "Pictures do not go into this file.");
        return;
    }
    const auto saidByLine = [&](const SiblingView& v) {
        return isSaidByLine(field, *shown.entry, v);
    };
    if (versions.size() == 1 &&
        (saidByLine(versions[0]) || versions[0].value.kind == ValueKind::Cleared))
        return;
    for (const auto& version : versions)
        if (version.value.kind != ValueKind::Cleared &&
            !schema::validate(field, version.value).ok())
            return leaveOut(shown, field.name, "This version of the program has no word for it.");
    std::ranges::stable_partition(versions, saidByLine);
    const auto name = nameInLine(*shown.type, field);
    for (std::size_t i = 0; i < versions.size(); ++i) {
        if (i == lines.size())
            lines.push_back(lineOf(*shown.type, *shown.entry, shown.form->record()));
        const auto& value = versions[i].value;
        auto& line = lines[i];
        line[line_key::kFields][name] = value.kind == ValueKind::Ref
                                            ? json(refText(field, value.asRef()))
                                            : schema::toJson(field, value);
        if (!versions[i].why.empty()) line[line_key::kWhy][name] = versions[i].why;
    }
}

void Export::addSet(const Shown& shown, const schema::Field& field, json& line)
{
    auto members = json::array();
    const auto isPresent = [](const SiblingView& v) { return v.value == Value::integer(1); };
    for (const auto& [place, versions] : shown.form->registers()) {
        if (place.first != field.wire()) continue;
        if (std::ranges::any_of(versions, [](const auto& v) { return v.newer || v.redacted; }))
            leaveOut(shown, field.name, "It is redacted, or a newer version wrote it.");
        else if (!schema::validateKey(field, place.second).ok())
            leaveOut(shown, field.name, "This version of the program has no word for it.");
        else if (std::ranges::any_of(versions, isPresent))
            members.push_back(field.kind == ValueKind::Ref
                                  ? refText(field, RecordId::from(place.second))
                                  : schema::keyText(field, place.second));
    }
    if (!members.empty())
        line[line_key::kFields][nameInLine(*shown.type, field)] = std::move(members);
}

std::string Export::refText(const schema::Field& field, const RecordId& id)
{
    m_named.emplace(id, m_done.lines.size());
    const auto name =
        DirectoryNames::isOfDirectory(field) ? m_names.nameOf(field, id) : std::string();
    if (!name.empty()) m_told.insert(id);
    return name.empty() ? id.hex() : name;
}

void Export::leaveOut(const Shown& shown, std::string_view field, std::string why)
{
    m_done.leftOut.push_back({shown.entry->ref,
                              shown.type ? std::string(shown.type->name) : std::string("newer"),
                              shown.form->record().hex(), std::string(field), std::move(why)});
}

/// What an import into another hub would miss.
void Export::tellLooseEnds()
{
    for (const auto& [id, at] : m_named) {
        if (m_told.contains(id) || at >= m_done.lines.size()) continue;
        const auto& line = m_done.lines[at];
        m_done.leftOut.push_back({line.value(line_key::kCase, std::string()),
                                  line[line_key::kRecord].get<std::string>(), id.hex(), "reference",
                                  "It names a record that is not in the file: removed, or a "
                                  "member of staff without a name of their own."});
    }
}

} // namespace lapwing::hub
