// People whom a save would add: who may be the same, and what was answered of them.
#include "client/work/casework.h"

#include "client/work/person_work.h"

#include <algorithm>

namespace lapwing::work {

namespace {
bool isAnswered(std::span<const SameAnswer> answers, const RecordKey& person)
{
    return std::ranges::find(answers, person, &SameAnswer::other) != answers.end();
}
} // namespace

Result<std::vector<MayBeSame>> Casework::mayBeSame(std::span<const store::RecordSave> records)
{
    std::vector<MayBeSame> all;
    for (const auto& made : newPeopleIn(records)) {
        LAPWING_ASSIGN(auto like, peopleLike(m_replica, made.record.scope, made.facts));
        if (like.empty()) continue;
        LAPWING_ASSIGN(const auto said, saidOf(m_replica, made.record.scope));
        std::erase_if(like, [&](const MayBeSame& one) {
            return std::ranges::any_of(said, [&](const SaidOfPair& word) {
                return isOfBoth(word, made.record, one.person);
            });
        });
        std::ranges::move(like, std::back_inserter(all));
    }
    return all;
}

Result<std::vector<SameWord>> Casework::addAnswers(std::vector<store::RecordSave>& records,
                                                   std::span<const SameAnswer> answers)
{
    std::vector<SameWord> words;
    for (const auto& made : newPeopleIn(records)) {
        LAPWING_ASSIGN(auto like, mayBeSame(records));
        std::erase_if(like, [&](const auto& one) { return isAnswered(answers, one.person); });
        if (!like.empty())
            return fail(ErrorCode::Conflict,
                        "Somebody on this tablet may be the same person. Nothing was saved. Say of "
                        "each of them: the same, somebody else, or not sure.");
        for (const auto& answer : answers) {
            if (answer.other == made.record) continue;
            if (answer.other.scope == made.record.scope) {
                LAPWING_ASSIGN(auto record, saidSave(*this, made.record, answer));
                records.push_back(std::move(record));
            } else {
                LAPWING_ASSIGN(auto word, signedWord(m_replica, made.record, answer));
                words.push_back(std::move(word));
            }
        }
    }
    return words;
}

} // namespace lapwing::work
