#include "client/screens/visit_file.h"

#include "client/screens/fields.h"
#include "client/screens/listed_words.h"
#include "client/screens/visit_signing.h"
#include "client/work/visit_work.h"
#include "shared/base/civil.h"
#include "shared/domain/marker.h"
#include "shared/schema/marker_fields.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/visit_fields.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
using domain::VisitFacts;
using schema::visit::State;

/// One visit being read: as texts, and as laws read it.
struct OpenedVisit {
    Fields visit;
    VisitFacts of;
    CaseId caseId;
    domain::Signer me; ///< as the directory knows this person on the panel of the case
};

Result<OpenedVisit> openVisit(Reader& reader, const std::string& recordId)
{
    LAPWING_ASSIGN(const auto key, reader.keyOf(recordId));
    LAPWING_ASSIGN(auto of, VisitWork(reader.bench().casework()).read(key));
    LAPWING_ASSIGN(auto visit, Fields::open(reader, key));
    LAPWING_ASSIGN(auto me, reader.bench().casework().factsAround(key).author());
    return OpenedVisit{std::move(visit), std::move(of), key.scope.caseId(), std::move(me)};
}

/// Whether the person has read the marker as it stood once, for this visit.
bool hasReadBefore(const VisitFacts& of, const domain::Facts& marker, const PersonId& person)
{
    return std::ranges::any_of(domain::attestedIn(of.attestations), [&](const auto& one) {
        return one.meaning == schema::attestation::Meaning::Read && one.by == person &&
               one.about == marker.record();
    });
}

Result<void> addAlerts(Reader& reader, const OpenedVisit& of, VisitFile& file)
{
    const auto me = reader.me();
    const auto officers = domain::officersOf(of.of);
    for (const auto& facts : domain::doorMarkers(of.of)) {
        const RecordKey key{Scope::ofCase(of.caseId), facts.record()};
        LAPWING_ASSIGN(const auto marker, Fields::open(reader, key));
        AlertRow alert;
        alert.recordId = reader.idOf(key);
        alert.text = marker.text(schema::marker::code.field);
        if (const auto note = marker.text(schema::marker::note.field); !note.isEmpty())
            alert.text += ": " + note;
        alert.severityText = marker.text(schema::marker::severity.field);
        alert.isAlert = domain::interrupts(facts);
        alert.acknowledged = domain::hasRead(of.of, facts, me);
        alert.seen = domain::markerAsRead(facts).digest();
        if (!alert.acknowledged && hasReadBefore(of.of, facts, me))
            alert.readText = Say::tr("Changed since you read it");
        std::vector<PersonId> readers;
        std::ranges::copy_if(officers, std::back_inserter(readers), [&](const PersonId& person) {
            return person != me && domain::hasRead(of.of, facts, person);
        });
        if (!readers.empty())
            alert.readText += (alert.readText.isEmpty() ? "" : " · ") +
                              Say::tr("Read by %1").arg(namesText(reader, readers));
        file.alerts.push_back(std::move(alert));
    }
    std::ranges::stable_sort(file.alerts, {}, [](const AlertRow& a) { return !a.isAlert; });
    file.allAcknowledged = std::ranges::all_of(
        file.alerts, [](const AlertRow& a) { return a.acknowledged || !a.isAlert; });
    return {};
}

QString blockedText(domain::StartBlock block)
{
    switch (block) {
    case domain::StartBlock::None:
    case domain::StartBlock::Over:
        break;
    case domain::StartBlock::NotOnIt:
        return Say::tr("Only an officer of this visit can start it.");
    case domain::StartBlock::NotApproved:
        return Say::tr("A supervisor has to approve this visit as it is planned now: there is a "
                       "warning of danger to staff.");
    case domain::StartBlock::AlertsUnread:
        return Say::tr("Tap \"I have read this\" at each ALERT first.");
    }
    return {};
}

void addLines(const Fields& visit, std::initializer_list<const schema::Field*> fields,
              QList<Line>& lines)
{
    for (const auto* field : fields) {
        auto value = visit.text(*field);
        if (value.isEmpty()) continue;
        lines.push_back({labelOf(*field), std::move(value), {}, false});
    }
}

