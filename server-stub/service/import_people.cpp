#include "server-stub/service/import_people.h"

#include "shared/schema/contact_fields.h"
#include "shared/schema/meaning.h"
#include "shared/schema/person_fields.h"
#include "shared/search/fold.h"
#include "shared/search/similar.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
constexpr std::size_t kDialledDigitsMin = 6;

/// The words of a name in an order of their own: "Hale, Una" is "Una Hale".
std::string nameKey(std::string_view name)
{
    auto words = search::wordsOf(name);
    std::ranges::sort(words);
    std::string key;
    for (const auto& word : words) key += (key.empty() ? "" : " ") + word;
    return key;
}

std::vector<std::string> partsOf(std::string_view text, char between)
{
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == between)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

/// One word of two equally long names is a letter off, and the others are the same.
bool isSlipOf(const std::string& a, const std::string& b)
{
    auto left = partsOf(a, ' ');
    auto right = partsOf(b, ' ');
    for (auto at = left.begin(); at != left.end();) {
        const auto same = std::ranges::find(right, *at);
        if (same == right.end()) {
            ++at;
            continue;
        }
        right.erase(same);
        at = left.erase(at);
    }
    return left.size() == 1 && right.size() == 1 && search::isOneSlipAway(left[0], right[0]);
}

bool share(const std::set<std::string>& a, const std::set<std::string>& b)
{
    return std::ranges::any_of(a, [&](const auto& one) { return b.contains(one); });
}

bool haveSlip(const PersonClues& a, const PersonClues& b)
{
    return std::ranges::any_of(a.names, [&](const auto& one) {
        return std::ranges::any_of(b.names,
                                   [&](const auto& other) { return isSlipOf(one, other); });
    });
}

std::vector<std::string> reasonsFor(const PersonClues& a, const PersonClues& b)
{
    std::vector<std::string> because;
    for (const auto& one : a.identifiers)
        if (b.identifiers.contains(one))
            because.push_back("the same " + one.substr(0, one.find('\n')));
    const bool sameBirth = share(a.births, b.births);
    const bool sameName = share(a.names, b.names);
    if (sameName) because.emplace_back(sameBirth ? "the same name and birth day" : "the same name");
    if (!sameName && sameBirth && haveSlip(a, b))
        because.emplace_back("the same birth day, and a name one letter off");
    if (a.caseRef == b.caseRef) return because;
    if (share(a.numbers, b.numbers)) because.emplace_back("the same number or email");
    if (share(a.addresses, b.addresses)) because.emplace_back("the same address");
    return because;
}
} // namespace

void PersonClues::add(const schema::Field& field, const Value& value)
{
    namespace person = schema::person;
    if (person::dob.names(field) && value.kind == ValueKind::Day)
        births.insert(search::wordOfDay(value.asInteger()));
    if (value.kind != ValueKind::Text) return;
    const auto text = value.asText();
    if (person::legalName.names(field)) {
        names.insert(nameKey(text));
        if (name.empty()) name = text;
    }
    if (person::aliases.names(field))
        for (const auto& row : partsOf(text, '\n'))
            for (const auto& alias : partsOf(row, ','))
                if (const auto key = nameKey(alias); !key.empty()) names.insert(key);
    const std::pair<const schema::Field*, const char*> kIdentifiers[] = {
        {&person::nhsNo.field, "NHS number"},
        {&person::pncId.field, "PNC number"},
        {&person::crn.field, "CRN"},
        {&person::cro.field, "CRO number"}};
    for (const auto& [of, what] : kIdentifiers)
        if (of->number == field.number)
            identifiers.insert(std::string(what) + "\n" + schema::referenceMeaning(text));
    if (!schema::contact::value.names(field)) return;
    const auto digits = search::numberOf(text);
    if (digits.size() >= kDialledDigitsMin)
        numbers.insert(digits);
    else if (text.find('@') != text.npos)
        numbers.insert(schema::nameMeaning(text));
}

void PersonClues::addAddress(std::string_view lines, std::string_view postcode)
{
    if (!lines.empty() && !postcode.empty())
        addresses.insert(schema::referenceMeaning(postcode) + "\n" + nameKey(lines));
}

void PeopleIndex::add(PersonClues person)
{
    for (const auto& key : keysOf(person)) m_byKey.emplace(key, m_people.size());
    m_people.push_back(std::move(person));
}

std::set<std::string> PeopleIndex::keysOf(const PersonClues& person)
{
    std::set<std::string> keys;
    const auto take = [&](char kind, const std::set<std::string>& values) {
        for (const auto& value : values) keys.insert(kind + value);
    };
    take('n', person.names);
    take('b', person.births);
    take('i', person.identifiers);
    take('t', person.numbers);
    take('a', person.addresses);
    return keys;
}

std::vector<MayBeSame> PeopleIndex::like(const PersonClues& person) const
{
    std::set<std::size_t> met;
    for (const auto& key : keysOf(person)) {
        const auto [from, to] = m_byKey.equal_range(key);
        for (auto at = from; at != to; ++at) met.insert(at->second);
    }
    std::vector<MayBeSame> found;
    for (const auto at : met) {
        const auto& other = m_people[at];
        const bool isItself = other.id == person.id && other.caseRef == person.caseRef;
        if (isItself || (other.line != 0 && other.line >= person.line)) continue;
        auto because = reasonsFor(person, other);
        if (!because.empty())
            found.push_back({person.line, person.caseRef, person.name, other.caseRef, other.name,
                             other.line, other.id, std::move(because)});
    }
    return found;
}

} // namespace lapwing::hub
