#include "shared/domain/person.h"

#include "shared/base/civil.h"
#include "shared/schema/address_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/meaning.h"
#include "shared/schema/person_fields.h"
#include "shared/search/fold.h"

namespace lapwing::domain {

namespace {
namespace person = schema::person;
constexpr std::size_t kDialledDigitsMin = 6;
constexpr std::size_t kNameWordsMax = 16;

struct NumberField {
    const schema::Field* field;
    rules::Identifier identifier;
};
constexpr NumberField kNumbers[] = {{&person::nhsNo.field, rules::Identifier::Nhs},
                                    {&person::pncId.field, rules::Identifier::Pnc},
                                    {&person::crn.field, rules::Identifier::Crn},
                                    {&person::cro.field, rules::Identifier::Cro},
                                    {&person::custodyNo.field, rules::Identifier::Custody}};

/// The words of a name in an order of their own: "Hale, Una" is "Una Hale".
std::string keyOf(std::vector<std::string> words)
{
    std::ranges::sort(words);
    std::string key;
    for (const auto& word : words) key += (key.empty() ? "" : " ") + word;
    return key;
}

template <class T>
void addOnce(std::vector<T>& all, T value)
{
    if (std::ranges::find(all, value) == all.end()) all.push_back(std::move(value));
}

/// Also with two neighbours in one: "Mary Jane" is "Maryjane".
void addName(rules::PersonFacts& facts, std::string_view name)
{
    const auto words = search::wordsOf(name);
    if (words.empty() || words.size() > kNameWordsMax) return;
    addOnce(facts.names, keyOf(words));
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        auto together = words;
        together[i] += together[i + 1];
        together.erase(together.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        addOnce(facts.names, keyOf(std::move(together)));
    }
}

/// What stands between any of these, each for itself.
template <class Take>
void eachPart(std::string_view text, std::string_view between, Take take)
{
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(between), text.size());
        take(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::string quoted(std::string_view word) { return '"' + std::string(word) + '"'; }

std::string joined(std::span<const std::string> words, std::string_view with)
{
    std::string all;
    for (const auto& word : words) {
        if (!all.empty()) all += with;
        all += quoted(word);
    }
    return all;
}

/// A number or an email, as what is compared of it was folded: its digits are in the index.
void addNumberLookup(std::vector<Lookup>& found, const std::string& number)
{
    const auto words = search::wordsOf(number);
    if (!words.empty()) found.push_back({joined(words, " AND "), schema::contact::type.number});
}

/// As it is written, or as the digits that it is.
void addReferenceLookup(std::vector<Lookup>& found, const std::string& reference)
{
    const auto parts = search::wordsOf(reference);
    if (parts.empty()) return;
    auto expression = "(" + joined(parts, " AND ") + ")";
    const auto digits = search::numberOf(reference);
    if (digits.size() >= kDialledDigitsMin) expression += " OR " + quoted(digits);
    found.push_back({std::move(expression), person::type.number});
}

void addBirthLookups(std::vector<Lookup>& found, const rules::PersonFacts& facts,
                     std::span<const std::string> words)
{
    std::vector<std::string> days;
    for (const auto birth : facts.births) {
        days.push_back(search::wordOfDay(birth));
        for (const auto near : rules::nearBirths(birth)) days.push_back(search::wordOfDay(near));
    }
    if (days.empty() || words.empty()) return;
    found.push_back({"(" + joined(days, " OR ") + ") AND (" + joined(words, " OR ") + ")",
                     person::type.number});
}
} // namespace

void addClue(rules::PersonFacts& facts, const schema::Field& field, const Value& value)
{
    if (person::dob.names(field) && value.kind == ValueKind::Day)
        addOnce(facts.births, value.asInteger());
    if (value.kind != ValueKind::Text) return;
    const auto text = value.asText();
    if (person::legalName.names(field)) addName(facts, text);
    if (person::aliases.names(field))
        eachPart(text, "\n,;", [&](std::string_view alias) { addName(facts, alias); });
    if (person::otherDobs.names(field))
        eachPart(text, " \n,;", [&](std::string_view part) {
            if (const auto day = parseDay(part)) addOnce(facts.births, *day);
        });
    for (const auto& [of, identifier] : kNumbers) {
        if (of->number != field.number) continue;
        auto number = schema::referenceMeaning(text);
        if (!number.empty()) addOnce(facts.identifiers, std::pair(identifier, std::move(number)));
    }
    if (!schema::contact::value.names(field)) return;
    auto digits = search::numberOf(text);
    if (digits.size() >= kDialledDigitsMin)
        addOnce(facts.numbers, std::move(digits));
    else if (text.find('@') != text.npos)
        addOnce(facts.numbers, schema::nameMeaning(text));
}

void addAddress(rules::PersonFacts& facts, std::string_view lines, std::string_view postcode)
{
    if (lines.empty() || postcode.empty()) return;
    auto key = schema::referenceMeaning(postcode) + "\n" + keyOf(search::wordsOf(lines));
    addOnce(facts.addresses, std::move(key));
}

void addAddress(rules::PersonFacts& facts, const Facts& address)
{
    for (const auto& lines : address[schema::address::lines].each())
        for (const auto& postcode : address[schema::address::postcode].each())
            addAddress(facts, lines.value, postcode.value);
}

rules::PersonFacts identityOf(const Facts& of)
{
    rules::PersonFacts facts;
    facts.record = of.record();
    for (const auto& [place, versions] : of.registers()) {
        const auto* field = schema::findField(place.first).field;
        if (!field || !place.second.empty()) continue;
        for (const auto& version : versions)
            if (version.readable) addClue(facts, *field, version.value);
    }
    return facts;
}

std::vector<Lookup> lookupsFor(const rules::PersonFacts& facts)
{
    std::vector<Lookup> found;
    std::vector<std::string> words; // of all names
    for (const auto& [identifier, number] : facts.identifiers) addReferenceLookup(found, number);
    for (const auto& number : facts.numbers) addNumberLookup(found, number);
    for (const auto& address : facts.addresses) {
        const auto parts = search::wordsOf(address);
        found.push_back({joined(parts, " AND "), schema::address::type.number});
    }
    std::vector<Lookup> names;
    for (const auto& name : facts.names) {
        const auto parts = search::wordsOf(name);
        names.push_back({joined(parts, " AND "), person::type.number});
        words.insert(words.end(), parts.begin(), parts.end());
    }
    addBirthLookups(found, facts, words);
    found.insert(found.end(), names.begin(), names.end());
    return found;
}

} // namespace lapwing::domain
