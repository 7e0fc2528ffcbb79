#include "server-stub/service/import.h"

#include "server-stub/service/import_lines.h"
#include "shared/crypto/hash.h"
#include "shared/schema/json.h"
#include "shared/schema/meaning.h"
#include "shared/schema/validate.h"
#include "sync/os/home_time.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace lapwing::hub {

namespace {
using nlohmann::json;
constexpr std::string_view kCaseType = "case";
constexpr std::string_view kStateAtImport = "open";

Error bad(std::string why) { return fail(ErrorCode::Rejected, std::move(why)); }

Result<std::string> textAt(const json& line, const char* key)
{
    const auto at = line.find(key);
    if (at == line.end()) return bad("The line has no \"" + std::string(key) + "\".");
    if (!at->is_string()) return bad("\"" + std::string(key) + "\" is not a string.");
    return at->get<std::string>();
}

bool isHexId(std::string_view text)
{
    return text.size() == 2 * RecordId::kSize && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

Result<RecordId> recordNamed(const std::string& ref, const std::string& text)
{
    if (isHexId(text)) {
        const auto id = RecordId::fromHex(text);
        if (!id || id->isZero()) return bad("An id of zeros names no record.");
        return *id;
    }
    if (text.empty() || text.size() > kImportLabelBytesMax)
        return bad("A label has 1 to 64 bytes.");
    Bytes named;
    named.reserve(ref.size() + 1 + text.size());
    append(named, bytesOf(ref));
    named.push_back(0);
    append(named, bytesOf(text));
    return RecordId::from(crypto::hash8("lapwing.import.1", named).view());
}

/// Labels in place of record ids become those ids, so that the schema can read the rest.
Result<json> withIds(const schema::Field& field, json given, const std::string& ref)
{
    if (field.kind != ValueKind::Ref) return given;
    const auto named = [&](json& text) -> Result<void> {
        if (!text.is_string() || text.get_ref<const std::string&>().empty()) return {};
        LAPWING_ASSIGN(const auto id, recordNamed(ref, text.get<std::string>()));
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
} // namespace

Result<void> Import::plan(std::string_view file)
{
    Result<void> whole;
    LAPWING_TRY(eachImportLine(file, [&](std::uint64_t number, Result<json> said) {
        m_line = number;
        auto planned = said.ok() ? planLine(*said) : Result<void>(said.error());
        if (planned.ok()) return true;
        if (!isFault(planned.error())) {
            whole = std::move(planned);
            return false;
        }
        return addFault(planned.error());
    }));
    return whole;
}

bool Import::addFault(Error error)
{
    m_faults.push_back({m_line, std::move(error)});
    return m_faults.size() < kImportFaultsMax;
}

Result<void> Import::planLine(const json& line)
{
    constexpr std::array<std::string_view, 5> kKeys{"case", "panel", "record", "id", "fields"};
    for (const auto& [key, value] : line.items())
        if (std::ranges::find(kKeys, key) == kKeys.end())
            return bad("A line has no \"" + key.substr(0, 40) + "\".");
    LAPWING_ASSIGN(const auto typeName, textAt(line, "record"));
    const auto* type = schema::findType(typeName);
    if (!type) return schema::unknownType(typeName);
    if (typeName == "staff" || typeName == "agency")
        return bad("Staff and agencies are not imported: add them by their own commands.");
    LAPWING_ASSIGN(const auto caseAt, caseOf(line, *type));
    const auto entry = m_cases[caseAt].entry;

    Planned record;
    record.type = type;
    record.line = m_line;
    LAPWING_ASSIGN(record.id, idOf(line, entry.ref));
    // Before its fields are judged: what refers to it is no second fault.
    if (!m_known.emplace(record.id, Known{type, caseAt}).second)
        return bad("A record with this id is already there.");
    record.writes.push_back(
        newValue(record.id, schema::lifeField(type->home), Value::code(type->number)));
    const auto fields = line.find("fields");
    if (fields == line.end() || !fields->is_object()) return bad("\"fields\" is not an object.");
    for (const auto& [name, given] : fields->items()) {
        LAPWING_ASSIGN(const auto* field, fieldNamed(*type, name));
        if (isWritten(record.writes, field->wire()))
            return schema::refused(*field, "is given twice");
        LAPWING_TRY(planField(record, *field, given, entry.ref));
    }
    if (type->name == kCaseType) {
        LAPWING_TRY(fillCase(record, entry));
        LAPWING_ASSIGN(const bool held, isHeldCase(record, entry));
        if (held) {
            ++m_count.held;
            return {};
        }
    }
    for (const auto& field : type->fields)
        if ((field.flags & schema::kRequired) != 0 && !isWritten(record.writes, field.wire()))
            return schema::refused(field, "is required");
    LAPWING_ASSIGN(const bool held, isHeldRecord(record, entry, !line.contains("id")));
    if (held)
        ++m_count.held;
    else
        m_cases[caseAt].records.push_back(std::move(record));
    return {};
}

Result<std::size_t> Import::caseOf(const json& line, const schema::RecordType& type)
{
    LAPWING_ASSIGN(const auto given, textAt(line, "case"));
    LAPWING_ASSIGN(const auto panelName, textAt(line, "panel"));
    const auto* refField = schema::findType(kCaseType)->find("ref");
    LAPWING_ASSIGN(const auto read, schema::parseText(*refField, given));
    const std::string ref(read.asText());
    if (ref.empty()) return bad("\"case\" is empty.");
    const auto* word = schema::panels().find(panelName);
    if (!word) return schema::unknownWord(*schema::findType(kCaseType)->find("panel"), panelName);
    const auto panel = static_cast<schema::Panel>(word->number);

    const auto folded = schema::referenceMeaning(ref);
    auto at = m_caseAt.find(folded);
    if (at == m_caseAt.end()) {
        PlannedCase planned;
        LAPWING_ASSIGN(auto held, m_core.registry.caseByRef(ref));
        if (!held && type.name != kCaseType)
            return bad("There is no such case yet: its case record comes first.");
        planned.isNew = !held;
        if (held)
            planned.entry = std::move(*held);
        else {
            LAPWING_ASSIGN(planned.entry.id, m_core.random.id<CaseId>());
            planned.entry.ref = ref;
            planned.entry.panel = panel;
        }
        m_cases.push_back(std::move(planned));
        at = m_caseAt.emplace(folded, m_cases.size() - 1).first;
    } else if (type.name == kCaseType)
        return bad("The case record of this case is already there.");
    if (m_cases[at->second].entry.panel != panel) return bad("The case belongs to another panel.");
    return at->second;
}

Result<RecordId> Import::idOf(const json& line, const std::string& ref)
{
    if (!line.contains("id")) return idOfContent(line, ref);
    LAPWING_ASSIGN(const auto text, textAt(line, "id"));
    return recordNamed(ref, text);
}

/// Two lines of one file that say the same are two records, the second under an id of its own.
RecordId Import::idOfContent(const json& line, const std::string& ref)
{
    auto content = line;
    content["case"] = schema::referenceMeaning(ref);
    const auto text = content.dump(); // keys in order, no blanks
    Bytes named(bytesOf(text).begin(), bytesOf(text).end());
    auto& before = m_alike[named];
    named.push_back(0);
    append(named, bytesOf(std::to_string(before++)));
    return RecordId::from(crypto::hash8("lapwing.import.2", named).view());
}

Result<void> Import::planField(Planned& record, const schema::Field& field, json given,
                               const std::string& ref)
{
    LAPWING_ASSIGN(given, withIds(field, std::move(given), ref));
    if (field.isSet()) return planSet(record, field, given);
    LAPWING_ASSIGN(const auto value, schema::fromJson(field, given));
    LAPWING_TRY(schema::validate(field, value));
    if (value.kind == ValueKind::Cleared) return {};
    LAPWING_TRY(schema::validateHappened(field, homeDay(value), homeDay(m_core.clock.wallMs())));
    if (value.kind == ValueKind::Ref) record.references.push_back({value.asRef(), &field});
    record.writes.push_back(newValue(record.id, field.wire(), value));
    return {};
}

Result<void> Import::planSet(Planned& record, const schema::Field& field, const json& given)
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
        record.writes.push_back(std::move(write));
    }
    return {};
}

Result<void> Import::fillCase(Planned& record, const CaseEntry& entry)
{
    const auto fill = [&](std::string_view name, const Value& value,
                          bool mayDiffer) -> Result<void> {
        const auto* field = record.type->find(name);
        const auto wanted = newValue(record.id, field->wire(), value);
        const auto at = std::ranges::find(record.writes, field->wire(), &store::Write::field);
        if (at == record.writes.end()) {
            record.writes.push_back(wanted);
            return {};
        }
        if (mayDiffer) return {};
        LAPWING_ASSIGN(const auto told, decodeValue(at->payload.value));
        if (!schema::sameMeaning(*field, told, value))
            return schema::refused(*field, "is not what the line says");
        *at = wanted;
        return {};
    };
    const auto* state = record.type->find("state");
    LAPWING_ASSIGN(const auto open, schema::parseText(*state, kStateAtImport));
    LAPWING_TRY(fill("ref", Value::text(entry.ref), false));
    LAPWING_TRY(fill("panel", Value::code(static_cast<std::uint32_t>(entry.panel)), false));
    return fill("state", open, true);
}

Result<bool> Import::isHeldCase(const Planned& record, const CaseEntry& entry)
{
    LAPWING_ASSIGN(const auto strands, m_core.strands.strandsOfCase(entry.id));
    const auto core = std::ranges::find(strands, record.type->home, &store::Strand::compartment);
    if (core == strands.end()) return false;
    LAPWING_ASSIGN(const auto records, m_core.strands.shownRecords(core->ix));
    const auto held = std::ranges::find(records, record.type->number, &Record::type);
    if (held == records.end()) return false;
    LAPWING_ASSIGN(const bool same,
                   saysTheSame(record, RecordKey{Scope::ofCase(entry.id), held->id}));
    if (same) return true;
    return bad("The case is already there, and its record differs.");
}

Result<bool> Import::isHeldRecord(const Planned& record, const CaseEntry& entry, bool byContent)
{
    LAPWING_ASSIGN(const bool held, isHeld(record.id));
    if (!held) return false;
    const RecordKey here{Scope::ofCase(entry.id), record.id};
    LAPWING_ASSIGN(const auto form, m_core.strands.display(here));
    // An id can be guessed from what a line says, and used elsewhere by somebody who means ill:
    // such a record is not the one that was imported.
    if (byContent && form && form->type() == record.type->number) return true;
    LAPWING_ASSIGN(const bool same, saysTheSame(record, here));
    if (same) return true;
    return bad("A record with this id is already there, and differs. Give the new one another id, "
               "or leave the line out.");
}

Result<bool> Import::saysTheSame(const Planned& record, const RecordKey& held)
{
    LAPWING_ASSIGN(const auto form, m_core.strands.display(held));
    const auto same = [&](const store::Write& write) {
        const auto shown =
            form ? form->read(write.field, write.key).shown() : std::vector<SiblingView>{};
        const auto* field = schema::findField(write.field).field;
        const auto told = decodeValue(write.payload.value);
        if (shown.size() != 1 || !told.ok()) return false;
        return field ? schema::sameMeaning(*field, shown.front().value, *told)
                     : shown.front().value == *told;
    };
    return std::ranges::all_of(record.writes, same);
}

} // namespace lapwing::hub
