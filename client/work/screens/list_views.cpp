#include "client/work/screens/readings.h"

#include "shared/domain/casefile.h"
#include "shared/domain/contact.h"
#include "shared/domain/marker.h"
#include "shared/schema/json.h"
#include "sync/store/history.h"

#include <algorithm>

namespace lapwing::work::screens {

namespace {
constexpr std::size_t kTodayActionsMax = 8; ///< the rest is one tap away
constexpr std::int64_t kDueWithinDays = 7;
constexpr std::size_t kToSignLookedAt = 50; ///< of the latest recorded visits

/// What a list says of a case's state: nothing of one that is simply open.
std::string stateWord(std::string_view state)
{
    return state.empty() || state == "open" ? std::string() : wordText(state);
}

/// What there is to mind in a case.
struct Minded {
    int alerts = 0, markers = 0;
};
using MindedByCase = std::map<CaseId, Minded>;

Result<void> countMarkers(Reader& reader, MindedByCase& counts)
{
    LAPWING_ASSIGN(const auto rows, reader.rows("risk_marker"));
    for (const auto& row : rows) {
        LAPWING_ASSIGN(const auto marker, Fields::open(reader, row.key));
        if (domain::isEnded(marker.facts())) continue;
        auto& minded = counts[row.key.scope.caseId()];
        ++(domain::interrupts(marker.facts()) ? minded.alerts : minded.markers);
    }
    return {};
}

/// The other ALERTs of a case: of its people, of how they are reached, and on the case itself.
Result<void> countAlerts(Reader& reader, MindedByCase& counts)
{
    LAPWING_ASSIGN(const auto people, reader.rows("person"));
    for (const auto& row : people)
        counts[row.key.scope.caseId()].alerts +=
            row.text(Reader::typeNamed("person"), "do_not_visit_alone") == "yes" ? 1 : 0;
    LAPWING_ASSIGN(const auto contacts, reader.rows("contact_point"));
    for (const auto& row : contacts) {
        LAPWING_ASSIGN(const auto contact, Fields::open(reader, row.key));
        counts[row.key.scope.caseId()].alerts += domain::isSafe(contact.facts()) ? 0 : 1;
    }
    LAPWING_ASSIGN(const auto cases, reader.rows("case"));
    for (const auto& row : cases) {
        if (row.text(Reader::typeNamed("case"), "restrictions").empty()) continue;
        LAPWING_ASSIGN(const auto main, Fields::open(reader, row.key));
        for (const auto restriction : domain::restrictionsOf(main.facts()))
            counts[row.key.scope.caseId()].alerts += domain::isDanger(restriction) ? 1 : 0;
    }
    return {};
}
} // namespace

Result<std::vector<ActionRow>> readActions(Workbench& bench, const LocalTime& time)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    return reader.actions(nullptr);
}

Result<std::vector<CaseCard>> readCases(Workbench& bench, const LocalTime& time)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto rows, reader.rows("case"));
    MindedByCase minded;
    LAPWING_TRY(countMarkers(reader, minded));
    LAPWING_TRY(countAlerts(reader, minded));
    std::map<CaseId, const store::ListedRow*> byCase;
    for (const auto& row : rows) byCase.emplace(row.key.scope.caseId(), &row);
    const auto& type = Reader::typeNamed("case");
    std::vector<CaseCard> cards;
    for (const auto& held : reader.cases()) {
        CaseCard card;
        card.caseRef = held.ref;
        card.title = held.title;
        if (const auto* code = schema::panels().find(static_cast<std::uint32_t>(held.panel)))
            card.panel = code->name;
        card.panelText = panelText(held.panel);
        card.stateText = stateWord(held.state);
        if (const auto listed = byCase.find(held.id); listed != byCase.end()) {
            card.colour = listed->second->text(type, "colour");
            card.colourText = wordText(card.colour);
            const auto& risk = listed->second->text(type, "risk_level");
            if (!risk.empty()) card.riskText = wordText(risk) + " risk";
        }
        card.alertCount = minded[held.id].alerts;
        card.markerCount = minded[held.id].markers;
        card.checkNeeded = reader.conflictesOf(held.id) > 0;
        cards.push_back(std::move(card));
    }
    return cards;
}

