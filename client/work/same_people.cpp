#include "client/work/same_people.h"

#include "client/work/tablet_facts.h"
#include "shared/domain/person.h"
#include "shared/schema/address_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/person_fields.h"
#include "sync/store/lists.h"

#include <algorithm>
#include <set>

namespace lapwing::work {

namespace {
namespace person = schema::person;
namespace contact = schema::contact;
namespace address = schema::address;
using domain::Facts;

constexpr std::size_t kLookupMax = 60;

Result<std::optional<Facts>> factsOf(store::Replica& replica, const RecordKey& record)
{
    const auto form = replica.display(record);
    if (!form.ok() && form.error().code == ErrorCode::NotFound) return std::optional<Facts>{};
    if (!form.ok()) return form.error();
    LAPWING_ASSIGN(auto facts, TabletFacts(replica, record.scope.caseId()).of(*form));
    return std::optional(std::move(facts));
}

/// Whom the index has found, each with what is known of them so far.
class Found {
public:
    explicit Found(store::Replica& replica) : m_replica(replica) {}

    Result<void> add(const store::Hit& hit)
    {
        if (hit.type == person::type.number) {
            LAPWING_TRY(addPerson(hit.record));
            return {};
        }
        LAPWING_ASSIGN(const auto facts, factsOf(m_replica, hit.record));
        if (!facts || facts->isGone()) return {};
        const bool isContact = hit.type == contact::type.number;
        const auto owners = isContact ? (*facts)[contact::person] : (*facts)[address::person];
        for (const auto& owner : owners.each()) {
            LAPWING_ASSIGN(auto* const whose, addPerson({hit.record.scope, owner.value}));
            if (!whose) continue;
            if (!isContact) domain::addAddress(whose->identity, *facts);
            for (const auto& number : (*facts)[contact::value].each())
                if (isContact)
                    domain::addClue(whose->identity, contact::value.field,
                                    Value::text(number.value));
        }
        return {};
    }

    struct Person {
        std::string name;
        rules::PersonFacts identity;
    };
    [[nodiscard]] const std::map<RecordKey, Person>& people() const { return m_people; }

private:
    /// Null for what is no person, or gone.
    Result<Person*> addPerson(const RecordKey& key)
    {
        if (const auto at = m_people.find(key); at != m_people.end()) return &at->second;
        LAPWING_ASSIGN(const auto facts, factsOf(m_replica, key));
        if (!facts || !facts->isOf(person::type) || facts->isGone())
            return static_cast<Person*>(nullptr);
        Person known{{}, domain::identityOf(*facts)};
        for (const auto& name : (*facts)[person::legalName].each())
            known.name += (known.name.empty() ? "" : " or ") + name.value;
        return &m_people.emplace(key, std::move(known)).first->second;
    }

