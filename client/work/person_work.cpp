#include "client/work/person_work.h"

#include "shared/domain/panel_roles.h"
#include "shared/schema/person_fields.h"
#include "sync/store/elsewhere.h"

#include <algorithm>

namespace lapwing::work {

namespace {
namespace said = schema::same_person;
using said::Answer;

Error refused(std::string why) { return fail(ErrorCode::Rejected, std::move(why)); }

Error noSuchWord()
{
    return fail(ErrorCode::NotFound, "Nothing of that id was said on this tablet, or it was "
                                     "undone. Nothing was changed. Copy the id from the person.");
}

template <class T>
FieldWrite put(const DisplayedRecord& form, const schema::Handle<T>& field, const T& value)
{
    return {form.read(field.wire()), schema::valueOf(value), {}};
}

Result<store::RecordSave> wordOf(Casework& casework, const RecordKey& beside, const RecordId& about,
                                 std::optional<RecordId> other, Answer answer,
                                 const std::string& why)
{
    LAPWING_ASSIGN(auto made, casework.beginBeside(beside, said::type));
    auto& form = made.form;
    std::vector<FieldWrite> writes{put(form, said::about, about), put(form, said::answer, answer)};
    if (other) writes.push_back(put(form, said::other, *other));
    if (!why.empty()) writes.push_back(put(form, said::reason, why));
    return store::RecordSave{std::move(made.form), made.caseId, std::move(writes)};
}

void addOnce(std::vector<RecordKey>& keys, const RecordKey& key)
{
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
}
} // namespace

bool isOfBoth(const SaidOfPair& word, const RecordKey& a, const RecordKey& b)
{
    return (word.one == a && word.other == b) || (word.one == b && word.other == a);
}

Result<store::RecordSave> saidSave(Casework& casework, const RecordKey& person,
                                   const SameAnswer& answer)
{
    if (answer.answer == Answer::Withdrawn) return refused("That says nothing of two people.");
    return wordOf(casework, person, person.id, answer.other.id, answer.answer, answer.why);
}

Result<SameWord> signedWord(store::Replica& replica, const RecordKey& person,
                            const SameAnswer& answer)
{
    if (answer.answer == Answer::Merged)
        return refused("Records of two cases are never shown as one: each case has readers of its "
                       "own. Nothing was changed. Say that they are the same person.");
    if (answer.answer == Answer::Withdrawn) return refused("That says nothing of two people.");
    if (answer.why.size() > kSameWhyMax)
        return refused("The reason is too long. Nothing was changed. Use fewer words.");
    SameWord word;
    word.one = person;
    word.other = answer.other;
    word.answer = answer.answer;
    word.why = answer.why;
    const auto& author = replica.author();
    word.atMs = author.clock.wallMs();
    LAPWING_TRY(sign(word, author.key, author.random));
    return word;
}

Result<std::vector<MayBeSame>> PersonWork::like(const RecordKey& person)
{
    auto& replica = m_casework.replica();
    LAPWING_ASSIGN(const auto facts, factsOfPerson(replica, person));
    LAPWING_ASSIGN(auto like, peopleLike(replica, person.scope, facts));
    LAPWING_ASSIGN(const auto words, saidOf(replica, person.scope));
    std::erase_if(like, [&](const MayBeSame& one) {
        return std::ranges::any_of(
            words, [&](const auto& word) { return isOfBoth(word, person, one.person); });
    });
    return like;
}

Result<bool> PersonWork::isElsewhere(const RecordKey& person)
{
    return store::Elsewhere(m_casework.replica().database()).has(person);
}

Result<SaidOfPair> PersonWork::say(const RecordKey& person, const SameAnswer& answer)
{
    auto& replica = m_casework.replica();
    LAPWING_TRY(factsOfPerson(replica, person));
    LAPWING_TRY(factsOfPerson(replica, answer.other));
    LAPWING_ASSIGN(const auto me, m_casework.me());
    SaidOfPair made{{}, person,    answer.other, answer.answer, replica.author().actor,
                    me, answer.why};
    if (person.scope == answer.other.scope) {
        LAPWING_ASSIGN(auto record, saidSave(m_casework, person, answer));
        made.id = record.form.record().hex();
        LAPWING_TRY(m_casework.save({std::move(record)}));
        return made;
    }
    LAPWING_ASSIGN(const auto word, signedWord(replica, person, answer));
    LAPWING_TRY(replica.say(word));
    made.id = word.id.hex();
    return made;
}

Result<void> PersonWork::takeBack(std::string_view id, const std::string& why)
{
    if (why.empty())
        return refused("Taking back what was said needs a reason. Nothing was changed. Give one.");
    if (const auto word = SameWordId::fromHex(id)) {
        LAPWING_ASSIGN(auto rows, store::SameWords(m_casework.replica().database()).all());
        const auto standing = store::standingOf(std::move(rows));
        const auto at = std::ranges::find(standing, *word, &SameWord::id);
        return at == standing.end() ? noSuchWord() : takeBackOfTwo(*at, why);
    }
    const auto key = m_casework.find(id);
    if (!key.ok()) return key.error().code == ErrorCode::NotFound ? noSuchWord() : key.error();
    return takeBackOfCase(*key, why);
}

Result<void> PersonWork::takeBackOfCase(const RecordKey& word, const std::string& why)
{
    LAPWING_ASSIGN(const auto words, saidOf(m_casework.replica(), word.scope));
    if (std::ranges::find(words, word.id.hex(), &SaidOfPair::id) == words.end())
        return noSuchWord();
    LAPWING_ASSIGN(auto record,
                   wordOf(m_casework, word, word.id, std::nullopt, Answer::Withdrawn, why));
    LAPWING_TRY(m_casework.save({std::move(record)}));
    return {};
}

Result<void> PersonWork::takeBackOfTwo(const SameWord& word, const std::string& why)
{
    auto& replica = m_casework.replica();
    if (why.size() > kSameWhyMax)
        return refused("The reason is too long. Nothing was changed. Use fewer words.");
    const TabletFacts around(replica, word.one.scope.caseId());
    LAPWING_ASSIGN(const auto by, around.personOf(word.actor));
    LAPWING_ASSIGN(const auto author, around.author());
    if (by != author.person && !domain::isCoordinator(author))
        return refused("Only who said it, or a coordinator, takes it back. Nothing was changed. "
                       "Say what you think of the two yourself, or ask the coordinator.");
    SameWord back;
    back.one = word.one;
    back.other = word.other;
    back.answer = Answer::Withdrawn;
    back.back = word.id;
    back.why = why;
    back.atMs = replica.author().clock.wallMs();
    LAPWING_TRY(sign(back, replica.author().key, replica.author().random));
    return replica.say(back);
}

Result<PersonView> PersonWork::read(const RecordKey& person)
{
    auto& replica = m_casework.replica();
    LAPWING_TRY(factsOfPerson(replica, person));
    PersonView view{person, person, {}, {}, {}};
    LAPWING_ASSIGN(auto words, saidOf(replica, person.scope));
    LAPWING_ASSIGN(const auto kept, keptIn(replica, person.scope));
    if (const auto at = kept.find(person.id); at != kept.end())
        view.kept = {person.scope, at->second};
    for (const auto& [record, under] : kept)
        if (under == view.kept.id) view.merged.push_back({person.scope, record});
    for (auto& word : words) {
        if (word.one != person && word.other != person) continue;
        const auto& other = word.one == person ? word.other : word.one;
        if (other.scope != person.scope && word.answer == Answer::Same) addOnce(view.files, other);
        view.said.push_back(std::move(word));
    }
    return view;
}

} // namespace lapwing::work
