#include "server-stub/service/import.h"

#include "server-stub/service/found_adopt.h"
#include "server-stub/service/import_keys.h"
#include "server-stub/service/import_lines.h"
#include "server-stub/service/written_day.h"
#include "shared/crypto/hash.h"
#include "shared/schema/case_fields.h"
#include "shared/schema/json.h"
#include "shared/schema/meaning.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/text.h"
#include "shared/schema/validate.h"
#include "sync/os/home_time.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace lapwing::hub {

namespace {
using nlohmann::json;
constexpr std::uint64_t kConflictVersionsMax = 1000;

Error badLine(std::string why) { return fail(ErrorCode::Rejected, std::move(why)); }

Result<std::string> textAt(const json& line, const char* key)
{
    const auto at = line.find(key);
    if (at == line.end()) return badLine("The line has no \"" + std::string(key) + "\".");
    if (!at->is_string()) return badLine("\"" + std::string(key) + "\" is not a string.");
    return at->get<std::string>();
}

bool isHexId(std::string_view text)
{
    return text.size() == 2 * RecordId::kSize && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

Result<RecordId> idInHex(const std::string& text)
{
    const auto id = RecordId::fromHex(text);
    if (!id || id->isZero()) return badLine("An id of zeros names no record.");
    return *id;
}

/// A label of the file's own, within its case.
Result<RecordId> recordLabelled(const std::string& ref, const std::string& text)
{
    if (text.empty() || text.size() > kImportLabelBytesMax)
        return badLine("A label has 1 to 64 bytes.");
    Bytes named;
    named.reserve(ref.size() + 1 + text.size());
    append(named, bytesOf(ref));
    named.push_back(0);
    append(named, bytesOf(text));
    return RecordId::from(crypto::hash8("lapwing.import.1", named).view());
}

/// 0 for a line that is of no conflict.
Result<std::uint64_t> versionOf(const json& line)
{
    const auto at = line.find(line_key::kConflict);
    if (at == line.end()) return 0;
    if (at->is_number_unsigned() && *at >= 1u && *at <= kConflictVersionsMax)
        return at->get<std::uint64_t>();
    return badLine("\"conflict\" takes a number from 1 to " + std::to_string(kConflictVersionsMax) +
                   ".");
}

bool isWritten(const std::vector<store::Write>& writes, std::uint32_t field)
{
    return std::ranges::any_of(writes, [&](const auto& w) { return w.field == field; });
}

/// What is wrong with the text, and not with the store.
bool isFault(const Error& error)
{
    return error.code == ErrorCode::Rejected || error.code == ErrorCode::Malformed ||
           error.code == ErrorCode::TooLarge;
}

/// "text", or "action.text" of an action.
Result<const schema::Field*> fieldNamed(const schema::RecordType& type, std::string_view name)
{
    const auto prefix = std::string(type.name) + ".";
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    const auto* field = type.find(name);
    if (!field) return schema::unknownField(type, name);
    return field;
}

/// {"why":{FIELD:TEXT}} goes with the values that it is for.
Result<void> planReasons(const json& reasons, const schema::RecordType& type,
                         std::vector<store::Write>& writes)
{
    for (const auto& [name, given] : reasons.items()) {
        LAPWING_ASSIGN(const auto* field, fieldNamed(type, name));
        const auto at = std::ranges::find(writes, field->wire(), &store::Write::field);
        if (at == writes.end() || field->isSet() || !given.is_string())
            return schema::refused(*field, "has a reason, and no value that it is for");
        LAPWING_ASSIGN(at->payload.why, schema::normaliseText(given.get<std::string>()));
        if (at->payload.why.size() > kWhyBytesMax)
            return schema::refused(*field, "has a reason of over 4096 bytes");
    }
    return {};
}
} // namespace

Result<void> Import::plan(std::string_view file, const ImportMap* map)
{
    Result<void> whole;
    const auto take = [&](std::uint64_t number, Result<json> said) {
        m_line = number;
        tell({m_line, 0, 0});
        auto planned = said.ok() ? planLine(*said) : Result<void>(said.error());
        if (planned.ok()) return true;
        if (!isFault(planned.error())) {
            whole = std::move(planned);
            return false;
        }
        return addFault(planned.error());
    };
    LAPWING_TRY(eachImportLine(file, take, map));
    return whole;
}

bool Import::addFault(Error error)
{
    m_faults.push_back({m_line, std::move(error)});
    return m_faults.size() < kImportFaultsMax;
}

Result<void> Import::planLine(const json& line)
{
    constexpr std::array<std::string_view, 7> kKeys{
        line_key::kCase, line_key::kPanel,  line_key::kRecord,  line_key::kId,
        line_key::kWhy,  line_key::kFields, line_key::kConflict};
    for (const auto& [key, value] : line.items())
        if (std::ranges::find(kKeys, key) == kKeys.end())
            return badLine("A line has no \"" + key.substr(0, 40) + "\".");
    LAPWING_ASSIGN(const auto typeName, textAt(line, line_key::kRecord));
    const auto* type = schema::findType(typeName);
    if (!type) return schema::unknownType(typeName);
    if (schema::isOfDirectory(*type))
        return badLine("Staff and agencies are not imported: add them by their own commands.");
    LAPWING_ASSIGN(const auto version, versionOf(line));
    LAPWING_ASSIGN(const auto caseAt, caseOf(line, *type));
    if (version > 1) return planVersion(line, m_cases[caseAt], *type, version);
    const auto entry = m_cases[caseAt].entry;

    Planned record;
    record.type = type;
    record.line = m_line;
    record.byContent = !line.contains(line_key::kId);
    LAPWING_ASSIGN(record.id, idOf(line, entry.ref));
    // Before its fields are judged: what refers to it is no second fault.
    if (!m_known.emplace(record.id, Known{type, caseAt}).second)
        return badLine("A record with this id is already there.");
    LAPWING_ASSIGN(record.writes, planFields(line, record, entry.ref, version == 1));
    record.writes.insert(record.writes.begin(), newValue(record.id, schema::lifeField(type->home),
                                                         Value::code(type->number)));
    if (type->number == schema::casefile::type.number) LAPWING_TRY(fillCase(record, entry));
    for (const auto& field : type->fields)
        if ((field.flags & schema::kRequired) != 0 && !isWritten(record.writes, field.wire()))
            return schema::refused(field, "is required");
    m_cases[caseAt].records.push_back(std::move(record));
    return {};
}

Result<void> Import::planVersion(const json& line, PlannedCase& at, const schema::RecordType& type,
                                 std::uint64_t number)
{
    LAPWING_ASSIGN(const auto id, idOf(line, at.entry.ref));
    const bool follows = !at.records.empty() && at.records.back().id == id &&
                         at.records.back().type == &type &&
                         at.records.back().versions.size() + 2 == number;
    if (!follows)
        return badLine("A further version of a conflict stands behind the one before it.");
    auto& record = at.records.back();
    LAPWING_ASSIGN(auto writes, planFields(line, record, at.entry.ref, true));
    const auto& before = record.versions.empty() ? record.writes : record.versions.back();
    for (const auto& write : writes) {
        const auto* field = schema::findField(write.field).field;
        if (field && field->isSet())
            return schema::refused(*field, "is a list, and in no conflict");
        if (field && !isWritten(before, write.field))
            return schema::refused(*field, "has no version before this one");
    }
    record.versions.push_back(std::move(writes));
    return {};
}

Result<std::vector<store::Write>> Import::planFields(const json& line, Planned& record,
                                                     const std::string& ref, bool isOfConflict)
{
    const auto fields = line.find(line_key::kFields);
    if (fields == line.end() || !fields->is_object())
        return badLine("\"fields\" is not an object.");
    auto said = *fields;
    if (record.type->number == schema::person::type.number) LAPWING_TRY(spellOutBirthDay(said));
    std::vector<store::Write> writes;
    for (const auto& [name, given] : said.items()) {
        LAPWING_ASSIGN(const auto* field, fieldNamed(*record.type, name));
        if (isWritten(writes, field->wire())) return schema::refused(*field, "is given twice");
        LAPWING_ASSIGN(const auto value, withIds(*field, given, ref));
        LAPWING_TRY(planField(writes, record, *field, value, isOfConflict));
    }
    const auto reasons = line.find(line_key::kWhy);
    if (reasons != line.end() && !reasons->is_object()) return badLine("\"why\" is not an object.");
    if (reasons != line.end()) LAPWING_TRY(planReasons(*reasons, *record.type, writes));
    LAPWING_TRY(askDays(writes, record));
    return writes;
}

Result<void> Import::askDays(std::span<const store::Write> writes, Planned& record)
{
    const auto today = homeDay(m_core.clock.wallMs());
    for (const auto& write : writes) {
        const auto* field = schema::findField(write.field).field;
        LAPWING_ASSIGN(const auto value, decodeValue(write.payload.value));
        if (!field || field->isSet() || !write.payload.why.empty() || value.kind != field->kind)
            continue;
        const auto asked = schema::validateHappened(*field, homeDay(value), today);
        if (!asked.ok() && !record.asked) record.asked = asked.error();
    }
    return {};
}

Result<std::size_t> Import::caseOf(const json& line, const schema::RecordType& type)
{
    const bool isOfPanel =
        type.home == schema::Compartment::Panel && !line.contains(line_key::kCase);
    LAPWING_ASSIGN(const auto given, isOfPanel ? std::string() : textAt(line, line_key::kCase));
    LAPWING_ASSIGN(const auto panelName, textAt(line, line_key::kPanel));
    LAPWING_ASSIGN(const auto read, schema::parseText(schema::casefile::ref.field, given));
    const std::string ref(isOfPanel ? std::string_view{} : read.asText());
    if (ref.empty() && !isOfPanel) return badLine("\"case\" is empty.");
    const auto* word = schema::panels().find(panelName);
    if (!word) return schema::unknownWord(schema::casefile::panel.field, panelName);
    const auto panel = static_cast<schema::Panel>(word->number);

    // No reference has a line end: so is called what is the panel's own.
    const auto folded = isOfPanel ? "\n" + panelName : schema::referenceMeaning(ref);
    auto at = m_caseAt.find(folded);
    if (at == m_caseAt.end()) {
        LAPWING_ASSIGN(const auto added, addCase(ref, panel, type));
        at = m_caseAt.emplace(folded, added).first;
    } else if (type.number == schema::casefile::type.number && !line.contains(line_key::kConflict))
        return badLine("The case record of this case is already there.");
    if (m_cases[at->second].entry.panel != panel)
        return badLine("The case belongs to another panel.");
    return at->second;
}

/// An empty reference is of what is the panel's own.
Result<std::size_t> Import::addCase(const std::string& ref, schema::Panel panel,
                                    const schema::RecordType& type)
{
    PlannedCase planned;
    planned.entry.ref = ref;
    planned.entry.panel = panel;
    if (!ref.empty()) {
        // One that tablets hold since before a restore is joined, and not made a second time.
        if (m_mode == ImportMode::Write)
            LAPWING_TRY(joinFound(m_core, ref, "It was imported by its reference"));
        LAPWING_ASSIGN(auto held, m_core.registry.caseByRef(ref));
        if (!held && type.number != schema::casefile::type.number)
            return badLine("There is no such case yet: its case record comes first.");
        planned.isNew = !held;
        if (held) {
            planned.entry = std::move(*held);
        } else {
            LAPWING_ASSIGN(planned.entry.id, m_core.random.id<CaseId>());
        }
    }
    m_cases.push_back(std::move(planned));
    return m_cases.size() - 1;
}

Result<RecordId> Import::idOf(const json& line, const std::string& ref)
{
    if (!line.contains(line_key::kId)) return idOfContent(line, ref);
    LAPWING_ASSIGN(const auto text, textAt(line, line_key::kId));
    return isHexId(text) ? idInHex(text) : recordLabelled(ref, text);
}

Result<RecordId> Import::recordNamed(const schema::Field& field, const std::string& ref,
                                     const std::string& text)
{
    if (isHexId(text)) return idInHex(text);
    if (!DirectoryNames::isOfDirectory(field)) return recordLabelled(ref, text);
    if (!m_names) {
        LAPWING_ASSIGN(m_names, DirectoryNames::read(m_core));
    }
    const auto found = m_names->named(field, text);
    if (found) return *found;
    return schema::refused(field, "names nobody, or several. Give the id that the office gave");
}

Result<json> Import::withIds(const schema::Field& field, json given, const std::string& ref)
{
    if (field.kind != ValueKind::Ref) return given;
    const auto named = [&](json& text) -> Result<void> {
        if (!text.is_string() || text.get_ref<const std::string&>().empty()) return {};
        LAPWING_ASSIGN(const auto id, recordNamed(field, ref, text.get<std::string>()));
        text = id.hex();
        return {};
    };
    if (!given.is_array()) {
        LAPWING_TRY(named(given));
        return given;
    }
    for (auto& each : given) LAPWING_TRY(named(each));
    return given;
}

/// Two lines of one file that say the same are two records, the second under an id of its own.
RecordId Import::idOfContent(const json& line, const std::string& ref)
{
    auto content = line;
    content[line_key::kCase] = schema::referenceMeaning(ref);
    const auto text = content.dump(); // keys in order, no blanks
    Bytes named(bytesOf(text).begin(), bytesOf(text).end());
    auto& before = m_alike[named];
    named.push_back(0);
    append(named, bytesOf(std::to_string(before++)));
    return RecordId::from(crypto::hash8("lapwing.import.2", named).view());
}

Result<void> Import::planField(std::vector<store::Write>& writes, Planned& record,
                               const schema::Field& field, const json& given, bool isOfConflict)
{
    if (field.isSet()) return planSet(writes, record, field, given);
    LAPWING_ASSIGN(const auto value, schema::fromJson(field, given));
    LAPWING_TRY(schema::validate(field, value));
    if (value.kind == ValueKind::Cleared && !isOfConflict) return {};
    if (value.kind == ValueKind::Ref) record.references.push_back({value.asRef(), &field});
    writes.push_back(newValue(record.id, field.wire(), value));
    return {};
}

Result<void> Import::planSet(std::vector<store::Write>& writes, Planned& record,
                             const schema::Field& field, const json& given)
{
    LAPWING_ASSIGN(auto keys, schema::keysFromJson(field, given));
    std::ranges::sort(keys);
    if (std::ranges::adjacent_find(keys) != keys.end())
        return schema::refused(field, "names a member twice");
    for (auto& key : keys) {
        LAPWING_TRY(schema::validateKey(field, key));
        if (field.kind == ValueKind::Ref)
            record.references.push_back({RecordId::from(key), &field});
        auto write = newValue(record.id, field.wire(), Value::integer(1));
        write.key = std::move(key);
        writes.push_back(std::move(write));
    }
    return {};
}

Result<void> Import::fillCase(Planned& record, const CaseEntry& entry)
{
    namespace casefile = schema::casefile;
    const auto fill = [&](const schema::Field& field, const Value& value,
                          bool mayDiffer) -> Result<void> {
        const auto wanted = newValue(record.id, field.wire(), value);
        const auto at = std::ranges::find(record.writes, field.wire(), &store::Write::field);
        if (at == record.writes.end()) {
            record.writes.push_back(wanted);
            return {};
        }
        if (mayDiffer) return {};
        LAPWING_ASSIGN(const auto told, decodeValue(at->payload.value));
        if (!schema::sameMeaning(field, told, value))
            return schema::refused(field, "is not what the line says");
        *at = wanted;
        return {};
    };
    LAPWING_TRY(fill(casefile::ref.field, Value::text(entry.ref), false));
    LAPWING_TRY(fill(casefile::panel.field, schema::valueOf(entry.panel), false));
    return fill(casefile::state.field, schema::valueOf(casefile::State::Open), true);
}

} // namespace lapwing::hub
