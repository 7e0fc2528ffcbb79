#include "shared/domain/visit.h"

#include "shared/base/mutant.h"
#include "shared/domain/marker.h"
#include "shared/domain/panel_roles.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/visit_fields.h"
#include "shared/schema/visit_officer_fields.h"

namespace lapwing::domain {

namespace {
namespace visit = schema::visit;
namespace officer = schema::visit_officer;
using schema::attestation::Meaning;
using visit::State;

constexpr std::array kVisitReads{visit::state.field};
constexpr std::array kOfficerReads{officer::staff.field, officer::stoodDown.field};
constexpr std::array kOfficerPlan{officer::visit.field, officer::staff.field, officer::part.field,
                                  officer::stoodDown.field};
constexpr std::array kMarkerSeen{schema::marker::code.field, schema::marker::severity.field,
                                 schema::marker::state.field, schema::marker::alertOnOpen.field,
                                 schema::marker::note.field};
constexpr std::array kStatementFields{schema::statement::text.field, schema::statement::kind.field};
constexpr std::array kPlanFields{
    visit::subject.field,        visit::address.field,          visit::whyNow.field,
    visit::announced.field,      visit::childrenExpected.field, visit::occupantsExpected.field,
    visit::animals.field,        visit::exitPlan.field,         visit::kit.field,
    visit::expectedStart.field,  visit::expectedMinutes.field,  visit::conditionsToCheck.field,
    visit::checkInContact.field, visit::mustNotMention.field,   visit::routeAndParking.field};
constexpr std::array kRecordFields{visit::subject.field,
                                   visit::address.field,
                                   visit::arrivedAt.field,
                                   visit::openedBy.field,
                                   visit::identityConfirmed.field,
                                   visit::personsPresent.field,
                                   visit::childrenPresent.field,
                                   visit::newPartnerPresent.field,
                                   visit::livingThereEvidence.field,
                                   visit::roomsSeen.field,
                                   visit::conditionsCompliant.field,
                                   visit::breachesSuspected.field,
                                   visit::conditionEvidence.field,
                                   visit::demeanour.field,
                                   visit::substances.field,
                                   visit::injuries.field,
                                   visit::items.field,
                                   visit::vehicles.field,
                                   visit::phones.field,
                                   visit::disclosures.field,
                                   visit::welfareNeeds.field,
                                   visit::concerns.field,
                                   visit::cuckooingSigns.field,
                                   visit::voluntarySearch.field,
                                   visit::leftAt.field,
                                   visit::outcome.field,
                                   visit::debrief.field,
                                   visit::jointRecord.field,
                                   visit::referralsMade.field,
                                   visit::nextVisitOn.field,
                                   visit::disagreements.field};

bool hasStoodDown(const Facts& record)
{
    return record[officer::stoodDown].is(schema::Permission::Yes);
}

bool isPlanWord(State state) { return state == State::Draft || state == State::Ready; }
bool isEndWord(State state)
{
    return state == State::SafeOut || state == State::Recorded || state == State::Resolved ||
           state == State::Aborted;
}

std::vector<AttestationStanding>
attestationsOf(const VisitFacts& of, Meaning meaning,
               const std::function<Covered(const PersonId&)>& covers)
{
    std::vector<AttestationStanding> found;
    for (auto& one : attestedIn(of.attestations))
        if (one.meaning == meaning && one.about == of.visit.record())
            found.push_back(standingOf(one, covers(one.by)));
    return found;
}

bool anyCurrent(const std::vector<AttestationStanding>& standings)
{
    if (mutant("stale-counts")) return !standings.empty();
    return std::ranges::any_of(standings, &AttestationStanding::current);
}

bool hasCurrent(const std::vector<AttestationStanding>& standings, const PersonId& person)
{
    return std::ranges::any_of(standings, [&](const AttestationStanding& s) {
        return s.current && s.attested.by == person;
    });
}

void addAll(Covered& to, const std::vector<Facts>& all, std::span<const schema::Field> fields)
{
    for (const auto& facts : all) to.add(facts, fields);
}

/// Those whose signature the visit needs: everybody who may be on it but observers.
std::vector<PersonId> signersOf(const VisitFacts& of)
{
    std::vector<PersonId> all;
    for (const auto& record : of.officers) {
        if (hasStoodDown(record) || record[officer::part].is(officer::Part::Observer)) continue;
        for (const auto& staff : record[officer::staff].each()) {
            const auto person = PersonId::from(staff.value.view());
            if (std::ranges::find(all, person) == all.end()) all.push_back(person);
        }
    }
    return all;
}

/// Whether every officer but observers has signed what stands now.
bool isSignedByAll(const VisitFacts& of)
{
    return !signersOf(of).empty() && unsignedOf(of).empty();
}
} // namespace

std::vector<PersonId> unsignedOf(const VisitFacts& of)
{
    const auto signatures = signaturesOf(of);
    auto missing = signersOf(of);
    std::erase_if(missing, [&](const PersonId& p) { return hasCurrent(signatures, p); });
    return missing;
}

std::optional<VisitFacts> visitAround(const Around& around, const RecordId& id)
{
    auto record = around.record(id);
    if (!record || !record->isOf(visit::type) || record->isGone()) return std::nullopt;
    VisitFacts of{std::move(*record), around.referring(officer::type, officer::visit, id),
                  around.all(schema::marker::type),
                  around.referring(schema::statement::type, schema::statement::about, id),
                  around.referring(schema::attestation::type, schema::attestation::about, id)};
    for (auto& more :
         around.referring(schema::attestation::type, schema::attestation::within, id)) {
        const auto same = [&](const Facts& f) { return f.record() == more.record(); };
        if (std::ranges::none_of(of.attestations, same)) of.attestations.push_back(std::move(more));
    }
    return of;
}

std::span<const schema::Field> visitReads() { return kVisitReads; }
std::span<const schema::Field> officerReads() { return kOfficerReads; }
std::span<const schema::Field> planFields() { return kPlanFields; }
std::span<const schema::Field> recordFields() { return kRecordFields; }

bool mayBeOn(const VisitFacts& of, const PersonId& person)
{
    const auto staff = RecordId::from(person.view());
    return std::ranges::any_of(of.officers, [&](const Facts& record) {
        return !hasStoodDown(record) && record[officer::staff].mayBe(staff);
    });
}

bool isOn(const VisitFacts& of, const PersonId& person)
{
    if (mutant("anybody-is-an-officer")) return true;
    const auto staff = RecordId::from(person.view());
    return std::ranges::any_of(of.officers, [&](const Facts& record) {
        return !record[officer::stoodDown].mayBe(schema::Permission::Yes) &&
               record[officer::staff].is(staff);
    });
}

std::vector<PersonId> officersOf(const VisitFacts& of)
{
    std::vector<PersonId> found;
    for (const auto& record : of.officers) {
        if (hasStoodDown(record)) continue;
        for (const auto& staff : record[officer::staff].each()) {
            const auto person = PersonId::from(staff.value.view());
            if (std::ranges::find(found, person) == found.end()) found.push_back(person);
        }
    }
    return found;
}

bool isPlanned(const Facts& record)
{
    const auto state = record[visit::state];
    return state.empty() || state.all(isPlanWord);
}

bool isOver(const Facts& record)
{
    if (mutant("over-by-one-version")) return record[visit::state].mayBe(State::Recorded);
    return record[visit::state].all(isEndWord);
}

bool isUnderWay(const Facts& record)
{
    return record[visit::state].any(
        [](State state) { return !isPlanWord(state) && !isEndWord(state); });
}

Covered planOf(const VisitFacts& of)
{
    Covered covered;
    covered.add(of.visit, kPlanFields);
    addAll(covered, of.officers, kOfficerPlan);
    addAll(covered, of.markers, kMarkerSeen);
    return covered;
}

Covered recordOf(const VisitFacts& of, const PersonId& signer)
{
    Covered covered;
    covered.add(of.visit, kRecordFields);
    for (const auto& statement : of.statements)
        if (statement.isMadeBy(signer)) covered.add(statement, kStatementFields);
    return covered;
}

Covered wholeOf(const VisitFacts& of)
{
    Covered covered;
    covered.add(of.visit, kRecordFields);
    addAll(covered, of.statements, kStatementFields);
    return covered;
}

Covered markerAsRead(const Facts& marker)
{
    Covered covered;
    covered.add(marker, kMarkerSeen);
    return covered;
}

std::vector<Facts> doorMarkers(const VisitFacts& of)
{
    std::vector<Facts> found;
    for (const auto& marker : of.markers)
        if (!isEnded(marker) && isForTheDoor(marker)) found.push_back(marker);
    return found;
}

bool hasRead(const VisitFacts& of, const Facts& marker, const PersonId& person)
{
    const auto digest = markerAsRead(marker).digest();
    return std::ranges::any_of(attestedIn(of.attestations), [&](const Attested& one) {
        const bool theirs = one.by == person || mutant("anybody-reads-for-all");
        return one.meaning == Meaning::Read && theirs && one.about == marker.record() &&
               one.within == of.visit.record() && one.digest == digest;
    });
}

std::vector<AttestationStanding> approvalsOf(const VisitFacts& of)
{
    const auto plan = planOf(of);
    auto found = attestationsOf(of, Meaning::Approved, [&](const PersonId&) { return plan; });
    std::erase_if(found, [&](const AttestationStanding& s) { return mayBeOn(of, s.attested.by); });
    return found;
}

std::vector<AttestationStanding> signaturesOf(const VisitFacts& of)
{
    return attestationsOf(of, Meaning::Signed,
                          [&](const PersonId& by) { return recordOf(of, by); });
}

std::vector<AttestationStanding> countersignaturesOf(const VisitFacts& of)
{
    const auto whole = wholeOf(of);
    auto found = attestationsOf(of, Meaning::Countersigned, [&](const PersonId&) { return whole; });
    std::erase_if(found, [&](const AttestationStanding& s) { return mayBeOn(of, s.attested.by); });
    return found;
}

bool needsApproval(const VisitFacts& of)
{
    if (mutant("approval-never-needed")) return false;
    return std::ranges::any_of(doorMarkers(of),
                               [](const Facts& marker) { return needsApproval(marker); });
}

bool isApproved(const VisitFacts& of) { return anyCurrent(approvalsOf(of)); }

Stage stageOf(const VisitFacts& of)
{
    const auto state = of.visit[visit::state];
    if (isPlanned(of.visit)) {
        if (isApproved(of)) return Stage::Approved;
        return needsApproval(of) ? Stage::NeedsApproval : Stage::Planned;
    }
    if (!isOver(of.visit)) return state.is(State::Left) ? Stage::Left : Stage::UnderWay;
    if (state.is(State::Aborted)) return Stage::Aborted;
    if (!state.is(State::Recorded)) return Stage::Left;
    if (!isSignedByAll(of)) return Stage::Recorded;
    return anyCurrent(countersignaturesOf(of)) ? Stage::Countersigned : Stage::Signed;
}

StartBlock startBlock(const VisitFacts& of, const PersonId& person)
{
    const bool underWay = isUnderWay(of.visit);
    if (!underWay && of.visit[visit::state].any(isEndWord)) return StartBlock::Over;
    if (!isOn(of, person)) return StartBlock::NotOnIt;
    if (!underWay && needsApproval(of) && !isApproved(of)) return StartBlock::NotApproved;
    const auto markers = doorMarkers(of);
    const bool unread = std::ranges::any_of(markers, [&](const Facts& marker) {
        return interrupts(marker) && !hasRead(of, marker, person);
    });
    return unread ? StartBlock::AlertsUnread : StartBlock::None;
}

bool hasStatement(const VisitFacts& of, const PersonId& person)
{
    return std::ranges::any_of(of.statements,
                               [&](const Facts& said) { return said.isMadeBy(person); });
}

std::optional<Objection> objectionToAttest(const VisitFacts& of, Meaning meaning,
                                           const Signer& author)
{
    switch (meaning) {
    case Meaning::Signed:
        if (!isOn(of, author.person)) return Objection::NotOnTheVisit;
        if (isPlanned(of.visit) || !hasStatement(of, author.person)) return Objection::NotYet;
        return std::nullopt;
    case Meaning::Approved:
    case Meaning::Countersigned:
        if (!isSupervisor(author)) return Objection::NotASupervisor;
        if (mayBeOn(of, author.person) && !mutant("officer-approves-self"))
            return Objection::OnTheVisit;
        if (meaning == Meaning::Approved)
            return isPlanned(of.visit) ? std::nullopt : std::optional(Objection::Over);
        return isSignedByAll(of) ? std::nullopt : std::optional(Objection::NotYet);
    case Meaning::Read:
    case Meaning::Withdrawn:
        break;
    }
    return std::nullopt;
}

} // namespace lapwing::domain
