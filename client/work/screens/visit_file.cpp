#include "client/work/screens/readings.h"
#include "client/work/visit_work.h"

#include "shared/base/civil.h"
#include "shared/domain/marker.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/visit_fields.h"

#include <algorithm>

namespace lapwing::work::screens {

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
        if (const auto note = marker.text("note"); !note.empty()) alert.text += ": " + note;
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

std::string blockedText(domain::StartBlock block)
{
    switch (block) {
    case domain::StartBlock::None:
    case domain::StartBlock::Over: break;
    case domain::StartBlock::NotOnIt: return "Only an officer of this visit can start it.";
    case domain::StartBlock::NotApproved:
        return "A supervisor has to approve this visit as it is planned now: there is a warning "
               "of danger to staff.";
    case domain::StartBlock::AlertsUnread:
        return "Tap \"I have read this\" at each ALERT first.";
    }
    return {};
}

void addLines(const Fields& visit, std::initializer_list<const char*> names,
              std::vector<Line>& lines)
{
    for (const auto* name : names) {
        auto value = visit.text(name);
        if (value.empty()) continue;
        lines.push_back({labelOf(*visit.type().find(name)), std::move(value), {}, false});
    }
}

/// Each person's own words, under the name of whoever signed them.
void addStatements(const Reader& reader, const VisitFacts& of, std::vector<Line>& lines)
{
    for (const auto& statement : of.statements)
        for (const auto& said : statement[schema::statement::text].each())
            lines.push_back({reader.signerText(said.by) + " writes", said.value,
                             statement.record().hex(), false});
}

/// "Signed", or which answers have changed since that was signed.
std::string standingText(const std::string& done, const domain::Standing& standing)
{
    if (standing.current) return done;
    std::string names;
    std::set<std::string> told;
    for (const auto wire : standing.changed) {
        const auto* field = schema::findField(wire).field;
        auto name = field ? labelOf(*field) : std::string();
        if (name.empty() || !told.insert(name).second) continue;
        names += (names.empty() ? "" : ", ") + name;
    }
    return done + " before the last change" + (names.empty() ? "" : ": " + names);
}

void addSignatures(const Reader& reader, const std::vector<domain::Standing>& standings,
                   const std::string& done, std::vector<Line>& lines)
{
    for (const auto& standing : standings)
        lines.push_back({standingText(done, standing), reader.signerText(standing.attested.by),
                         standing.attested.record.hex(), !standing.current});
}

void addOfficers(const Reader& reader, const VisitFacts& of, VisitFile& file)
{
    const auto signatures = domain::signaturesOf(of);
    for (const auto& person : domain::officersOf(of)) {
        std::string state = domain::hasStatement(of, person) ? "Statement written"
                                                             : "No statement yet";
        for (const auto& standing : signatures)
            if (standing.attested.by == person) {
                state = standingText("Signed", standing);
                if (standing.current) break;
            }
        file.officers.push_back({reader.signerText(person), std::move(state)});
    }
}

std::string othersText(const Reader& reader, const VisitFacts& of, const PersonId& me)
{
    std::string all;
    for (const auto& person : domain::officersOf(of))
        if (person != me) all += (all.empty() ? "" : " and ") + reader.signerText(person);
    return all;
}

/// With one ALERT left to read, its own button may start the visit as well.
void offerStart(VisitFile& file)
{
    const auto unread = [](const AlertRow& a) { return a.isAlert && !a.acknowledged; };
    if (std::ranges::count_if(file.alerts, unread) != 1) return;
    std::ranges::find_if(file.alerts, unread)->startText =
        file.started ? "Read: go on with the visit" : "Read: start the visit";
}

/// Whether the person's signature is due: they said what they saw, and what stands is not signed.
bool isSignatureDue(const VisitFacts& of, const PersonId& me)
{
    const bool signedNow = std::ranges::any_of(
        domain::signaturesOf(of),
        [&](const domain::Standing& s) { return s.current && s.attested.by == me; });
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
    if (file.started) file.startText = "Go on with the visit";
    else if (domain::isPlanned(visit) || domain::isUnderWay(visit)) file.startText = "Start visit";
    LAPWING_TRY(addAlerts(reader, of, file));
    // A visit that another officer started has warnings that this one may not have read.
    const auto block = domain::startBlock(of.of, me);
    if (!file.startText.empty()) {
        file.blockedText = blockedText(block);
        if (block == domain::StartBlock::AlertsUnread) offerStart(file);
    }
    file.canSign = isSignatureDue(of.of, me);
    return {};
}
} // namespace

