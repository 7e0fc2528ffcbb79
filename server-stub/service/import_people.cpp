#include "server-stub/service/import_people.h"

#include "shared/schema/person_fields.h"

#include <algorithm>

namespace lapwing::hub {

void PersonClues::add(const schema::Field& field, const Value& value)
{
    domain::addClue(facts, field, value);
    if (schema::person::legalName.names(field) && value.kind == ValueKind::Text && name.empty())
        name = value.asText();
}

void PeopleIndex::add(PersonClues person)
{
    for (const auto& key : keysOf(person.facts)) m_byKey.emplace(key, m_people.size());
    m_people.push_back(std::move(person));
}

std::set<std::string> PeopleIndex::keysOf(const rules::PersonFacts& facts)
{
    std::set<std::string> keys;
    const auto take = [&](char kind, const std::vector<std::string>& values) {
        for (const auto& value : values) keys.insert(kind + value);
    };
    take('n', facts.names);
    take('t', facts.numbers);
    take('a', facts.addresses);
    for (const auto birth : facts.births) keys.insert('b' + std::to_string(birth));
    for (const auto& [identifier, number] : facts.identifiers)
        keys.insert('i' + std::to_string(static_cast<int>(identifier)) + number);
    return keys;
}

std::vector<PossiblySame> PeopleIndex::like(const PersonClues& person) const
{
    std::set<std::size_t> met;
    for (const auto& key : keysOf(person.facts)) {
        const auto [from, to] = m_byKey.equal_range(key);
        for (auto at = from; at != to; ++at) met.insert(at->second);
    }
    std::vector<PossiblySame> found;
    for (const auto at : met) {
        const auto& other = m_people[at];
        const bool isOneCase = other.caseRef == person.caseRef;
        const bool isItself = other.facts.record == person.facts.record && isOneCase;
        if (isItself || (other.line != 0 && other.line >= person.line)) continue;
        std::vector<std::string> because;
        for (const auto clue : rules::cluesOf(person.facts, other.facts, isOneCase))
            because.emplace_back(rules::inWords(clue));
        if (!because.empty())
            found.push_back({person.line, person.caseRef, person.name, other.caseRef, other.name,
                             other.line, other.facts.record, std::move(because)});
    }
    return found;
}

} // namespace lapwing::hub
