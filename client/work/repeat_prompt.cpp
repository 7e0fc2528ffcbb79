#include "client/work/repeat_prompt.h"

#include "client/work/same_people.h"
#include "client/work/tablet_facts.h"
#include "shared/domain/person.h"
#include "shared/domain/referral.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/referral_fields.h"

#include <algorithm>
#include <set>

namespace lapwing::work {

namespace {
using domain::Facts;

/// One record, also when it was removed; nothing when this tablet does not hold it.
Result<std::optional<Facts>> factsOf(store::Replica& replica, const RecordKey& record)
{
    const auto form = replica.display(record);
    if (!form.ok() && form.error().code == ErrorCode::NotFound) return std::optional<Facts>{};
    if (!form.ok()) return form.error();
    LAPWING_ASSIGN(auto facts, TabletFacts(replica, record.scope.caseId()).of(*form));
    return std::optional(std::move(facts));
}

Result<rules::PersonFacts> identityIn(store::Replica& replica, const RecordKey& record)
{
    LAPWING_ASSIGN(const auto facts, factsOf(replica, record));
    if (facts) return domain::identityOf(*facts);
    rules::PersonFacts unknown;
    unknown.record = record.id;
    return unknown;
}

/// The referrals of the reader's cases, and which case each of them is in.
struct Told {
    std::vector<Facts> referrals;
    std::vector<CaseId> cases;
};

Result<Told> referralsOf(store::Replica& replica, const std::set<CaseId>& cases)
{
    Told told;
    for (const auto& caseId : cases) {
        const TabletFacts facts(replica, caseId);
        auto found = facts.all(schema::referral::type);
        LAPWING_TRY(facts.error());
        std::ranges::move(found, std::back_inserter(told.referrals));
        told.cases.resize(told.referrals.size(), caseId);
    }
    return told;
}

/// Who the incident is about, in every file that this reader holds: the records that are one
/// person, and the cases that have such a record.
struct People {
    domain::OnePerson stands;
    std::set<CaseId> cases;
};

constexpr std::size_t kLinkedMax = 100;

/// Everybody who was said to be one of these people, through others too, in every case held here.
Result<std::vector<rules::SaidOfTwo>> addSaid(store::Replica& replica, std::set<RecordKey>& people)
{
    std::vector<rules::SaidOfTwo> words;
    std::vector<RecordKey> open(people.begin(), people.end());
    std::map<Scope, std::vector<SaidOfPair>> saidIn;
    for (std::size_t i = 0; i < open.size() && open.size() < kLinkedMax; ++i) {
        const auto person = open[i];
        if (!saidIn.contains(person.scope)) {
            LAPWING_ASSIGN(saidIn[person.scope], saidOf(replica, person.scope));
        }
        for (const auto& word : saidIn[person.scope]) {
            if (word.one != person && word.other != person) continue;
            using schema::same_person::Answer;
            if (word.answer == Answer::NotSure) continue;
            words.push_back({word.one.id, word.other.id, word.answer != Answer::Different});
            const auto& other = word.one == person ? word.other : word.one;
            if (word.answer != Answer::Different && people.insert(other).second)
                open.push_back(other);
        }
    }
    return words;
}

Result<People> peopleOf(store::Replica& replica, const Scope& scope,
                        const std::vector<RecordId>& named)
{
    std::set<RecordKey> keys;
    std::vector<rules::PersonFacts> facts;
    for (const auto& record : named) {
        LAPWING_ASSIGN(const auto known, identityIn(replica, {scope, record}));
        LAPWING_ASSIGN(const auto like, peopleLike(replica, scope, known));
        keys.insert({scope, record});
        for (const auto& one : like) keys.insert(one.person);
    }
    LAPWING_ASSIGN(const auto said, addSaid(replica, keys));
    for (const auto& key : keys) {
        LAPWING_ASSIGN(auto known, identityIn(replica, key));
        facts.push_back(std::move(known));
    }
    People people;
    const auto stands = rules::onePersonEach(facts, said);
    std::set<RecordId> wanted; // the people of the incident, each by who stands for them
    for (const auto& record : named) wanted.insert(stands.at(record));
    for (const auto& key : keys) {
        if (!wanted.contains(stands.at(key.id))) continue;
        people.stands.emplace(key.id, stands.at(key.id));
        people.cases.insert(key.scope.caseId());
    }
    return people;
}
} // namespace

Result<std::vector<Notice>> repeatNotices(store::Replica& replica, const RecordKey& record,
                                          rules::Date today)
{
    LAPWING_ASSIGN(const auto row, replica.lists().record(record));
    if (row.type != schema::incident::type.number) return std::vector<Notice>{};
    LAPWING_ASSIGN(const auto incident, factsOf(replica, record));
    if (!incident) return fail(ErrorCode::NotFound);
    LAPWING_ASSIGN(auto people, peopleOf(replica, record.scope, domain::namedIn(*incident)));
    const auto caseId = record.scope.caseId();
    people.cases.insert(caseId);
    LAPWING_ASSIGN(const auto told, referralsOf(replica, people.cases));
    const auto finding = domain::repeatOf(*incident, told.referrals, people.stands, today);
    if (!finding) return std::vector<Notice>{};
    auto text = rules::explain(*finding);
    const auto& from = told.cases[finding->referral];
    if (from != caseId) {
        LAPWING_ASSIGN(const auto cases, replica.lists().cases());
        const auto at = std::ranges::find(cases, from, &store::CaseRow::id);
        if (at != cases.end()) text += " That referral is in the file " + at->ref + ".";
    }
    return std::vector<Notice>{{"R-REP2", std::move(text)}};
}

} // namespace lapwing::work
