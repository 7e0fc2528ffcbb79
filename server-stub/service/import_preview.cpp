#include "server-stub/service/import.h"

#include "shared/schema/address_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/person_fields.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
/// All versions of a record's plain fields, of one that is held or of one that is planned.
using Versions = std::multimap<std::uint32_t, Value>;

bool isOfPeople(const schema::RecordType& type)
{
    return type.number == schema::person::type.number ||
           type.number == schema::contact::type.number ||
           type.number == schema::address::type.number;
}

Result<Versions> versionsIn(const std::vector<store::Write>& writes, Versions all = {})
{
    for (const auto& write : writes) {
        LAPWING_ASSIGN(auto value, decodeValue(write.payload.value));
        all.emplace(write.field, std::move(value));
    }
    return all;
}

Versions versionsIn(const DisplayedRecord& form)
{
    Versions all;
    for (const auto& [place, shown] : form.registers())
        for (const auto& version : shown)
            if (!version.newer && !version.redacted) all.emplace(place.first, version.value);
    return all;
}

std::vector<std::string> textsOf(const Versions& all, const schema::Field& field)
{
    std::vector<std::string> texts;
    const auto [from, to] = all.equal_range(field.wire());
    for (auto at = from; at != to; ++at)
        if (at->second.kind == ValueKind::Text) texts.emplace_back(at->second.asText());
    return texts;
}

/// The people of one case, filled from its records in whatever order they come.
using PeopleOfCase = std::map<RecordId, PersonClues>;

void addRecord(PeopleOfCase& people, const schema::RecordType& type, const RecordId& id,
               std::uint64_t line, const Versions& all)
{
    if (type.number == schema::person::type.number) {
        auto& person = people[id];
        person.facts.record = id;
        person.line = line;
        for (const auto& [field, value] : all)
            if (const auto* known = schema::findField(field).field) person.add(*known, value);
        return;
    }
    const bool isContact = type.number == schema::contact::type.number;
    const auto& whose = isContact ? schema::contact::person.field : schema::address::person.field;
    const auto [from, to] = all.equal_range(whose.wire());
    for (auto at = from; at != to; ++at) {
        if (at->second.kind != ValueKind::Ref) continue;
        auto& person = people[at->second.asRef()];
        for (const auto& number : textsOf(all, schema::contact::value.field))
            person.add(schema::contact::value.field, Value::text(number));
        for (const auto& lines : textsOf(all, schema::address::lines.field))
            for (const auto& postcode : textsOf(all, schema::address::postcode.field))
                domain::addAddress(person.facts, lines, postcode);
    }
}
} // namespace

Result<std::vector<PersonClues>> heldPeople(HubCore& core)
{
    std::vector<PersonClues> held;
    LAPWING_ASSIGN(const auto cases, core.registry.cases());
    for (const auto& entry : cases) {
        LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(entry.id));
        std::set<RecordId> ids;
        for (const auto& strand : strands) {
            LAPWING_ASSIGN(const auto records, core.registers.shownRecords(strand.ix));
            for (const auto& record : records) {
                const auto* type = schema::findType(record.type);
                if (type && isOfPeople(*type)) ids.insert(record.id);
            }
        }
        PeopleOfCase people;
        for (const auto& id : ids) {
            LAPWING_ASSIGN(const auto form,
                           core.registers.display(RecordKey{Scope::ofCase(entry.id), id}));
            const auto* type = form ? schema::findType(form->type()) : nullptr;
            if (type && isOfPeople(*type)) addRecord(people, *type, id, 0, versionsIn(*form));
        }
        for (auto& [id, person] : people) {
            person.caseRef = entry.ref;
            if (!person.facts.record.isZero()) held.push_back(std::move(person));
        }
    }
    return held;
}

Result<void> Import::preview()
{
    PeopleIndex index;
    LAPWING_ASSIGN(auto held, heldPeople(m_core));
    for (auto& person : held) index.add(std::move(person));
    std::vector<PersonClues> fresh;
    for (const auto& planned : m_cases) {
        if (planned.isNew) m_preview.cases.push_back(planned.entry.ref);
        PeopleOfCase people;
        for (const auto& record : planned.records) {
            ++m_preview.records[std::string(record.type->name)];
            if (!isOfPeople(*record.type)) continue;
            LAPWING_ASSIGN(auto all, versionsIn(record.writes));
            for (const auto& version : record.versions) {
                LAPWING_ASSIGN(all, versionsIn(version, std::move(all)));
            }
            addRecord(people, *record.type, record.id, record.line, all);
        }
        for (auto& [id, person] : people) {
            person.caseRef = planned.entry.ref;
            if (!person.facts.record.isZero()) fresh.push_back(std::move(person));
        }
    }
    std::ranges::sort(fresh, {}, &PersonClues::line);
    for (const auto& person : fresh) {
        auto found = index.like(person);
        const auto room = kImportFaultsMax - std::min(kImportFaultsMax, m_preview.people.size());
        found.resize(std::min(found.size(), room));
        std::ranges::move(found, std::back_inserter(m_preview.people));
        index.add(person);
    }
    return {};
}

} // namespace lapwing::hub
