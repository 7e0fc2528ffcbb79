#include "client/screens/visit_file.h"

#include "shared/base/civil.h"
#include "shared/rules/markers.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
using Numbers = std::vector<std::uint32_t>;

/// One visit being read: its record, whose side of it this tablet's officer is on, and its case.
struct Opened {
    Fields visit;
    CaseId caseId;
    bool isLead = true;
};

Result<Opened> openVisit(Reader& reader, const std::string& recordId)
{
    LAPWING_ASSIGN(const auto key, reader.keyOf(recordId));
    LAPWING_ASSIGN(auto visit, Fields::open(reader, key));
    if (visit.type().name != "visit") return fail(ErrorCode::NotFound);
    const bool isLead = visit.stored("second_officer") != reader.me().hex();
    return Opened{std::move(visit), key.scope.caseId(), isLead};
}

bool includes(const std::vector<std::string>& all, const std::string& one)
{
    return std::ranges::find(all, one) != all.end();
}

Result<Numbers> addAlerts(Reader& reader, const Opened& of, VisitFile& file)
{
    Numbers codes;
    const auto mine = of.visit.members(of.isLead ? "lead_acknowledged" : "second_acknowledged");
    const auto theirs = of.visit.members(of.isLead ? "second_acknowledged" : "lead_acknowledged");
    LAPWING_ASSIGN(const auto rows, reader.rows("risk_marker", of.caseId));
    for (const auto& row : rows) {
        LAPWING_ASSIGN(const auto marker, Fields::open(reader, row.key));
        // A marker without a code of its own is from the victim's side, and stays there.
        if (marker.stored("state") == "ended" || !marker.has("code")) continue;
        const auto code = static_cast<std::uint32_t>(marker.number("code"));
        AlertRow alert;
        alert.recordId = toQt(row.key.id.hex()); // as the visit's sets name it
        alert.text = marker.text("code");
        if (const auto note = marker.text("note"); !note.isEmpty()) alert.text += ": " + note;
        alert.severityText = marker.text("severity");
        alert.isAlert = alerts(marker);
        alert.acknowledged = includes(mine, row.key.id.hex());
        alert.otherAcknowledged = includes(theirs, row.key.id.hex());
        file.alerts.push_back(std::move(alert));
        codes.push_back(code);
    }
    std::ranges::stable_sort(file.alerts, {}, [](const AlertRow& a) { return !a.isAlert; });
    file.allAcknowledged = std::ranges::all_of(
        file.alerts, [](const AlertRow& a) { return a.acknowledged || !a.isAlert; });
    return codes;
}

bool mustBeApproved(const Opened& of, const Numbers& markers)
{
    const auto state = of.visit.stored("state");
    const bool waits = state == "draft" || state == "needs_approval" || state.empty();
    const bool approved = of.visit.stored("supervisor_approved") == "yes";
    return waits && !approved && rules::visitNeedsApproval(markers);
}

QString whyBlocked(const VisitFile& file)
{
    if (file.mustBeApproved)
        return Say::tr("A supervisor has to approve this visit first: there is a warning of danger "
                       "to staff.");
    return file.allAcknowledged ? QString()
                                : Say::tr("Tap \"I have read this\" at each ALERT first.");
}

void addLines(const Fields& visit, std::initializer_list<const char*> names, QList<Line>& lines)
{
    for (const auto* name : names) {
        auto value = visit.text(name);
        if (value.isEmpty()) continue;
        lines.push_back({labelOf(*visit.type().find(name)), std::move(value), {}, false});
    }
}

/// Each officer's own words, under the name.
void addStatement(const Fields& visit, const char* officer, const char* statement,
                  QList<Line>& lines)
{
    auto text = visit.text(statement);
    if (text.isEmpty()) return;
    lines.push_back({Say::tr("%1 writes").arg(visit.text(officer)), text, {}, false});
}

bool isOneOf(std::string_view state, std::initializer_list<std::string_view> states)
{
    return std::ranges::find(states, state) != states.end();
}

void addOfficers(const Fields& visit, VisitFile& file)
{
    const auto add = [&](const char* who, const char* statement, const char* signedAt) {
        const auto name = visit.text(who);
        if (name.isEmpty()) return;
        file.officers.push_back({name, visit.has(signedAt)
                                           ? Say::tr("Signed %1").arg(visit.text(signedAt))
                                       : visit.has(statement) ? Say::tr("Statement written")
                                                              : Say::tr("No statement yet")});
    };
    add("lead_officer", "lead_statement", "lead_signed_at");
    add("second_officer", "second_statement", "second_signed_at");
}

/// With one ALERT left to read, its own button may start the visit as well.
void offerStart(VisitFile& file)
{
    const auto unread = [](const AlertRow& a) { return a.isAlert && !a.acknowledged; };
    if (file.mustBeApproved || std::ranges::count_if(file.alerts, unread) != 1) return;
    std::ranges::find_if(file.alerts, unread)->startText =
        file.started ? Say::tr("Read: go on with the visit") : Say::tr("Read: start the visit");
}

/// How far the visit is, and what its officer has to do first.
Result<void> addStanding(Reader& reader, const Opened& of, VisitFile& file)
{
    const auto& visit = of.visit;
    const auto state = visit.stored("state");
    file.started = state == "on_scene" || state == "left";
    const bool isPlanned =
        isOneOf(state, {"", "draft", "needs_approval", "approved", "ready", "en_route"});
    if (file.started)
        file.startText = Say::tr("Go on with the visit");
    else if (isPlanned)
        file.startText = Say::tr("Start visit");
    LAPWING_ASSIGN(const auto markers, addAlerts(reader, of, file));
    // A visit that the other officer started has warnings that this one may not have read.
    if (!file.startText.isEmpty()) {
        file.mustBeApproved = mustBeApproved(of, markers);
        file.blockedText = whyBlocked(file);
        offerStart(file);
    }
    const auto* statement = of.isLead ? "lead_statement" : "second_statement";
    const auto* signedAt = of.isLead ? "lead_signed_at" : "second_signed_at";
    file.canSign = isOneOf(state, {"left", "safe_out", "recorded"}) && visit.has(statement) &&
                   !visit.has(signedAt);
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
    file.isLead = of.isLead;
    if (const auto* held = reader.caseOf(of.caseId)) file.caseRef = toQt(held->ref);
    file.whoText = visit.text("subject");
    file.title = Say::tr("Visit to %1").arg(initialsOf(file.whoText));
    file.addressText = visit.text("address");
    file.whenText = visit.text("expected_start");
    file.withText = visit.text(of.isLead ? "second_officer" : "lead_officer");
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
    addStatement(visit, "lead_officer", "lead_statement", file.joint);
    addStatement(visit, "second_officer", "second_statement", file.joint);
    addOfficers(visit, file);
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

Result<void> acknowledge(Workbench& bench, const LocalTime& time, const std::string& visitId,
                         const std::string& markerId)
{
    Reader reader(bench, time);
    LAPWING_TRY(bench.mayRead());
    LAPWING_ASSIGN(const auto of, openVisit(reader, visitId));
    const std::string side = of.isLead ? "lead_acknowledged" : "second_acknowledged";
    return writeNow(
        bench, visitId,
        {{side, Entry::How::Add, markerId}, {"markers_seen", Entry::How::Add, markerId}});
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
