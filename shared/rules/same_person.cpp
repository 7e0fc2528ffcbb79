#include "shared/rules/same_person.h"

#include <algorithm>

namespace lapwing::rules {

namespace {
template <typename T>
bool overlap(const std::vector<T>& a, const std::vector<T>& b)
{
    return std::ranges::any_of(a,
                               [&](const T& one) { return std::ranges::find(b, one) != b.end(); });
}
} // namespace

bool isSamePerson(const PersonFacts& a, const PersonFacts& b)
{
    if (a.record == b.record) return true;
    const bool byName = overlap(a.names, b.names) && overlap(a.births, b.births);
    return byName || overlap(a.nhs, b.nhs) || overlap(a.pnc, b.pnc);
}

std::map<RecordId, RecordId> onePersonEach(std::span<const PersonFacts> people)
{
    std::map<RecordId, RecordId> stands;
    for (const auto& person : people) stands.emplace(person.record, person.record);
    for (std::size_t i = 0; i < people.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            if (!isSamePerson(people[i], people[j])) continue;
            const auto a = stands.at(people[i].record);
            const auto b = stands.at(people[j].record);
            for (auto& [record, whom] : stands)
                if (whom == a || whom == b) whom = std::min(a, b);
        }
    return stands;
}

} // namespace lapwing::rules
