#include "shared/domain/said_of_people.h"

#include "shared/base/mutant.h"
#include "shared/domain/attestation.h"
#include "shared/domain/panel_roles.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/referral_fields.h"
#include "shared/schema/relationship_fields.h"

namespace lapwing::domain {

namespace {
namespace said = schema::same_person;
using said::Answer;

bool isPersonHere(const RecordId& record, const Around& around)
{
    const auto facts = around.record(record);
    return facts && facts->isOf(schema::person::type) && !facts->isGone();
}

bool contains(const std::vector<RecordId>& records, const RecordId& one)
{
    return std::ranges::find(records, one) != records.end();
}

std::vector<RecordId> eachOf(const Shown<RecordId>& shown)
{
    std::vector<RecordId> found;
    for (const auto& version : shown.each()) found.push_back(version.value);
    return found;
}

/// Which sides of harm a person's parts in the case put them on.
struct Sides {
    bool atRisk = false, harms = false;
};

Sides sidesOf(const RecordId& person, const Around& around)
{
    using schema::person::CaseRole;
    Sides sides;
    const auto facts = around.record(person);
    if (!facts) return sides;
    for (const auto role : (*facts)[schema::person::caseRoles]) {
        sides.atRisk = sides.atRisk || role == CaseRole::Victim || role == CaseRole::Child;
        sides.harms = sides.harms || role == CaseRole::AllegedPerpetrator;
    }
    return sides;
}

/// A record that names who is at risk and who harms, as a referral does.
template <class Victim, class Harming>
void addNamed(const Facts& of, const Victim& victim, const Harming& harming, const RecordId& person,
              Sides& sides)
{
    sides.atRisk = sides.atRisk || contains(eachOf(of[victim]), person);
    sides.harms = sides.harms || contains(of[harming], person);
}

bool harmsTheOther(const Facts& relationship, const RecordId& one, const RecordId& other)
{
    namespace r = schema::relationship;
    const auto from = eachOf(relationship[r::fromPerson]);
    const auto to = eachOf(relationship[r::toPerson]);
    const bool isOfBoth = (contains(from, one) && contains(to, other)) ||
                          (contains(from, other) && contains(to, one));
    return isOfBoth && relationship[r::kind].any([](r::Relation kind) {
        return kind == r::Relation::VictimOf || kind == r::Relation::AllegedPerpetratorOf;
    });
}

/// Of all that is merged with it, by the words that stand.
std::map<RecordId, RecordId> groupsOf(std::span<const SaidOfPersons> merges)
{
    std::map<RecordId, RecordId> group;
    for (const auto& merge : merges) {
        const auto a = group.emplace(merge.about, merge.about).first->second;
        const auto b = group.emplace(*merge.other, *merge.other).first->second;
        for (auto& [record, of] : group)
            if (of == a || of == b) of = std::min(a, b);
    }
    return group;
}
} // namespace

std::optional<SaidOfPersons> saidIn(const Facts& record)
{
    if (!record.isOf(said::type)) return std::nullopt;
    const auto makers = record.makers();
    const auto answer = ownWord(record, said::answer);
    const auto about = ownWord(record, said::about);
    const auto other = ownWord(record, said::other);
    if (makers.empty() || !record.isMadeBy(makers.front()) || !answer || !about)
        return std::nullopt;
    if (!other && *answer != Answer::Withdrawn) return std::nullopt;
    return SaidOfPersons{record.record(), makers.front(),
                         *answer,         *about,
                         other,           ownWord(record, said::reason).value_or("")};
}

std::vector<SaidOfPersons> standingOf(std::span<const Facts> records)
{
    std::vector<SaidOfPersons> standing;
    std::set<RecordId> withdrawn;
    for (const auto& record : records) {
        auto word = saidIn(record);
        if (!word) continue;
        if (word->answer == Answer::Withdrawn)
            withdrawn.insert(word->about);
        else
            standing.push_back(std::move(*word));
    }
    if (!mutant("same-never-taken-back"))
        std::erase_if(standing, [&](const auto& word) { return withdrawn.contains(word.record); });
    std::ranges::sort(standing, {}, &SaidOfPersons::record);
    return standing;
}

std::vector<rules::SaidOfTwo> saidForRule(std::span<const SaidOfPersons> standing)
{
    std::vector<rules::SaidOfTwo> words;
    for (const auto& word : standing)
        if (word.other && word.answer != Answer::NotSure)
            words.push_back({word.about, *word.other, word.answer != Answer::Different});
    return words;
}

KeptFor keptFor(std::span<const SaidOfPersons> standing)
{
    std::vector<SaidOfPersons> merges;
    std::ranges::copy_if(standing, std::back_inserter(merges), [](const auto& word) {
        return word.answer == Answer::Merged && word.other && word.about != *word.other;
    });
    std::set<RecordId> merged;
    for (const auto& merge : merges) merged.insert(merge.about);
    std::map<RecordId, RecordId> keptOfGroup;
    const auto groups = groupsOf(merges);
    for (const auto& [record, group] : groups) // by id, so that the least comes first
        if (!merged.contains(record)) keptOfGroup.emplace(group, record);
    KeptFor kept;
    for (const auto& [record, group] : groups) {
        const auto at = keptOfGroup.find(group); // none in a ring: its least id, the group's name
        const auto under = at == keptOfGroup.end() ? group : at->second;
        if (record != under) kept.emplace(record, under);
    }
    return kept;
}

bool mayBeOpposed(const RecordId& one, const RecordId& other, const Around& around)
{
    if (mutant("opposed-are-merged")) return false;
    auto a = sidesOf(one, around);
    auto b = sidesOf(other, around);
    for (const auto& of : around.all(schema::referral::type)) {
        addNamed(of, schema::referral::victim, schema::referral::perpetrators, one, a);
        addNamed(of, schema::referral::victim, schema::referral::perpetrators, other, b);
    }
    for (const auto& of : around.all(schema::incident::type)) {
        addNamed(of, schema::incident::victim, schema::incident::perpetrators, one, a);
        addNamed(of, schema::incident::victim, schema::incident::perpetrators, other, b);
    }
    if ((a.atRisk && b.harms) || (a.harms && b.atRisk)) return true;
    return std::ranges::any_of(around.all(schema::relationship::type),
                               [&](const Facts& of) { return harmsTheOther(of, one, other); });
}

KeptFor keptUnopposed(std::span<const SaidOfPersons> standing, const Around& around)
{
    auto kept = keptFor(standing);
    std::map<RecordId, std::vector<RecordId>> groups;
    for (const auto& [record, under] : kept) {
        auto& group = groups[under];
        if (group.empty()) group.push_back(under);
        group.push_back(record);
    }
    for (const auto& [under, group] : groups)
        for (std::size_t i = 0; i < group.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (mayBeOpposed(group[i], group[j], around))
                    std::erase_if(kept, [&](const auto& entry) { return entry.second == under; });
    return kept;
}

std::optional<Objection> objectionToSaid(const Facts& made, const Signer& author,
                                         const Around& after)
{
    const auto word = saidIn(made);
    if (!word) return Objection::NotWhole;
    const bool needsReason = word->answer == Answer::Merged || word->answer == Answer::Withdrawn;
    if (needsReason && word->reason.empty()) return Objection::NotWhole;
    if (word->answer == Answer::Withdrawn) {
        const auto given = after.record(word->about);
        const auto taken = given ? saidIn(*given) : std::nullopt;
        if (!taken || taken->answer == Answer::Withdrawn) return Objection::NotYet;
        const bool may = taken->by == author.person || isCoordinator(author);
        return may ? std::nullopt : std::optional(Objection::NotTheirOwn);
    }
    if (word->about == *word->other) return Objection::NotWhole;
    if (!isPersonHere(word->about, after) || !isPersonHere(*word->other, after))
        return Objection::NotYet;
    const bool joins = word->answer == Answer::Merged ||
                       (word->answer == Answer::Same && !mutant("opposed-are-the-same"));
    if (joins && mayBeOpposed(word->about, *word->other, after)) return Objection::OppositeSides;
    return std::nullopt;
}

} // namespace lapwing::domain