namespace {
Result<ConflictRow> checkRow(Reader& reader, const ConflictView& view)
{
    ConflictRow row;
    row.checkId = view.check.id;
    if (view.field) {
        LAPWING_ASSIGN(row.fieldLabel, reader.labelIn(view.check.record, *view.field));
        row.text = row.fieldLabel + " was changed in two places";
    } else {
        row.fieldLabel = "Removed or kept";
        row.text =
            (view.type ? typeText(view.type->name) : std::string("Record")) +
            (view.life == Life::ToBeConfirmed ? " was removed, and somebody else has to confirm it"
                                              : " was removed and also changed");
    }
    if (const auto* held = reader.caseNamed(view.caseRef)) row.caseText = held->title;
    return row;
}
} // namespace

Result<std::vector<ConflictRow>> readConflicts(Workbench& bench, const LocalTime& time)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto views, bench.casework().checks());
    std::vector<ConflictRow> rows;
    for (const auto& view : views) {
        LAPWING_ASSIGN(auto row, checkRow(reader, view));
        rows.push_back(std::move(row));
    }
    return rows;
}

namespace {
/// What both changes replaced, and when that was written; else why it is not told. A set has none:
/// each of its members is either there or not.
Result<std::string> textBefore(Reader& reader, const ConflictView& view)
{
    if (!view.field || view.field->isSet()) return std::string();
    LAPWING_ASSIGN(const auto before,
                   store::valueBefore(reader.bench().replica().strands(), view.check));
    if (!before.isHeld)
        return std::string("Not on this tablet: it was written before this tablet had the case");
    if (!before.value) return std::string("Nothing that both of them had seen");
    const auto value =
        plainValue(reader, view.check.record.scope, *view.field, before.value->value);
    return (value.empty() ? "Nothing" : value) + ", since " +
           reader.time().instant(before.value->claimedMs);
}
} // namespace

Result<ConflictFile> readConflict(Workbench& bench, const LocalTime& time, const std::string& checkId)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto view, bench.casework().conflictNamed(checkId));
    ConflictFile file;
    LAPWING_ASSIGN(file.row, checkRow(reader, view));
    file.canTypeOther = view.field && !view.field->isSet() && view.field->kind == ValueKind::Text;
    file.canKeepAll = file.canTypeOther && view.field->policy == schema::MergePolicy::LongText;
    file.reasonNeeded = true;
    if (view.field && view.field->policy == schema::MergePolicy::Protective)
        file.policyText = "Until somebody decides, the safer one is shown everywhere.";
    else
        file.policyText = "Nothing is lost. Both stay in the history.";
    const auto own = bench.replica().author().actor;
    for (std::size_t i = 0; i < view.versions.size(); ++i) {
        const auto& version = view.versions[i];
        VersionRow row;
        row.number = static_cast<int>(i + 1);
        row.mine = version.actor == own;
        row.fromText = row.mine ? "Your change (this tablet)" : "From the office";
        if (version.redacted)
            row.value = "This version was removed";
        else if (!view.field)
            row.value = version.value.kind == ValueKind::Retired ? "Removed" : "Kept, and changed";
        else if (view.field->isSet())
            row.value = version.value.asInteger() == 1 ? "Present" : "Not present";
        else
            row.value = plainValue(reader, view.check.record.scope, *view.field, version.value);
        if (row.value.empty()) row.value = "Emptied";
        row.when = time.instant(version.atMs);
        row.by = version.author;
        row.why = version.why;
        file.versions.push_back(std::move(row));
    }
    // One's own stands on the left; by its number each is still found.
    std::ranges::stable_sort(file.versions, {}, [](const VersionRow& v) { return !v.mine; });
    for (char letter = 'A'; auto& row : file.versions) {
        row.letter = std::string(1, letter);
        if (letter < 'Z') ++letter;
    }
    LAPWING_ASSIGN(file.beforeText, textBefore(reader, view));
    return file;
}

namespace {
/// The first of a record's searched texts that has something in it.
Result<std::string> titleOf(Reader& reader, const schema::RecordType& type, const RecordKey& record)
{
    const auto isText = [](const schema::Field& field) {
        return field.kind == ValueKind::Text && (field.flags & schema::kSearched);
    };
    LAPWING_ASSIGN(const auto listed,
                   store::listedRow(reader.bench().replica().database(), record));
    for (const auto& field : type.fields)
        if (isText(field) && (field.flags & schema::kListed))
            if (const auto& text = listed.text(type, field.name); !text.empty()) return text;
    LAPWING_ASSIGN(const auto fields, Fields::open(reader, record));
    for (const auto& field : type.fields)
        if (isText(field) && fields.has(field.name)) return fields.text(field.name);
    return std::string();
}
} // namespace

