#include "shared/domain/person_rows.h"

#include "shared/base/mutant.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace lapwing::domain {

namespace {
template <typename T>
void addFile(std::vector<T>& to, const T& one)
{
    if (std::ranges::find(to, one) == to.end()) to.push_back(one);
}

/// For each record the one that stands for its person, by nothing but what was said.
std::map<RecordId, RecordId> personOfEach(std::span<const RecordId> records,
                                          std::span<const rules::SaidOfTwo> said)
{
    std::vector<rules::PersonFacts> people;
    for (const auto& record : records) {
        people.emplace_back();
        people.back().record = record;
    }
    if (mutant("rows-forget-words")) return rules::onePersonEach(people);
    return rules::onePersonEach(people, said);
}
} // namespace

std::vector<RecordId> recordsOf(std::span<const FoundPerson> found,
                                std::span<const rules::SaidOfTwo> said)
{
    std::set<RecordId> records;
    for (const auto& person : found) records.insert(person.at.record);
    for (bool isMore = true; isMore;) {
        isMore = false;
        for (const auto& word : said) {
            if (!word.same || records.contains(word.one) == records.contains(word.other)) continue;
            records.insert(word.one);
            records.insert(word.other);
            isMore = true;
        }
    }
    return {records.begin(), records.end()};
}

std::vector<GroupedPerson> onePersonRows(std::span<const FoundPerson> found,
                                         std::span<const PersonInFile> held,
                                         std::span<const rules::SaidOfTwo> said)
{
    const auto records = recordsOf(found, said);
    const auto personOf = personOfEach(records, said);
    std::vector<GroupedPerson> rows;
    std::map<RecordId, std::size_t> rowOf;
    for (const auto& one : found) {
        const auto [at, isNew] = rowOf.emplace(personOf.at(one.at.record), rows.size());
        if (isNew) rows.push_back({{}, true});
        auto& row = rows[at->second];
        row.isSimilar = row.isSimilar && one.isSimilar;
        const bool isHeld = std::ranges::find(held, one.at) != held.end();
        if (isHeld || mutant("rows-name-unheld")) addFile(row.files, one.at);
    }
    std::vector<PersonInFile> others(held.begin(), held.end());
    std::ranges::sort(others);
    for (const auto& other : others) {
        const auto person = personOf.find(other.record);
        if (person == personOf.end()) continue;
        if (const auto at = rowOf.find(person->second); at != rowOf.end())
            addFile(rows[at->second].files, other);
    }
    std::erase_if(rows, [](const GroupedPerson& row) { return row.files.empty(); });
    std::vector<GroupedPerson> inOrder;
    for (const bool similar : {false, true})
        std::ranges::copy_if(rows, std::back_inserter(inOrder),
                             [&](const GroupedPerson& row) { return row.isSimilar == similar; });
    return inOrder;
}

} // namespace lapwing::domain
