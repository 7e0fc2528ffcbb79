#include "client/work/screens/readings.h"

#include "shared/base/civil.h"
#include "shared/domain/casefile.h"
#include "shared/domain/contact.h"
#include "shared/schema/person_fields.h"

#include <algorithm>

namespace lapwing::work::screens {

namespace {
constexpr std::size_t kTimelineMax = 200;

/// The parts of a case that this person may write here.
Result<bool> mayWrite(Workbench& bench, const CaseId& caseId, schema::Compartment part)
{
    constexpr std::uint8_t kWriteRight = 2;
    LAPWING_ASSIGN(const auto strands, bench.replica().strands().strandsOfCase(caseId));
    return std::ranges::any_of(strands, [&](const store::Strand& s) {
        return s.compartment == part && (s.rights & kWriteRight);
    });
}

/// What must be read before a number of this contact point is used.
std::string contactWarning(const Fields& contact)
{
    std::string text;
    const auto say = [&](const std::string& sentence) {
        text += (text.empty() ? "" : " ") + sentence;
    };
    const auto& facts = contact.facts();
    const bool safe = domain::isSafe(facts);
    if (facts[schema::contact::safe].mayBe(schema::contact::Safe::Unsafe)) say("NOT SAFE to use.");
    else if (!safe) say("Not known to be safe. Ask first, by another way.");
    if (facts[schema::contact::leaveMessage].mayBe(schema::Permission::No))
        say("Leave no message.");
    if (facts[schema::contact::withheldNumberRequired].mayBe(schema::YesNoUnknown::Yes))
        say("Withhold your number.");
    if (const auto as = contact.text("say_we_are"); !as.empty()) say("Say we are: " + as + ".");
    if (const auto times = contact.text("best_times"); !times.empty())
        say("Best times: " + times + ".");
    if (const auto times = contact.text("never_times"); !times.empty())
        say("Never: " + times + ".");
    if (safe && text.empty()) say("Safe to use.");
    return text;
}

Result<void> addPeople(Reader& reader, const CaseId& caseId, CaseFile& file)
{
    const auto& type = Reader::typeNamed("person");
    LAPWING_ASSIGN(const auto people, reader.rows("person", caseId));
    for (const auto& row : people) {
        PersonRow person;
        person.recordId = row.key.id.hex();
        person.name = row.text(type, "legal_name");
        if (const auto born = dayText(row.text(type, "dob")); !born.empty())
            person.bornText = "Born " + born;
        LAPWING_ASSIGN(const auto fields, Fields::open(reader, row.key));
        person.roleText = fields.text("case_roles");
        if (fields.facts()[schema::person::doNotVisitAlone].mayBe(schema::YesNoUnknown::Yes))
            file.warnings.push_back({"Do not visit alone: " + person.name, "restriction", true});
        file.people.push_back(std::move(person));
    }
    LAPWING_ASSIGN(const auto contacts, reader.rows("contact_point", caseId));
    for (const auto& row : contacts) {
        LAPWING_ASSIGN(const auto contact, Fields::open(reader, row.key));
        auto of = std::ranges::find(file.people, contact.stored("person"), &PersonRow::recordId);
        if (of == file.people.end()) continue;
        if (of->hasContact) {
            // Each way to reach somebody has its own dangers, so it stands under its own warning.
            auto again = *of;
            again.recordId = reader.idOf(row.key);
            of = file.people.insert(file.people.end(), std::move(again));
        }
        of->hasContact = true;
        of->contactId = reader.idOf(row.key);
        of->contactWarning = contactWarning(contact);
        of->contactLabel = contactLabel(contact.stored("kind"));
        of->contactAlert = !domain::isSafe(contact.facts());
        file.warnings.insert(file.warnings.begin(),
                             {"Contact with " + of->name + ": " + of->contactWarning, "contact",
                              of->contactAlert});
    }
    std::ranges::stable_sort(file.people, {}, [](const PersonRow& p) {
        const bool main = p.roleText.starts_with("Subject") || p.roleText.starts_with("Victim");
        return std::pair(!main, p.name);
    });
    return {};
}

std::string restrictionText(schema::casefile::Restriction restriction)
{
    const auto* word =
        schema::casefile::kRestrictions.find(static_cast<std::uint32_t>(restriction));
    return word ? wordText(word->name) : "A restriction that only a newer version can show";
}

Result<void> addWarnings(Reader& reader, const CaseId& caseId, const Fields& main, CaseFile& file)
{
    LAPWING_ASSIGN(auto markers, reader.markers(caseId, true));
    std::ranges::move(markers, std::back_inserter(file.warnings));
    for (const auto restriction : domain::restrictionsOf(main.facts()))
        file.warnings.push_back({restrictionText(restriction), "restriction",
                                 domain::isDanger(restriction)});
    if (const auto conflicts = reader.conflictesOf(caseId))
        file.warnings.push_back({counted(conflicts, "thing") + " to check", "check", false});
    // An unsafe way to reach somebody comes before all: using it is the nearest danger.
    std::ranges::stable_sort(file.warnings, {}, [](const WarningRow& w) {
        const bool contact = w.kind == "contact";
        return w.alert ? (contact ? 0 : 1) : contact ? 2 : w.kind == "check" ? 3 : 4;
    });
    return {};
}

Result<void> addTimeline(Reader& reader, const CaseId& caseId, CaseFile& file)
{
    const auto add = [&](const store::ListedRow& row, std::string title, std::string text,
                         std::string by, std::optional<std::int64_t> at, bool isDay) {
        EntryRow entry{
            reader.idOf(row.key), std::move(title), {}, std::move(by), std::move(text), {}, {},
            at.value_or(0)};
        const auto ms = static_cast<std::uint64_t>(entry.order);
        entry.when = !at     ? ""
                     : isDay ? rules::inWords(reader.time().dateAt(ms))
                             : reader.time().instant(ms);
        const auto state = reader.stateOf(row.key);
        entry.state = codeOf(state);
        entry.stateText = textOf(state);
        file.timeline.push_back(std::move(entry));
    };
    const auto& note = Reader::typeNamed("chronology");
    LAPWING_ASSIGN(const auto notes, reader.rows("chronology", caseId));
    for (const auto& row : notes) {
        const auto& kind = row.text(note, "kind");
        LAPWING_ASSIGN(auto by, reader.makerOf(row.key));
        add(row, kind.empty() ? "Note" : wordText(kind), row.text(note, "text"), std::move(by),
            parseInstant(row.text(note, "occurred_at")), false);
    }
    const auto& incident = Reader::typeNamed("incident");
    LAPWING_ASSIGN(const auto incidents, reader.rows("incident", caseId));
    for (const auto& row : incidents) {
        auto day = parseDay(row.text(incident, "occurred_on"));
        if (!day) day = parseDay(row.text(incident, "disclosed_on"));
        const auto& kind = row.text(incident, "kind");
        add(row, "Incident" + (kind.empty() ? "" : ": " + wordText(kind)),
            row.text(incident, "text"), {},
            day ? std::optional(*day * kMsPerDay) : std::nullopt, true);
    }
    for (const auto& visit : file.visits)
        if (!visit.isPlanned)
            file.timeline.push_back({visit.recordId, "Visit", visit.when, visit.withText,
                                     visit.outcomeText, "sent", {}, visit.startMs});
    std::ranges::sort(file.timeline, std::greater{}, &EntryRow::order);
    if (file.timeline.size() > kTimelineMax) file.timeline.resize(kTimelineMax);
    return {};
}

Result<void> addPlans(Reader& reader, const CaseId& caseId, const Fields& main, CaseFile& file)
{
    const auto& type = Reader::typeNamed("referral");
    LAPWING_ASSIGN(const auto rows, reader.rows("referral", caseId));
    for (const auto& row : rows) {
        LAPWING_ASSIGN(const auto fields, Fields::open(reader, row.key));
        const auto day = parseDay(row.text(type, "submitted_on"));
        EntryRow plan{reader.idOf(row.key),
                      "Referral",
                      day ? rules::inWords(rules::dateOf(*day)) : "",
                      {},
                      fields.text("background"),
                      {},
                      {},
                      day.value_or(0)};
        if (fields.stored("is_repeat") == "yes") plan.title = "Repeat referral";
        const auto state = reader.stateOf(row.key);
        plan.state = codeOf(state);
        plan.stateText = textOf(state);
        if (const auto plainly = main.text("safety_plan"); !plainly.empty())
            plan.text += (plan.text.empty() ? "" : "\n") + ("Safety plan: " + plainly);
        if (plan.text.empty()) plan.text = "What it says is not on this tablet.";
        file.plans.push_back(std::move(plan));
    }
    std::ranges::sort(file.plans, std::greater{}, &EntryRow::order);
    return {};
}

void addSummary(const Fields& main, CaseFile& file)
{
    constexpr std::array kShown{"summary",        "victim_wishes",   "safety_plan",
                                "risk_level",     "cohort",          "colour_reason",
                                "statutory",      "offence_summary", "licence_conditions",
                                "convictions",    "visit_goals",     "harm_types",
                                "opened",         "review_due",      "colour_review_due",
                                "coordinator",    "idva",            "lead_professional",
                                "marking"};
    for (const auto* name : kShown) {
        auto value = main.text(name);
        if (value.empty()) continue;
        const auto* field = main.type().find(name);
        file.summary.push_back({labelOf(*field), std::move(value), file.caseRecord,
                                !field->isSet() && main.conflicts(name)});
    }
}
} // namespace

Result<CaseFile> readCase(Workbench& bench, const LocalTime& time, const std::string& ref)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto row, bench.replica().caseByRef(ref));
    LAPWING_ASSIGN(const auto main, Fields::open(reader, row.record));
    CaseFile file;
    file.caseRecord = reader.idOf(row.record);
    file.initials = initialsOf(row.title);
    auto& card = file.card;
    card.caseRef = row.ref;
    card.title = row.title;
    card.panelText = panelText(row.panel);
    card.stateText = row.state.empty() ? "Open" : wordText(row.state);
    card.colour = main.stored("colour");
    card.colourText = wordText(card.colour);
    if (main.has("risk_level")) card.riskText = main.text("risk_level") + " risk";
    card.checkNeeded = reader.conflictesOf(row.id) > 0;
    LAPWING_TRY(addPeople(reader, row.id, file));
    LAPWING_TRY(addWarnings(reader, row.id, main, file));
    if (!file.people.empty() && !file.people.front().bornText.empty())
        file.bornText = file.people.front().bornText;
    addSummary(main, file);
    LAPWING_ASSIGN(file.actions, reader.actions(&row.id));
    LAPWING_ASSIGN(file.visits, reader.visits(&row.id));
    for (auto& visit : file.visits) LAPWING_TRY(addStep(reader, visit));
    LAPWING_TRY(addTimeline(reader, row.id, file));
    LAPWING_TRY(addPlans(reader, row.id, main, file));
    LAPWING_ASSIGN(file.canPlanVisit, mayWrite(bench, row.id, schema::Compartment::Visit));
    LAPWING_ASSIGN(file.canEditWishes, mayWrite(bench, row.id, schema::Compartment::Safety));
    return file;
}

std::string warningsText(std::span<const WarningRow> warnings)
{
    int alerts = 0, markers = 0, others = 0;
    std::string check;
    for (const auto& warning : warnings) {
        if (warning.kind == "check") check = warning.text;
        else ++(warning.alert ? alerts : warning.kind == "marker" ? markers : others);
    }
    std::string all;
    const auto add = [&](const std::string& words) {
        if (!words.empty()) all += (all.empty() ? "" : " · ") + words;
    };
    const auto said = [](int count, std::string_view one) {
        return count == 0 ? std::string() : counted(static_cast<std::size_t>(count), one);
    };
    add(said(alerts, "ALERT"));
    add(check);
    add(said(markers, "marker"));
    add(said(others, "other warning"));
    return all;
}

Result<std::string> readContact(Workbench& bench, const LocalTime& time,
                                const std::string& contactId)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_ASSIGN(const auto key, reader.keyOf(contactId));
    LAPWING_ASSIGN(const auto contact, Fields::open(reader, key));
    return contact.text("value");
}

} // namespace lapwing::work::screens