Result<std::vector<HitRow>> search(Workbench& bench, const LocalTime& time,
                                   const std::string& words)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_ASSIGN(const auto hits, bench.casework().search(words, kHitsMax));
    if (hits.empty()) return std::vector<HitRow>{};
    LAPWING_TRY(reader.read());
    std::vector<HitRow> rows;
    for (const auto& view : hits) {
        HitRow row;
        row.recordId = reader.idOf(view.hit.record);
        row.caseRef = view.caseRef;
        const auto* type = schema::findType(view.hit.type);
        row.typeText = type ? typeText(type->name) : "Newer record";
        if (const auto* held = reader.caseNamed(view.caseRef)) row.caseText = held->title;
        row.title = reader.nameOf(view.hit.record.scope, view.hit.record.id.hex());
        if (row.title.empty() && type) {
            LAPWING_ASSIGN(row.title, titleOf(reader, *type, view.hit.record));
        }
        if (row.caseText == row.title) row.caseText.clear(); // it is said once
        rows.push_back(std::move(row));
    }
    // A case comes before its people, and they before what was written of them.
    std::ranges::stable_sort(rows, {}, [](const HitRow& row) {
        return row.typeText == typeText("case") ? 0 : row.typeText == typeText("person") ? 1 : 2;
    });
    return rows;
}

namespace {
/// What there is to know before going to the next visit, from its record and the visits before it.
Result<void> addNext(Reader& reader, TodayView& view, std::span<const VisitRow> all)
{
    const auto next = std::ranges::find_if(view.visits, &VisitRow::isNext);
    if (next == view.visits.end()) return {};
    LAPWING_ASSIGN(const auto key, reader.keyOf(next->recordId));
    LAPWING_ASSIGN(const auto fields, Fields::open(reader, key));
    view.nextAccess = fields.text("route_and_parking");
    if (const auto animals = fields.text("animals"); !animals.empty())
        view.nextAccess += (view.nextAccess.empty() ? "" : " · ") + animals;
    view.nextLabel = next->isUnderWay ? "Under way" : "Next visit";
    if (const auto* held = reader.caseNamed(next->caseRef)) {
        LAPWING_ASSIGN(view.nextWarnings, reader.markers(held->id, false));
    }
    for (const auto& row : all)
        if (row.caseRef == next->caseRef && !row.isPlanned && row.startMs < next->startMs) {
            view.nextLast = "Last visit: " + row.when
                            + (row.outcomeText.empty() ? "" : ", " + row.outcomeText);
            break;
        }
    return {};
}
} // namespace

Result<TodayView> readToday(Workbench& bench, const LocalTime& time)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    TodayView view;
    LAPWING_ASSIGN(const auto visits, reader.visits(nullptr));
    const auto today = reader.today();
    for (const auto& row : visits) {
        const auto day = time.dateAt(static_cast<std::uint64_t>(row.startMs));
        if (row.isUnderWay || (row.isPlanned && day == today)) view.visits.push_back(row);
        if (row.isRecorded && view.countersign.size() < kToSignLookedAt)
            view.countersign.push_back(row);
    }
    for (auto* rows : {&view.visits, &view.countersign})
        for (auto& row : *rows) LAPWING_TRY(addStep(reader, row));
    std::erase_if(view.countersign, [](const VisitRow& row) { return !row.isMine; });
    // What has been begun is gone on with first.
    const auto order = [](const VisitRow& v) { return std::pair(!v.isUnderWay, v.startMs); };
    std::ranges::sort(view.visits, {}, order);
    if (!view.visits.empty()) view.visits.front().isNext = true;
    LAPWING_TRY(addNext(reader, view, visits));
    LAPWING_ASSIGN(auto actions, reader.actions(nullptr));
    for (auto& row : actions) {
        if (row.done || row.order > kDueWithinDays) continue;
        ++view.actionsDue;
        if (view.actions.size() < kTodayActionsMax) view.actions.push_back(std::move(row));
    }
    LAPWING_ASSIGN(const auto checks, bench.casework().checks());
    for (const auto& check : checks) {
        LAPWING_ASSIGN(auto row, checkRow(reader, check));
        view.checks.push_back(std::move(row));
    }
    return view;
}

} // namespace lapwing::work::screens
