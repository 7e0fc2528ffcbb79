#include "client/work/screens/readings.h"

#include "shared/base/civil.h"
#include "shared/rules/markers.h"

#include <algorithm>

namespace lapwing::work::screens {

namespace {
using Numbers = std::vector<std::uint32_t>;
constexpr auto kNotApproved =
    "A supervisor has to approve this visit first: there is a warning of danger to staff.";

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
        alert.recordId = row.key.id.hex(); // as the visit's sets name it
        alert.text = marker.text("code");
        if (const auto note = marker.text("note"); !note.empty()) alert.text += ": " + note;
        alert.severityText = marker.text("severity");
        alert.isAlert = alerts(marker);
        alert.acknowledged = includes(mine, alert.recordId);
        alert.otherAcknowledged = includes(theirs, alert.recordId);
        file.alerts.push_back(std::move(alert));
        codes.push_back(code);
    }
    std::ranges::stable_sort(file.alerts, {}, [](const AlertRow& a) { return !a.isAlert; });
    file.allAcknowledged = std::ranges::all_of(
        file.alerts, [](const AlertRow& a) { return a.acknowledged || !a.isAlert; });
    return codes;
}

std::string whyBlocked(const Opened& of, const VisitFile& file, const Numbers& markers)
{
    const auto state = of.visit.stored("state");
    const bool waits = state == "draft" || state == "needs_approval" || state.empty();
    const bool approved = of.visit.stored("supervisor_approved") == "yes";
    if (waits && !approved && rules::visitNeedsApproval(markers))
        return kNotApproved;
    if (!file.allAcknowledged) return "Tap \"I have read this\" at each ALERT first.";
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

/// Each officer's own words, under the name.
void addStatement(const Fields& visit, const char* officer, const char* statement,
                  std::vector<Line>& lines)
{
    auto text = visit.text(statement);
    if (text.empty()) return;
    lines.push_back({visit.text(officer) + " writes", std::move(text), {}, false});
}

bool isOneOf(std::string_view state, std::initializer_list<std::string_view> states)
{
    return std::ranges::find(states, state) != states.end();
}

void addOfficers(const Fields& visit, VisitFile& file)
{
    const auto add = [&](const char* who, const char* statement, const char* signedAt) {
        const auto name = visit.text(who);
        if (name.empty()) return;
        file.officers.push_back({name, visit.has(signedAt)    ? "Signed " + visit.text(signedAt)
                                       : visit.has(statement) ? "Statement written"
                                                              : "No statement yet"});
    };
    add("lead_officer", "lead_statement", "lead_signed_at");
    add("second_officer", "second_statement", "second_signed_at");
}

/// With one ALERT left to read, its own button may start the visit as well.
void offerStart(VisitFile& file)
{
    const auto unread = [](const AlertRow& a) { return a.isAlert && !a.acknowledged; };
    if (file.blockedText == kNotApproved || std::ranges::count_if(file.alerts, unread) != 1) return;
    std::ranges::find_if(file.alerts, unread)->startText =
        file.started ? "Read: go on with the visit" : "Read: start the visit";
}

/// How far the visit is, and what its officer has to do first.
Result<void> addStanding(Reader& reader, const Opened& of, VisitFile& file)
{
    const auto& visit = of.visit;
    const auto state = visit.stored("state");
    file.started = state == "on_scene" || state == "left";
    const bool isPlanned = isOneOf(state, {"", "draft", "needs_approval", "approved", "ready",
                                           "en_route"});
    if (file.started) file.startText = "Go on with the visit";
    else if (isPlanned) file.startText = "Start visit";
    LAPWING_ASSIGN(const auto markers, addAlerts(reader, of, file));
    // A visit that the other officer started has warnings that this one may not have read.
    if (!file.startText.empty()) {
        file.blockedText = whyBlocked(of, file, markers);
        offerStart(file);
    }
    const auto* statement = of.isLead ? "lead_statement" : "second_statement";
    const auto* signedAt = of.isLead ? "lead_signed_at" : "second_signed_at";
    file.canSign = isOneOf(state, {"left", "safe_out", "recorded"}) && visit.has(statement)
                   && !visit.has(signedAt);
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
    file.isLead = of.isLead;
    if (const auto* held = reader.caseOf(of.caseId)) file.caseRef = held->ref;
    file.whoText = visit.text("subject");
    file.title = "Visit to " + initialsOf(file.whoText);
    file.addressText = visit.text("address");
    file.whenText = visit.text("expected_start");
    file.withText = visit.text(of.isLead ? "second_officer" : "lead_officer");
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
    addStatement(visit, "lead_officer", "lead_statement", file.joint);
    addStatement(visit, "second_officer", "second_statement", file.joint);
    addOfficers(visit, file);
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

Result<void> acknowledge(Workbench& bench, const LocalTime& time, const std::string& visitId,
                         const std::string& markerId)
{
    Reader reader(bench, time);
    LAPWING_TRY(bench.mayRead());
    LAPWING_ASSIGN(const auto of, openVisit(reader, visitId));
    const std::string side = of.isLead ? "lead_acknowledged" : "second_acknowledged";
    return writeNow(bench, visitId, {{side, Entry::How::Add, markerId},
                                     {"markers_seen", Entry::How::Add, markerId}});
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
