#include "client/screens/visit_file.h"

#include "client/work/visit_work.h"
#include "shared/base/civil.h"
#include "shared/domain/marker.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/visit_fields.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
using domain::VisitFacts;
using schema::visit::State;

/// One visit being read: as texts, and as laws read it.
struct Opened {
    Fields visit;
    VisitFacts of;
    CaseId caseId;
};

Result<Opened> openVisit(Reader& reader, const std::string& recordId)
{
    LAPWING_ASSIGN(const auto key, reader.keyOf(recordId));
    LAPWING_ASSIGN(auto of, VisitWork(reader.bench().casework()).read(key));
    LAPWING_ASSIGN(auto visit, Fields::open(reader, key));
    return Opened{std::move(visit), std::move(of), key.scope.caseId()};
}

Result<void> addAlerts(Reader& reader, const Opened& of, VisitFile& file)
{
    const auto me = reader.me();
    const auto officers = domain::officersOf(of.of);
    for (const auto& facts : domain::doorMarkers(of.of)) {
        const RecordKey key{Scope::ofCase(of.caseId), facts.record()};
        LAPWING_ASSIGN(const auto marker, Fields::open(reader, key));
        AlertRow alert;
        alert.recordId = reader.idOf(key);
        alert.text = marker.text("code");
        if (const auto note = marker.text("note"); !note.isEmpty()) alert.text += ": " + note;
        alert.severityText = marker.text("severity");
        alert.isAlert = domain::interrupts(facts);
        alert.acknowledged = domain::hasRead(of.of, facts, me);
        alert.otherAcknowledged = std::ranges::any_of(officers, [&](const PersonId& person) {
            return person != me && domain::hasRead(of.of, facts, person);
        });
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

void addLines(const Fields& visit, std::initializer_list<const char*> names, QList<Line>& lines)
{
    for (const auto* name : names) {
        auto value = visit.text(name);
        if (value.isEmpty()) continue;
        lines.push_back({labelOf(*visit.type().find(name)), std::move(value), {}, false});
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

/// What somebody did to a visit by signing.
enum class Done : std::uint8_t { Signed, Approved, Countersigned };

QString doneText(Done done)
{
    switch (done) {
    case Done::Signed:
        return Say::tr("Signed");
    case Done::Approved:
        return Say::tr("Approved");
    case Done::Countersigned:
        break;
    }
    return Say::tr("Countersigned");
}

/// "Signed", or which answers have changed since that was signed.
QString standingText(Done done, const domain::Standing& standing)
{
    if (standing.current) return doneText(done);
    QStringList names;
    for (const auto wire : standing.changed) {
        const auto* field = schema::findField(wire).field;
        const auto name = field ? labelOf(*field) : QString();
        if (!name.isEmpty() && !names.contains(name)) names << name;
    }
    const auto before = Say::tr("%1 before the last change", "signed").arg(doneText(done));
    return names.isEmpty() ? before : before + ": " + names.join(", ");
}

void addSignatures(const Reader& reader, const std::vector<domain::Standing>& standings, Done done,
                   QList<Line>& lines)
{
    for (const auto& standing : standings)
        lines.push_back({standingText(done, standing), reader.signerText(standing.attested.by),
                         toQt(standing.attested.record.hex()), !standing.current});
}

void addOfficers(const Reader& reader, const VisitFacts& of, VisitFile& file)
{
    const auto signatures = domain::signaturesOf(of);
    for (const auto& person : domain::officersOf(of)) {
        auto state = domain::hasStatement(of, person) ? Say::tr("Statement written")
                                                      : Say::tr("No statement yet");
        for (const auto& standing : signatures)
            if (standing.attested.by == person) {
                state = standingText(Done::Signed, standing);
                if (standing.current) break;
            }
        file.officers.push_back({reader.signerText(person), state});
    }
}

QString othersText(const Reader& reader, const VisitFacts& of, const PersonId& me)
{
    QStringList all;
    for (const auto& person : domain::officersOf(of))
        if (person != me) all << reader.signerText(person);
    return all.join(Say::tr(" and "));
}

/// With one ALERT left to read, its own button may start the visit as well.
void offerStart(VisitFile& file)
{
    const auto unread = [](const AlertRow& a) { return a.isAlert && !a.acknowledged; };
    if (std::ranges::count_if(file.alerts, unread) != 1) return;
    std::ranges::find_if(file.alerts, unread)->startText =
        file.started ? Say::tr("Read: go on with the visit") : Say::tr("Read: start the visit");
}

/// Whether the person's signature is due: they said what they saw, and what stands is not signed.
bool isSignatureDue(const VisitFacts& of, const PersonId& me)
{
    const bool signedNow =
        std::ranges::any_of(domain::signaturesOf(of), [&](const domain::Standing& s) {
            return s.current && s.attested.by == me;
        });
    const auto left = of.visit[schema::visit::state].any(
        [](State s) { return s == State::Left || s == State::SafeOut || s == State::Recorded; });
    return left && !signedNow && domain::isOn(of, me) && domain::hasStatement(of, me);
}

/// How far the visit is, and what its officer has to do first.
Result<void> addStanding(Reader& reader, const Opened& of, VisitFile& file)
{
    const auto me = reader.me();
    const auto& visit = of.of.visit;
    file.started = visit[schema::visit::state].any(
        [](State state) { return state == State::OnScene || state == State::Left; });
    if (file.started)
        file.startText = Say::tr("Go on with the visit");
    else if (domain::isPlanned(visit) || domain::isUnderWay(visit))
        file.startText = Say::tr("Start visit");
    LAPWING_TRY(addAlerts(reader, of, file));
    // A visit that another officer started has warnings that this one may not have read.
    const auto block = domain::startBlock(of.of, me);
    if (!file.startText.isEmpty()) {
        file.blockedText = blockedText(block);
        if (block == domain::StartBlock::AlertsUnread) offerStart(file);
    }
    file.canSign = isSignatureDue(of.of, me);
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
    if (!file.blockedText.isEmpty())
        say(Briefing, Say::tr("Open briefing"));
    else if (!file.startText.isEmpty())
        say(file.started ? GoOn : Start, file.startText);
    else if (file.canSign)
        say(Sign, Say::tr("Sign my statement"));
    else
        say(Read, {});
    row.isMine = domain::hasStatement(of.of, reader.me()) &&
                 domain::stageOf(of.of) != domain::Stage::Countersigned;
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
    file.whoText = visit.text("subject");
    file.title = Say::tr("Visit to %1").arg(initialsOf(file.whoText));
    file.addressText = visit.text("address");
    file.whenText = visit.text("expected_start");
    file.withText = othersText(reader, of.of, reader.me());
    if (const auto arrived = visit.number("arrived_at"))
        file.startedText =
            Say::tr("started %1").arg(time.time(static_cast<std::uint64_t>(arrived)));
    LAPWING_TRY(addStanding(reader, of, file));
    addLines(visit,
             {"why_now", "announced", "must_not_mention", "route_and_parking", "occupants_expected",
              "children_expected", "animals", "exit_plan", "code_word", "kit",
              "conditions_to_check", "questions", "check_in_contact", "check_in_phone",
              "expected_minutes"},
             file.briefing);
    addLines(visit,
             {"outcome",
              "opened_by",
              "persons_present",
              "children_present",
              "rooms_seen",
              "living_there_evidence",
              "conditions_compliant",
              "breaches_suspected",
              "condition_evidence",
              "demeanour",
              "substances",
              "injuries",
              "items",
              "vehicles",
              "phones",
              "disclosures",
              "welfare_needs",
              "concerns",
              "cuckooing_signs",
              "referrals_made",
              "next_visit_on",
              "debrief",
              "disagreements"},
             file.joint);
    addSignatures(reader, domain::approvalsOf(of.of), Done::Approved, file.briefing);
    addStatements(reader, of.of, file.joint);
    addSignatures(reader, domain::countersignaturesOf(of.of), Done::Countersigned, file.joint);
    addOfficers(reader, of.of, file);
    LAPWING_ASSIGN(const auto others, reader.visits(&of.caseId));
    for (const auto& row : others)
        if (!row.isPlanned && row.recordId != file.recordId && file.lastText.isEmpty())
            file.lastText = lastVisitText(row);
    return file;
}

Result<void> writeNow(Workbench& bench, const std::string& recordId,
                      const std::vector<Entry>& entries)
{
    LAPWING_TRY(bench.mayRead());
    LAPWING_ASSIGN(const auto key, bench.casework().find(recordId));
    LAPWING_ASSIGN(const auto editing, bench.casework().edit(key));
    LAPWING_TRY(bench.casework().save(editing, entries, {}));
    return {};
}

Result<void> acknowledge(Workbench& bench, const std::string& visitId, const std::string& markerId)
{
    LAPWING_TRY(bench.mayRead());
    LAPWING_ASSIGN(const auto visit, bench.casework().find(visitId));
    LAPWING_ASSIGN(const auto marker, bench.casework().find(markerId));
    LAPWING_TRY(VisitWork(bench.casework()).acknowledge(visit, marker.id));
    return {};
}

Result<void> signVisit(Workbench& bench, const std::string& visitId)
{
    LAPWING_TRY(bench.mayRead());
    LAPWING_ASSIGN(const auto visit, bench.casework().find(visitId));
    LAPWING_TRY(VisitWork(bench.casework()).sign(visit));
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
    const auto now = formatInstant(static_cast<std::int64_t>(bench.clock().wallMs()));
    return writeNow(bench, visitId,
                    {{"state", Entry::How::Set, "on_scene"}, {"arrived_at", Entry::How::Set, now}});
}

} // namespace lapwing::screens