    store::Replica& m_replica;
    std::map<RecordKey, Person> m_people;
};

Result<void> lookFor(Found& found, store::Replica& replica, const rules::PersonFacts& facts)
{
    for (const auto& lookup : domain::lookupsFor(facts)) {
        LAPWING_ASSIGN(const auto hits,
                       replica.search().matching(lookup.expression, lookup.type, kLookupMax));
        for (const auto& hit : hits) LAPWING_TRY(found.add(hit));
    }
    // A slip in one of several words is found by the others and the birth day.
    for (const auto& name : facts.names) {
        if (facts.births.empty() || name.find(' ') != name.npos) continue;
        LAPWING_ASSIGN(const auto similar, replica.search().similarPeople(name, kLookupMax));
        for (const auto& hit : similar) LAPWING_TRY(found.add(hit));
        LAPWING_ASSIGN(const auto longer, replica.search().matching(
                                              '"' + name + "\"*", person::type.number, kLookupMax));
        for (const auto& hit : longer) LAPWING_TRY(found.add(hit));
    }
    return {};
}

/// How much two have in common: the strongest clue, then how many.
bool isCloser(const MayBeSame& a, const MayBeSame& b)
{
    if (a.because.front() != b.because.front()) return a.because.front() < b.because.front();
    if (a.because.size() != b.because.size()) return a.because.size() > b.because.size();
    return a.person < b.person;
}

std::optional<RecordId> ownerIn(const store::RecordSave& save)
{
    for (const auto& write : save.writes)
        if (write.value.kind == ValueKind::Ref && (write.read.field() == contact::person.wire() ||
                                                   write.read.field() == address::person.wire()))
            return write.value.asRef();
    return std::nullopt;
}

void addTyped(rules::PersonFacts& facts, const store::RecordSave& save)
{
    std::string lines, postcode;
    for (const auto& write : save.writes) {
        const auto* field = schema::findField(write.read.field()).field;
        if (!field) continue;
        domain::addClue(facts, *field, write.value);
        if (write.value.kind != ValueKind::Text) continue;
        if (address::lines.names(*field)) lines = write.value.asText();
        if (address::postcode.names(*field)) postcode = write.value.asText();
    }
    domain::addAddress(facts, lines, postcode);
}
} // namespace

Result<std::vector<MayBeSame>> peopleLike(store::Replica& replica, const Scope& scope,
                                          const rules::PersonFacts& facts)
{
    Found found(replica);
    LAPWING_TRY(lookFor(found, replica, facts));
    std::vector<MayBeSame> like;
    for (const auto& [key, known] : found.people()) {
        if (key == RecordKey{scope, facts.record}) continue;
        auto because = rules::cluesOf(facts, known.identity, key.scope == scope);
        if (!because.empty())
            like.push_back({key, {}, known.name, known.identity.births, std::move(because)});
    }
    std::ranges::sort(like, isCloser);
    like.resize(std::min(like.size(), kMayBeSameMax));
    if (like.empty()) return like;
    LAPWING_ASSIGN(const auto cases, replica.lists().cases());
    for (auto& one : like) {
        const auto at = std::ranges::find(cases, one.person.scope.caseId(), &store::CaseRow::id);
        if (at != cases.end()) one.caseRef = at->ref;
    }
    return like;
}

Result<rules::PersonFacts> factsOfPerson(store::Replica& replica, const RecordKey& key)
{
    LAPWING_ASSIGN(const auto facts, factsOf(replica, key));
    if (!facts || !facts->isOf(person::type))
        return fail(ErrorCode::NotFound, "That is no person on this tablet. Nothing was changed. "
                                         "Check the id, or sync first.");
    auto identity = domain::identityOf(*facts);
    const TabletFacts around(replica, key.scope.caseId());
    for (const auto& of : around.referring(contact::type, contact::person, key.id))
        for (const auto& number : of[contact::value].each())
            domain::addClue(identity, contact::value.field, Value::text(number.value));
    for (const auto& of : around.referring(address::type, address::person, key.id))
        domain::addAddress(identity, of);
    LAPWING_TRY(around.error());
    return identity;
}

std::vector<NewPerson> newPeopleIn(std::span<const store::RecordSave> records)
{
    std::map<RecordKey, NewPerson> people;
    for (const auto& save : records) {
        if (!save.form.isNew()) continue;
        const auto type = save.form.type();
        std::optional<RecordId> whose;
        if (type == person::type.number) whose = save.form.record();
        if (type == contact::type.number || type == address::type.number) whose = ownerIn(save);
        if (!whose) continue;
        const RecordKey key{Scope::ofCase(save.caseId), *whose};
        auto& made = people[key];
        made.record = key;
        made.facts.record = key.id;
        addTyped(made.facts, save);
    }
    std::vector<NewPerson> all;
    for (auto& [key, made] : people) all.push_back(std::move(made));
    return all;
}

Result<std::vector<SaidOfPair>> saidOf(store::Replica& replica, const Scope& scope)
{
    const TabletFacts around(replica, scope.caseId());
    const auto records = around.all(schema::same_person::type);
    LAPWING_TRY(around.error());
    std::vector<SaidOfPair> all;
    for (const auto& word : domain::standingOf(records))
        all.push_back({word.record.hex(),
                       {scope, word.about},
                       {scope, *word.other},
                       word.answer,
                       {},
                       word.by,
                       word.reason});
    LAPWING_ASSIGN(auto rows, store::SameWords(replica.database()).all());
    for (auto& word : store::standingOf(std::move(rows))) {
        if (word.one.scope != scope && word.other.scope != scope) continue;
        LAPWING_ASSIGN(const auto by, around.personOf(word.actor));
        all.push_back({word.id.hex(), word.one, word.other, word.answer, word.actor, by, word.why});
    }
    return all;
}

Result<std::vector<rules::SaidOfTwo>> saidOfAll(store::Replica& replica)
{
    std::vector<rules::SaidOfTwo> all;
    LAPWING_ASSIGN(const auto records, replica.lists().rows(schema::same_person::type));
    std::set<CaseId> cases;
    for (const auto& row : records) cases.insert(row.key.scope.caseId());
    for (const auto& of : cases) {
        const TabletFacts around(replica, of);
        const auto standing = domain::standingOf(around.all(schema::same_person::type));
        for (const auto& word : domain::saidForRule(standing))
            if (!word.same || !domain::mayBeOpposed(word.one, word.other, around))
                all.push_back(word);
        LAPWING_TRY(around.error());
    }
    LAPWING_ASSIGN(auto rows, store::SameWords(replica.database()).all());
    using schema::same_person::Answer;
    for (const auto& word : store::standingOf(std::move(rows)))
        if (word.answer == Answer::Same || word.answer == Answer::Different)
            all.push_back({word.one.id, word.other.id, word.answer == Answer::Same});
    return all;
}

Result<domain::KeptFor> keptIn(store::Replica& replica, const Scope& scope)
{
    const TabletFacts around(replica, scope.caseId());
    const auto standing = domain::standingOf(around.all(schema::same_person::type));
    auto kept = domain::keptUnopposed(standing, around);
    LAPWING_TRY(around.error());
    return kept;
}

} // namespace lapwing::work
