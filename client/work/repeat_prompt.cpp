#include "client/work/repeat_prompt.h"

#include "client/work/tablet_facts.h"
#include "shared/domain/person.h"
#include "shared/domain/referral.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/person_fields.h"
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

/// The rows that may be one of these people, without opening a record: a number may be all that
/// two files have in common, and without one a name must be.
std::vector<store::ListedRow> likely(std::vector<store::ListedRow> rows,
                                     const std::vector<rules::PersonFacts>& people)
{
    const bool numbered =
        std::ranges::any_of(people, [](const auto& p) { return !p.identifiers.empty(); });
    if (numbered) return rows;
    std::erase_if(rows, [&](const store::ListedRow& row) {
        const auto names = row[schema::person::legalName];
        const auto mayBeOne = [&](const std::string& name) {
            rules::PersonFacts other;
            domain::addClue(other, schema::person::legalName.field, Value::text(name));
            return std::ranges::any_of(people, [&](const auto& p) {
                return std::ranges::find_first_of(p.names, other.names) != p.names.end();
            });
        };
        return !names.empty() && !names.any(mayBeOne);
    });
    return rows;
}

Result<People> peopleOf(store::Replica& replica, const Scope& scope,
                        const std::vector<RecordId>& named)
{
    People people;
    if (named.empty()) return people;
    std::vector<rules::PersonFacts> facts;
    for (const auto& record : named) {
        LAPWING_ASSIGN(auto known, identityIn(replica, {scope, record}));
        facts.push_back(std::move(known));
    }
    LAPWING_ASSIGN(auto rows, replica.lists().rows(schema::person::type));
    std::map<RecordId, CaseId> caseOf;
    const auto asked = facts.size();
    for (const auto& row : likely(std::move(rows), facts)) {
        caseOf.emplace(row.key.id, row.key.scope.caseId());
        if (std::ranges::find(named, row.key.id) != named.end()) continue;
        LAPWING_ASSIGN(auto known, identityIn(replica, row.key));
        const bool isOne = std::any_of(facts.begin(), facts.begin() + static_cast<long>(asked),
                                       [&](const auto& p) { return isSamePerson(p, known); });
        if (isOne) facts.push_back(std::move(known));
    }
    people.stands = rules::onePersonEach(facts);
    for (const auto& [record, whom] : people.stands)
        if (const auto at = caseOf.find(record); at != caseOf.end())
            people.cases.insert(at->second);
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