/// Each person's own words, under the name of whoever signed them.
void addStatements(const Reader& reader, const VisitFacts& of, QList<Line>& lines)
{
    for (const auto& statement : of.statements)
        for (const auto& said : statement[schema::statement::text].each())
            lines.push_back({Say::tr("%1 writes").arg(reader.signerText(said.by)), toQt(said.value),
                             toQt(statement.record().hex()), false});
}

bool hasSigned(const VisitFacts& of, const PersonId& person)
{
    return std::ranges::any_of(domain::signaturesOf(of),
                               [&](const auto& s) { return s.attested.by == person; });
}

void addOfficers(const Reader& reader, const VisitFacts& of, VisitFile& file)
{
    for (const auto& person : domain::officersOf(of))
        file.officers.push_back({reader.signerText(person), officerStateText(of, person),
                                 !domain::isPlanned(of.visit) && !hasSigned(of, person)});
}

QString othersText(const Reader& reader, const VisitFacts& of, const PersonId& me)
{
    auto others = domain::officersOf(of);
    std::erase(others, me);
    return namesText(reader, others);
}

/// With one ALERT left to read, its own button may start the visit as well.
void offerStart(VisitFile& file)
{
    const auto unread = [](const AlertRow& a) { return a.isAlert && !a.acknowledged; };
    if (std::ranges::count_if(file.alerts, unread) != 1) return;
    std::ranges::find_if(file.alerts, unread)->startText =
        !file.started   ? Say::tr("Read, and start")
        : file.isJoined ? Say::tr("Read, and continue")
                        : Say::tr("Read, and join");
}

/// How far the visit is, and what its officer has to do first.
Result<void> addStanding(Reader& reader, const OpenedVisit& of, VisitFile& file)
{
    const auto me = reader.me();
    const auto& visit = of.of.visit;
    file.started = visit[schema::visit::state].any(
        [](State state) { return state == State::OnScene || state == State::Left; });
    // Whose words they are tells who is there: another officer joins.
    const auto state = visit[schema::visit::state];
    file.isJoined = std::ranges::any_of(state.each(), [&](const auto& said) {
        return said.by == me && (said.value == State::OnScene || said.value == State::Left);
    });
    if (file.started)
        file.startText = file.isJoined ? Say::tr("Continue") : Say::tr("Join");
    else if (domain::isPlanned(visit) || domain::isUnderWay(visit))
        file.startText = Say::tr("Start visit");
    LAPWING_TRY(addAlerts(reader, of, file));
    file.asksReading = !file.startText.isEmpty() && domain::isOn(of.of, me);
    // A visit that another officer started has warnings that this one may not have read.
    const auto block = domain::startBlock(of.of, me);
    if (!file.startText.isEmpty()) {
        file.blockedText = blockedText(block);
        if (block == domain::StartBlock::AlertsUnread) offerStart(file);
    }
    file.deeds = deedsOn(reader, of.of, of.me);
    file.signatures = signaturesOn(reader, of.of);
    return {};
}
} // namespace

QString lastVisitText(const VisitRow& row)
{
    const auto when = Say::tr("Last visit: %1").arg(row.when);
    return row.outcomeText.isEmpty() ? when : when + ", " + row.outcomeText;
}

Result<void> addStep(Reader& reader, VisitRow& row)
{
    LAPWING_ASSIGN(const auto of, openVisit(reader, row.recordId.toStdString()));
    VisitFile file;
    LAPWING_TRY(addStanding(reader, of, file));
    const auto say = [&row](VisitStep step, const QString& text) {
        row.step = step;
        row.stepText = text;
    };
    using enum VisitStep;
    const auto due = std::ranges::find_if(file.deeds, &DeedRow::due);
    const bool isDue = due != file.deeds.end();
    if (isDue && due->deed == VisitDeed::Approve)
        say(Sign, due->text);
    else if (!file.blockedText.isEmpty())
        say(Briefing, Say::tr("Open briefing"));
    else if (!file.startText.isEmpty())
        say(file.started ? GoOn : Start, file.startText);
    else if (isDue)
        say(Sign, due->text);
    else
        say(Read, {});
    row.isMine = row.step == Sign || (domain::hasStatement(of.of, reader.me()) &&
                                      domain::stageOf(of.of) != domain::Stage::Countersigned);
    return {};
}

