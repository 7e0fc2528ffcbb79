#include "client/screens/case_file.h"

#include "client/screens/case_people.h"
#include "client/screens/fields.h"
#include "client/screens/listed_words.h"
#include "client/screens/record_title.h"
#include "client/screens/visit_file.h"
#include "shared/base/civil.h"
#include "shared/domain/casefile.h"
#include "shared/schema/case_fields.h"
#include "shared/schema/chronology_fields.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/referral_fields.h"
#include "shared/schema/visit_fields.h"
#include "sync/store/unknown_cases.h"

#include <algorithm>
#include <array>

namespace lapwing::screens {

using namespace work;

namespace {
constexpr qsizetype kTimelineMax = 200;

/// The parts of a case that this person may write here.
Result<bool> mayWrite(Workbench& bench, const CaseId& caseId, schema::Compartment part)
{
    constexpr std::uint8_t kWriteRight = 2;
    LAPWING_ASSIGN(const auto strands, bench.replica().strands().strandsOfCase(caseId));
    return std::ranges::any_of(strands, [&](const store::Strand& s) {
        return s.compartment == part && (s.rights & kWriteRight);
    });
}

QString isoDayText(std::string_view iso) { return dayText(iso); }

QString restrictionText(schema::casefile::Restriction restriction)
{
    const auto* word =
        schema::casefile::kRestrictions.find(static_cast<std::uint32_t>(restriction));
    return word ? wordText(word->name)
                : Say::tr("A restriction that only a newer version can show");
}

Result<void> addWarnings(Reader& reader, const CaseId& caseId, const Fields& main, CaseFile& file)
{
    LAPWING_ASSIGN(auto markers, reader.markers(caseId, true));
    std::ranges::move(markers, std::back_inserter(file.warnings));
    for (const auto restriction : domain::restrictionsOf(main.facts()))
        file.warnings.push_back({restrictionText(restriction), WarningKind::Restriction,
                                 domain::isDanger(restriction)});
    if (const auto conflicts = reader.conflictsOf(caseId))
        file.warnings.push_back(
            {counted(conflicts, Say::tr("1 thing to decide"), Say::tr("%1 things to decide")),
             WarningKind::Conflict, false});
    // An unsafe way to reach somebody comes before all: using it is the nearest danger.
    std::ranges::stable_sort(file.warnings, {}, [](const WarningRow& w) {
        const bool contact = w.kind == WarningKind::Contact;
        return w.alert ? (contact ? 0 : 1) : contact ? 2 : w.kind == WarningKind::Conflict ? 3 : 4;
    });
    return {};
}

Result<void> addTimeline(Reader& reader, const CaseId& caseId, CaseFile& file)
{
    const auto add = [&](const store::ListedRow& row, const QString& title, const QString& text,
                         const QString& by, std::vector<std::int64_t> at, bool isDay) {
        std::ranges::sort(at);
        QStringList when;
        std::int64_t latest = 0; // tells where the row stands, and nothing else
        for (const auto one : at) {
            latest = std::max(latest, one);
            const auto ms = static_cast<std::uint64_t>(one);
            when << (isDay ? dayText(reader.time().dateAt(ms)) : reader.time().instant(ms));
        }
        const auto state = reader.stateOf(row.key);
        EntryRow entry{reader.idOf(row.key),
                       title,
                       when.join(Say::tr(" or ")),
                       by,
                       text,
                       textOf(state),
                       state,
                       latest};
        file.timeline.push_back(std::move(entry));
    };
    LAPWING_ASSIGN(const auto notes, reader.rows(schema::chronology::type, caseId));
    for (const auto& row : notes) {
        const auto kind = listedText(row, schema::chronology::kind.field, wordText);
        LAPWING_ASSIGN(const auto by, reader.makerOf(row.key));
        std::vector<std::int64_t> at;
        for (const auto& said : row[schema::chronology::occurredAt].each())
            at.push_back(said.value.ms);
        add(row, kind.isEmpty() ? typeText(schema::chronology::type.name) : kind,
            listedText(row, schema::chronology::text.field), by, std::move(at), false);
    }
    LAPWING_ASSIGN(const auto incidents, reader.rows(schema::incident::type, caseId));
    for (const auto& row : incidents) {
        auto days = row[schema::incident::occurredOn].each();
        if (days.empty()) days = row[schema::incident::disclosedOn].each();
        std::vector<std::int64_t> at;
        for (const auto& said : days) at.push_back(said.value.days * kMsPerDay);
        const auto kind = listedText(row, schema::incident::kind.field, wordText);
        add(row,
            kind.isEmpty() ? typeText(schema::incident::type.name)
                           : Say::tr("Incident: %1").arg(kind),
            listedText(row, schema::incident::text.field), {}, std::move(at), true);
    }
    for (const auto& visit : file.visits)
        if (!visit.isPlanned)
            file.timeline.push_back({visit.recordId,
                                     typeText(schema::visit::type.name),
                                     visit.when,
                                     visit.withText,
                                     visit.outcomeText,
                                     {},
                                     ItemState::Sent,
                                     visit.startMs});
    std::ranges::sort(file.timeline, std::greater{}, &EntryRow::order);
    if (file.timeline.size() > kTimelineMax) file.timeline.resize(kTimelineMax);
    return {};
}

Result<void> addPlans(Reader& reader, const CaseId& caseId, const Fields& main, CaseFile& file)
{
    LAPWING_ASSIGN(const auto rows, reader.rows(schema::referral::type, caseId));
    for (const auto& row : rows) {
        LAPWING_ASSIGN(const auto fields, Fields::open(reader, row.key));
        const auto day = earliestOf(row[schema::referral::submittedOn]);
        const auto state = reader.stateOf(row.key);
        EntryRow plan{reader.idOf(row.key),
                      typeText(schema::referral::type.name),
                      {},
                      {},
                      fields.text(schema::referral::background.field),
                      textOf(state),
                      state,
                      day ? day->days : 0};
        plan.when = listedText(row, schema::referral::submittedOn.field, isoDayText);
        if (fields.facts()[schema::referral::isRepeat].mayBe(schema::YesNo::Yes))
            plan.title = Say::tr("Repeat referral");
        if (const auto plainly = main.text(schema::casefile::safetyPlan.field); !plainly.isEmpty())
            plan.text +=
                (plan.text.isEmpty() ? "" : "\n") + Say::tr("Safety plan: %1").arg(plainly);
        if (plan.text.isEmpty()) plan.text = Say::tr("What it says is not on this tablet.");
        file.plans.push_back(std::move(plan));
    }
    std::ranges::sort(file.plans, std::greater{}, &EntryRow::order);
    return {};
}

/// What was removed in the case, the last first. A number stands nowhere without its warning.
Result<void> addRemoved(Reader& reader, const std::string& ref, CaseFile& file)
{
    LAPWING_ASSIGN(const auto removed, reader.bench().casework().removed(ref));
    for (const auto& view : removed) {
        const auto* type = schema::findType(view.row.type);
        EntryRow row;
        row.recordId = reader.idOf(view.row.key);
        row.title = type ? typeText(type->name) : Say::tr("Newer record");
        if (type && !isWayToReach(type->number)) {
            LAPWING_ASSIGN(const auto title, titleOf(reader, *type, view.row.key));
            if (!title.isEmpty()) row.title += ": " + title;
        }
        QStringList by, when, why; // of each who removed it
        for (const auto& removal : view.removals) {
            by.append(toQt(removal.author));
            when.append(reader.time().instant(removal.atMs));
            why.append(toQt(removal.why));
            row.order = std::max(row.order, static_cast<std::int64_t>(removal.atMs));
        }
        if (!by.isEmpty()) row.by = Say::tr("Removed by %1").arg(by.join(QStringLiteral(", ")));
        row.when = when.join(QStringLiteral(", "));
        row.text = why.join(QLatin1Char('\n'));
        if (view.row.life != Life::Retired) {
            row.state = ItemState::Conflict;
            row.stateText = Say::tr("Somebody has to decide");
        }
        file.removed.push_back(std::move(row));
    }
    std::ranges::sort(file.removed, std::greater{}, &EntryRow::order);
    return {};
}

void addSummary(const Fields& main, CaseFile& file)
{
    namespace casefile = schema::casefile;
    constexpr std::array kShown{&casefile::summary.field,
                                &casefile::victimWishes.field,
                                &casefile::safetyPlan.field,
                                &casefile::riskLevel.field,
                                &casefile::cohort.field,
                                &casefile::colourReason.field,
                                &casefile::statutory.field,
                                &casefile::offenceSummary.field,
                                &casefile::licenceConditions.field,
                                &casefile::convictions.field,
                                &casefile::visitGoals.field,
                                &casefile::harmTypes.field,
                                &casefile::opened.field,
                                &casefile::reviewDue.field,
                                &casefile::colourReviewDue.field,
                                &casefile::coordinator.field,
                                &casefile::idva.field,
                                &casefile::leadProfessional.field,
                                &casefile::marking.field};
    for (const schema::Field* field : kShown) {
        auto value = main.text(*field);
        if (value.isEmpty()) continue;
        file.summary.push_back({labelOf(*field), std::move(value), file.caseRecord,
                                !field->isSet() && main.conflicts(*field)});
    }
}
} // namespace

Result<CaseFile> readCase(Workbench& bench, const LocalTime& time, const std::string& ref)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto row, bench.replica().lists().caseByRef(ref));
    LAPWING_ASSIGN(const auto main, Fields::open(reader, row.record));
    CaseFile file;
    file.caseRecord = reader.idOf(row.record);
    file.initials = initialsOf(toQt(row.title));
    auto& card = file.card;
    card.caseRef = toQt(row.ref);
    card.title = toQt(row.title);
    card.panelText = panelText(row.panel);
    card.stateText = wordText(
        row.state.empty() ? schema::textOf(schema::casefile::state, schema::casefile::State::Open)
                          : row.state);
    LAPWING_ASSIGN(const auto unknown, store::unknownAtOffice(bench.replica()));
    if (unknown.contains(row.id)) card.stateText = unknownAtOfficeText();
    card.colour = toQt(main.stored(schema::casefile::colour.field));
    card.colourText = main.text(schema::casefile::colour.field);
    if (main.has(schema::casefile::riskLevel.field))
        card.riskText = Say::tr("%1 risk").arg(main.text(schema::casefile::riskLevel.field));
    card.hasConflict = reader.conflictsOf(row.id) > 0;
    LAPWING_TRY(addPeople(reader, row.id, file));
    LAPWING_TRY(addWarnings(reader, row.id, main, file));
    if (!file.people.empty()) file.bornText = file.people.front().bornText;
    file.warningsText = warningsText(file.warnings);
    file.hasAlert = std::ranges::any_of(file.warnings, &WarningRow::alert);
    addSummary(main, file);
    LAPWING_ASSIGN(file.actions, reader.actions(&row.id));
    LAPWING_ASSIGN(file.visits, reader.visits(&row.id));
    for (auto& visit : file.visits) LAPWING_TRY(addStep(reader, visit));
    LAPWING_TRY(addTimeline(reader, row.id, file));
    LAPWING_TRY(addPlans(reader, row.id, main, file));
    LAPWING_TRY(addRemoved(reader, ref, file));
    LAPWING_ASSIGN(file.canPlanVisit, mayWrite(bench, row.id, schema::Compartment::Visit));
    LAPWING_ASSIGN(file.canEditWishes, mayWrite(bench, row.id, schema::Compartment::Safety));
    return file;
}

QString warningsText(const QList<WarningRow>& warnings)
{
    constexpr std::array kKinds{WarningKind::Contact, WarningKind::Marker, WarningKind::Restriction,
                                WarningKind::Conflict};
    const bool isUnsafe = std::ranges::any_of(warnings, [](const WarningRow& warning) {
        return warning.kind == WarningKind::Contact && warning.alert;
    });
    const std::array names{isUnsafe ? Say::tr("not safe to ring") : Say::tr("how to reach them"),
                           Say::tr("at risk"), Say::tr("restrictions"), Say::tr("two versions")};
    QStringList kinds;
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        if (std::ranges::find(warnings, kKinds[i], &WarningRow::kind) != warnings.end())
            kinds << names[i];
    if (kinds.isEmpty()) return {};
    const auto count = static_cast<std::size_t>(warnings.size());
    return counted(count, Say::tr("1 to mind"), Say::tr("%1 to mind")) + ": " + kinds.join(", ");
}

} // namespace lapwing::screens
