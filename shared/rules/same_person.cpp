#include "shared/rules/same_person.h"

#include "shared/rules/date.h"
#include "shared/search/similar.h"

#include <algorithm>
#include <chrono>

namespace lapwing::rules {

namespace {
constexpr std::size_t kPartLettersMin = 3;

template <typename T>
bool overlap(const std::vector<T>& a, const std::vector<T>& b)
{
    return std::ranges::any_of(a,
                               [&](const T& one) { return std::ranges::find(b, one) != b.end(); });
}

std::vector<std::string> partsOf(const std::string& name)
{
    std::vector<std::string> parts(1);
    for (const char c : name) {
        if (c == ' ')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

/// Takes from both what both have.
void dropCommon(std::vector<std::string>& left, std::vector<std::string>& right)
{
    std::erase_if(left, [&](const std::string& part) {
        const auto same = std::ranges::find(right, part);
        if (same == right.end()) return false;
        right.erase(same);
        return true;
    });
}

/// One word of two equally long names is a letter off, and the others are the same.
bool isSlipOf(const std::string& a, const std::string& b)
{
    auto left = partsOf(a);
    auto right = partsOf(b);
    dropCommon(left, right);
    return left.size() == 1 && right.size() == 1 && search::isOneSlipAway(left[0], right[0]);
}

bool sharesPart(const std::string& a, const std::string& b)
{
    const auto left = partsOf(a);
    const auto right = partsOf(b);
    return std::ranges::any_of(left, [&](const std::string& part) {
        return part.size() >= kPartLettersMin && std::ranges::find(right, part) != right.end();
    });
}

template <typename Predicate>
bool anyNames(const PersonFacts& a, const PersonFacts& b, Predicate predicate)
{
    return std::ranges::any_of(a.names, [&](const auto& one) {
        return std::ranges::any_of(b.names,
                                   [&](const auto& other) { return predicate(one, other); });
    });
}

bool haveNearBirths(const PersonFacts& a, const PersonFacts& b)
{
    return std::ranges::any_of(
        a.births, [&](const std::int64_t day) { return overlap(nearBirths(day), b.births); });
}

Clue clueOf(Identifier identifier)
{
    switch (identifier) {
    case Identifier::Nhs:
        return Clue::NhsNumber;
    case Identifier::Pnc:
        return Clue::PncNumber;
    case Identifier::Crn:
        return Clue::Crn;
    case Identifier::Cro:
        return Clue::CroNumber;
    case Identifier::Custody:
        return Clue::CustodyNumber;
    }
    return Clue::CustodyNumber;
}

void unite(std::map<RecordId, RecordId>& stands, const RecordId& one, const RecordId& other)
{
    const auto a = stands.at(one);
    const auto b = stands.at(other);
    for (auto& [record, whom] : stands)
        if (whom == a || whom == b) whom = std::min(a, b);
}
} // namespace

std::string_view inWords(Clue clue)
{
    switch (clue) {
    case Clue::NhsNumber:
        return "the same NHS number";
    case Clue::PncNumber:
        return "the same PNC number";
    case Clue::Crn:
        return "the same CRN";
    case Clue::CroNumber:
        return "the same CRO number";
    case Clue::CustodyNumber:
        return "the same custody number";
    case Clue::NameAndBirth:
        return "the same name and birth day";
    case Clue::NameNearBirth:
        return "the same name, and a birth day that is nearly the same";
    case Clue::SlipAndBirth:
        return "the same birth day, and a name one letter off";
    case Clue::PartAndBirth:
        return "the same birth day, and a part of the name";
    case Clue::Number:
        return "the same number or email";
    case Clue::Address:
        return "the same address";
    case Clue::Name:
        return "the same name";
    }
    return {};
}

std::vector<std::int64_t> nearBirths(std::int64_t day)
{
    std::vector near{day - 1, day + 1};
    const auto date = dateOf(day);
    const auto number = static_cast<unsigned>(date.day());
    const Date swapped(date.year(), std::chrono::month(number),
                       std::chrono::day(static_cast<unsigned>(date.month())));
    if (swapped.ok() && swapped != date) near.push_back(dayOf(swapped));
    return near;
}

std::vector<Clue> cluesOf(const PersonFacts& a, const PersonFacts& b, bool isOneCase)
{
    std::vector<Clue> clues;
    const auto add = [&](Clue clue) {
        if (std::ranges::find(clues, clue) == clues.end()) clues.push_back(clue);
    };
    for (const auto& one : a.identifiers)
        if (std::ranges::find(b.identifiers, one) != b.identifiers.end()) add(clueOf(one.first));
    const bool sameBirth = overlap(a.births, b.births);
    if (overlap(a.names, b.names)) {
        const bool near = !sameBirth && haveNearBirths(a, b);
        add(sameBirth ? Clue::NameAndBirth : near ? Clue::NameNearBirth : Clue::Name);
    } else if (sameBirth && anyNames(a, b, isSlipOf)) {
        add(Clue::SlipAndBirth);
    } else if (sameBirth && anyNames(a, b, sharesPart)) {
        add(Clue::PartAndBirth);
    }
    if (!isOneCase && overlap(a.numbers, b.numbers)) add(Clue::Number);
    if (!isOneCase && overlap(a.addresses, b.addresses)) add(Clue::Address);
    std::ranges::sort(clues);
    return clues;
}

bool isSamePerson(const PersonFacts& a, const PersonFacts& b)
{
    if (a.record == b.record) return true;
    if (overlap(a.names, b.names) && overlap(a.births, b.births)) return true;
    return std::ranges::any_of(a.identifiers, [&](const auto& one) {
        return one.first <= Identifier::Pnc &&
               std::ranges::find(b.identifiers, one) != b.identifiers.end();
    });
}

std::map<RecordId, RecordId> onePersonEach(std::span<const PersonFacts> people,
                                           std::span<const SaidOfTwo> said)
{
    std::map<RecordId, RecordId> stands;
    for (const auto& person : people) stands.emplace(person.record, person.record);
    const auto isSaid = [&](const RecordId& a, const RecordId& b, bool same) {
        return std::ranges::any_of(said, [&](const SaidOfTwo& word) {
            const bool isOfBoth =
                (word.one == a && word.other == b) || (word.one == b && word.other == a);
            return isOfBoth && word.same == same;
        });
    };
    for (std::size_t i = 0; i < people.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const auto& a = people[i];
            const auto& b = people[j];
            const bool told = isSaid(a.record, b.record, true);
            const bool denied = !told && isSaid(a.record, b.record, false);
            if (told || (!denied && isSamePerson(a, b))) unite(stands, a.record, b.record);
        }
    return stands;
}

} // namespace lapwing::rules
