#include "server-stub/service/import.h"

#include "server-stub/service/import_keys.h"

#include "shared/schema/case_fields.h"
#include "shared/schema/json.h"
#include "shared/schema/meaning.h"
#include "sync/log/merge.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
using Place = DisplayedRecord::Place;

bool isAlike(const schema::Field* field, const Value& a, const Value& b)
{
    return field ? schema::sameMeaning(*field, a, b) : a == b;
}

/// Whether each version has its like on the other side, and nothing is left over.
bool areAlike(const schema::Field* field, const std::vector<SiblingView>& here,
              std::vector<Value> told)
{
    if (field && field->isSet()) // present beats absent
        return std::ranges::any_of(
            here, [](const SiblingView& version) { return version.value == Value::integer(1); });
    if (here.size() != told.size()) return false;
    for (const auto& version : here) {
        if (version.newer || version.redacted) return false;
        const auto like = std::ranges::find_if(
            told, [&](const Value& value) { return isAlike(field, version.value, value); });
        if (like == told.end()) return false;
        told.erase(like);
    }
    return true;
}

void addText(std::string& to, const schema::Field* field, const Value& value)
{
    if (!to.empty()) to += " | ";
    to += field ? schema::valueText(*field, value) : std::string();
}

ImportDifference differenceOf(const schema::Field* field, const Place& place,
                              const std::vector<SiblingView>& here, const std::vector<Value>& told)
{
    ImportDifference differs;
    differs.field = field ? std::string(field->name) : line_key::kRecord;
    if (field && field->isSet()) differs.field += " " + schema::keyText(*field, place.second);
    for (const auto& version : here) addText(differs.here, field, version.value);
    for (const auto& value : told) addText(differs.told, field, value);
    return differs;
}
} // namespace

Result<void> Import::settleHeld()
{
    for (auto& planned : m_cases) {
        std::vector<Planned> fresh;
        for (auto& record : planned.records) {
            m_line = record.line;
            const bool isCase =
                !planned.isNew && record.type->number == schema::casefile::type.number;
            auto held = isCase ? isHeldCase(record, planned) : isHeldRecord(record, planned.entry);
            if (!held.ok()) return held.error();
            if (*held) continue;
            if (record.asked && !addFault(*record.asked)) return {};
            fresh.push_back(std::move(record));
        }
        planned.records = std::move(fresh);
    }
    return {};
}

bool Import::isAnother(const Planned& record, std::string why,
                       std::vector<ImportDifference> differs)
{
    if (m_faults.size() < kImportFaultsMax)
        m_faults.push_back(
            {record.line, fail(ErrorCode::Rejected, std::move(why)), std::move(differs)});
    return true;
}

Result<bool> Import::isHeldCase(const Planned& record, const PlannedCase& at)
{
    LAPWING_ASSIGN(const auto strands, m_core.strands.strandsOfCase(at.entry.id));
    const auto core = std::ranges::find(strands, record.type->home, &store::Strand::compartment);
    if (core == strands.end()) return false;
    LAPWING_ASSIGN(const auto records, m_core.registers.shownRecords(core->ix));
    const auto held = std::ranges::find(records, record.type->number, &Record::type);
    if (held == records.end()) return false;
    LAPWING_ASSIGN(auto differs,
                   differences(record, RecordKey{Scope::ofCase(at.entry.id), held->id}));
    if (!differs.empty())
        return isAnother(record, "The case is already there, and its record differs.",
                         std::move(differs));
    ++m_count.held;
    return true;
}

Result<bool> Import::isHeldRecord(const Planned& record, const CaseEntry& entry)
{
    LAPWING_ASSIGN(const bool held, isHeld(record.id));
    if (!held) return false;
    const bool isOfPanel = record.type->home == schema::Compartment::Panel;
    const RecordKey here{isOfPanel ? Scope::ofPanel(entry.panel) : Scope::ofCase(entry.id),
                         record.id};
    LAPWING_ASSIGN(const auto form, m_core.registers.display(here));
    // An id can be guessed from what a line says, and used elsewhere by somebody who means ill:
    // such a record is not the one that was imported.
    const bool isImported = record.byContent && form && form->type() == record.type->number;
    if (!isImported) {
        LAPWING_ASSIGN(auto differs, differences(record, here));
        if (!differs.empty())
            return isAnother(record,
                             "A record with this id is already there, and differs. Give the new "
                             "one another id, or leave the line out.",
                             std::move(differs));
    }
    ++m_count.held;
    return true;
}

Result<std::vector<ImportDifference>> Import::differences(const Planned& record,
                                                          const RecordKey& held)
{
    LAPWING_ASSIGN(const auto form, m_core.registers.display(held));
    const auto* type = record.type;
    const bool isThere =
        form && form->type() == type->number &&
        lifeOf(form->registers(), schema::isKeptUntilConfirmed(*type)) != Life::Retired;
    if (!isThere)
        return std::vector{ImportDifference{line_key::kRecord, {}, std::string(type->name)}};
    std::map<Place, std::vector<Value>> told;
    const auto add = [&](const std::vector<store::Write>& writes) -> Result<void> {
        for (const auto& write : writes) {
            if (!schema::findField(write.field).field) continue; // that it lives
            LAPWING_ASSIGN(auto value, decodeValue(write.payload.value));
            told[{write.field, write.key}].push_back(std::move(value));
        }
        return {};
    };
    LAPWING_TRY(add(record.writes));
    for (const auto& version : record.versions) LAPWING_TRY(add(version));
    std::vector<ImportDifference> differs;
    for (const auto& [place, values] : told) {
        const auto* field = schema::findField(place.first).field;
        const auto shown = form->read(place.first, place.second).shown();
        if (!areAlike(field, shown, values))
            differs.push_back(differenceOf(field, place, shown, values));
    }
    return differs;
}

} // namespace lapwing::hub