Result<void> addStep(Reader& reader, VisitRow& row)
{
    LAPWING_ASSIGN(const auto of, openVisit(reader, row.recordId));
    VisitFile file;
    LAPWING_TRY(addStanding(reader, of, file));
    const auto say = [&row](const char* step, std::string text) {
        row.step = step;
        row.stepText = std::move(text);
    };
    if (!file.blockedText.empty()) say("briefing", "Open briefing");
    else if (!file.startText.empty()) say(file.started ? "goOn" : "start", file.startText);
    else if (file.canSign) say("sign", "Sign my statement");
    else say("read", {});
    row.isMine = domain::hasStatement(of.of, reader.me())
                 && domain::stageOf(of.of) != domain::Stage::Countersigned;
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
    file.recordId = recordId;
    if (const auto* held = reader.caseOf(of.caseId)) file.caseRef = held->ref;
    file.whoText = visit.text("subject");
    file.title = "Visit to " + initialsOf(file.whoText);
    file.addressText = visit.text("address");
    file.whenText = visit.text("expected_start");
    file.withText = othersText(reader, of.of, reader.me());
    file.whyText = visit.text("why_now");
    if (const auto arrived = visit.number("arrived_at"))
        file.startedText = "started " + time.time(static_cast<std::uint64_t>(arrived));
    LAPWING_TRY(addStanding(reader, of, file));
    addLines(visit,
             {"why_now", "announced", "must_not_mention", "route_and_parking", "occupants_expected",
              "children_expected", "animals", "exit_plan", "code_word", "kit",
              "conditions_to_check", "questions", "check_in_contact", "check_in_phone",
              "expected_minutes"},
             file.briefing);
    addLines(visit,
             {"outcome", "opened_by", "persons_present", "children_present", "rooms_seen",
              "living_there_evidence", "conditions_compliant", "breaches_suspected",
              "condition_evidence", "demeanour", "substances", "injuries", "items", "vehicles",
              "phones", "disclosures", "welfare_needs", "concerns", "cuckooing_signs",
              "referrals_made", "next_visit_on", "debrief", "disagreements"},
             file.joint);
    addSignatures(reader, domain::approvalsOf(of.of), "Approved", file.briefing);
    addStatements(reader, of.of, file.joint);
    addSignatures(reader, domain::countersignaturesOf(of.of), "Countersigned", file.joint);
    addOfficers(reader, of.of, file);
    LAPWING_ASSIGN(const auto others, reader.visits(&of.caseId));
    for (const auto& row : others)
        if (!row.isPlanned && row.recordId != recordId && file.lastText.empty())
            file.lastText = "Last visit: " + row.when
                            + (row.outcomeText.empty() ? "" : ", " + row.outcomeText);
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
    if (file.startText.empty())
        return fail(ErrorCode::Rejected, "This visit is over. Nothing was changed. Plan another.");
    if (!file.blockedText.empty()) return fail(ErrorCode::Rejected, file.blockedText);
    if (file.started) return {};
    const auto now = formatInstant(static_cast<std::int64_t>(bench.clock().wallMs()));
    return writeNow(bench, visitId, {{"state", Entry::How::Set, "on_scene"},
                                     {"arrived_at", Entry::How::Set, now}});
}

} // namespace lapwing::work::screens