Result<VisitFile> readVisit(Workbench& bench, const LocalTime& time, const std::string& recordId)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto of, openVisit(reader, recordId));
    const auto& visit = of.visit;
    VisitFile file;
    file.recordId = toQt(recordId);
    if (const auto* held = reader.caseOf(of.caseId)) file.caseRef = toQt(held->ref);
    file.whoText = visit.text(schema::visit::subject.field);
    file.title = Say::tr("Visit to %1").arg(initialsOf(file.whoText));
    file.addressText = visit.text(schema::visit::address.field);
    file.whenText = visit.text(schema::visit::expectedStart.field);
    file.withText = othersText(reader, of.of, reader.me());
    if (const auto arrived = earliestOf(visit.facts()[schema::visit::arrivedAt]))
        file.startedText =
            Say::tr("started %1").arg(time.time(static_cast<std::uint64_t>(arrived->ms)));
    LAPWING_TRY(addStanding(reader, of, file));
    addLines(visit,
             {&schema::visit::whyNow.field, &schema::visit::announced.field,
              &schema::visit::mustNotMention.field, &schema::visit::routeAndParking.field,
              &schema::visit::occupantsExpected.field, &schema::visit::childrenExpected.field,
              &schema::visit::animals.field, &schema::visit::exitPlan.field,
              &schema::visit::codeWord.field, &schema::visit::kit.field,
              &schema::visit::conditionsToCheck.field, &schema::visit::questions.field,
              &schema::visit::checkInContact.field, &schema::visit::checkInPhone.field,
              &schema::visit::expectedMinutes.field},
             file.briefing);
    addLines(visit,
             {&schema::visit::outcome.field,
              &schema::visit::openedBy.field,
              &schema::visit::personsPresent.field,
              &schema::visit::childrenPresent.field,
              &schema::visit::roomsSeen.field,
              &schema::visit::livingThereEvidence.field,
              &schema::visit::conditionsCompliant.field,
              &schema::visit::breachesSuspected.field,
              &schema::visit::conditionEvidence.field,
              &schema::visit::demeanour.field,
              &schema::visit::substances.field,
              &schema::visit::injuries.field,
              &schema::visit::items.field,
              &schema::visit::vehicles.field,
              &schema::visit::phones.field,
              &schema::visit::disclosures.field,
              &schema::visit::welfareNeeds.field,
              &schema::visit::concerns.field,
              &schema::visit::cuckooingSigns.field,
              &schema::visit::referralsMade.field,
              &schema::visit::nextVisitOn.field,
              &schema::visit::debrief.field,
              &schema::visit::disagreements.field},
             file.joint);
    addStatements(reader, of.of, file.joint);
    addOfficers(reader, of.of, file);
    LAPWING_ASSIGN(const auto others, reader.visits(&of.caseId));
    for (const auto& row : others)
        if (!row.isPlanned && row.recordId != file.recordId && file.lastText.isEmpty())
            file.lastText = lastVisitText(row);
    return file;
}

Result<void> writeNow(Workbench& bench, const std::string& recordId,
                      const std::vector<FieldEntry>& entries)
{
    LAPWING_TRY(bench.mayRead());
    LAPWING_ASSIGN(const auto key, bench.casework().find(recordId));
    LAPWING_ASSIGN(const auto editing, bench.casework().edit(key));
    LAPWING_TRY(bench.casework().save(editing, entries, {}));
    return {};
}

Result<void> startVisit(Workbench& bench, const LocalTime& time, const std::string& visitId)
{
    LAPWING_ASSIGN(const auto file, readVisit(bench, time, visitId));
    if (file.startText.isEmpty())
        return fail(
            ErrorCode::Rejected,
            Say::tr("This visit is over. Nothing was changed. Plan another.").toStdString());
    if (!file.blockedText.isEmpty())
        return fail(ErrorCode::Rejected, file.blockedText.toStdString());
    if (file.started) return {};
    const auto now = static_cast<std::int64_t>(bench.clock().wallMs());
    return writeNow(bench, visitId,
                    {entryOf(schema::visit::state, schema::visit::State::OnScene),
                     entryOf(schema::visit::arrivedAt, schema::Instant{now})});
}

} // namespace lapwing::screens
