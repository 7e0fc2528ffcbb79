#include "client/screens/form_parts.h"
#include "shared/base/civil.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/validate.h"
#include "shared/schema/visit_officer_fields.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lapwing::screens {

using namespace work;

namespace {
/// What is stored for a text as typed; nothing when it cannot be read.
std::optional<std::string> storedText(const FormField& field, const std::string& typed,
                                      const LocalTime& time)
{
    if (typed.empty()) return typed;
    if (field.ask == Ask::Date) {
        const auto day = readDay(typed);
        if (!day) return std::nullopt;
        return formatDay(rules::dayOf(*day));
    }
    if (field.ask != Ask::Time) return typed;
    const auto fields = DayFields::of(typed, true);
    const auto day = readDay(fields.joined(false));
    const auto at = day ? time.instantOf(*day, fields.time) : std::nullopt;
    if (!at) return std::nullopt;
    return formatInstant(*at);
}

/// A label after a verb: "What happened" → "what happened"; "IDVA" stays.
QString midSentence(QString label)
{
    if (label.endsWith('?')) label.chop(1);
    const bool isWord = label.size() > 1 && label[1].isLower();
    if (isWord) label[0] = label[0].toLower();
    return label;
}

/// What has to be put right in a date.
QString whyUnread(const FormField& field, const std::string& typed)
{
    const auto problem = DayFields::of(typed, field.ask == Ask::Time).problem(field.label);
    return problem.isEmpty() ? Say::tr("%1 must have a time, like 10:30 or 2:15pm").arg(field.label)
                             : problem;
}

/// What the form itself knows, beside what was asked: when, and what it is.
std::vector<Entry> settled(Reader& reader, const OpenForm& form, const Fields* record)
{
    const auto now = formatInstant(static_cast<std::int64_t>(reader.nowMs()));
    const auto today = formatDay(rules::dayOf(reader.today()));
    std::vector<Entry> all;
    const auto set = [&](const char* field, std::string text) {
        all.push_back({field, Entry::How::Set, std::move(text)});
    };
    const auto& plan = form.ask.plan;
    if (plan == "note" || plan == "contact_attempt") {
        set("occurred_at", now);
    }
    if (plan == "contact_attempt") set("kind", "contact_attempt");
    if (plan == "incident") set("disclosed_on", today);
    if (plan == "action") {
        set("status", "agreed");
        set("agreed_on", today);
    }
    if (plan == "action_update") {
        set("status_reported_at", now);
        const auto status = form.typed.find("status");
        if (status != form.typed.end() && status->second == "completed") set("completed_on", today);
    }
    if (plan == "repeat_referral") {
        set("state", "submitted");
        set("is_repeat", "yes");
    }
    if (plan == "statement") {
        if (const auto about = reader.keyOf(form.ask.about); about.ok())
            set("about", about->id.hex());
        set("kind", "saw");
    }
    if (plan == "visit_plan") {
        set("state", "ready");
        if (!form.ask.about.empty()) set("subject", form.ask.about);
    }
    if (plan == "visit_record" && record) {
        set("state", "recorded");
        set("recorded_at", now);
        if (!record->has("left_at")) set("left_at", now);
    }
    return all;
}
} // namespace

QString codeOf(Ask ask)
{
    constexpr std::array<const char*, 8> kCodes{"text", "long", "choice", "set",
                                                "date", "time", "number", "shown"};
    return kCodes.at(static_cast<std::size_t>(ask));
}

const FormField* OpenForm::find(std::string_view name) const
{
    const auto at = std::ranges::find(fields, name, &FormField::name);
    return at == fields.end() ? nullptr : &*at;
}

const std::string& OpenForm::valueOf(const FormField& field) const
{
    const auto at = typed.find(field.name);
    return at == typed.end() ? field.shown : at->second;
}

std::string OpenForm::topicLeft() const
{
    if (topics.empty()) return {};
    const auto isTyped = [this](const FormField& f) { return typed.contains(f.name); };
    const auto last = std::ranges::find_if(fields.rbegin(), fields.rend(), isTyped);
    return last == fields.rend() ? topics.front().value : last->section;
}

bool OpenForm::needsWhy() const
{
    return std::ranges::any_of(
        fields, [&](const FormField& f) { return f.conflicts && typed.contains(f.name); });
}

namespace {
/// A text of a plan, in the language of who reads it.
QString shown(std::string_view text)
{
    return text.empty() ? QString() : Say::tr(std::string(text).c_str());
}
} // namespace

Result<OpenForm> openForm(Workbench& bench, const LocalTime& time, const FormAsk& ask)
{
    LAPWING_TRY(bench.mayRead());
    const auto* plan = planNamed(ask.plan);
    if (!plan) return fail(ErrorCode::NotFound);
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    auto draftName = draftNameOf(*plan, ask);
    LAPWING_ASSIGN(auto draft, bench.drafts().find(draftName));
    Result<Casework::Editing> editing = fail(ErrorCode::NotFound);
    if (draft) {
        editing = Casework::Editing{std::move(draft->form), draft->caseId};
    } else if (plan->changes) {
        LAPWING_ASSIGN(const auto key, reader.keyOf(ask.about));
        editing = bench.casework().edit(key);
    } else {
        editing = bench.casework().begin(ask.caseRef, plan->type);
    }
    if (!editing.ok()) return editing.error();
    OpenForm form{ask,
                  std::move(draftName),
                  shown(plan->title),
                  {},
                  shown(plan->intro),
                  shown(plan->finish),
                  {},
                  {},
                  std::move(editing).value(),
                  {},
                  {},
                  0};
    if (const auto* held = reader.caseOf(form.editing.caseId)) {
        form.caseText = toQt(held->title);
        form.ask.caseRef = held->ref;
    }
    if (draft) {
        LAPWING_TRY(readTyped(draft->typed, form));
        form.draftedMs = draft->wallMs;
    }
    for (const auto& topic : plan->topics)
        form.topics.push_back({std::string(topic.value), shown(topic.label)});
    LAPWING_TRY(addFields(reader, *plan, form));
    return form;
}
namespace {
/// What the form's answers make of it, with what the form itself knows.
Result<std::vector<Entry>> answered(Reader& reader, const OpenForm& form, const Fields* record)
{
    auto entries = settled(reader, form, record);
    for (const auto& field : form.fields) {
        const auto& value = form.valueOf(field);
        const bool given = record ? form.typed.contains(field.name) : !value.empty();
        if (!given || field.ask == Ask::Shown || !field.of.empty()) continue;
        const auto stored = storedText(field, value, reader.time());
        if (!stored)
            return fail(ErrorCode::Rejected,
                        Say::tr("Enter %1 again.").arg(field.label).toStdString());
        entries.push_back({field.name, Entry::How::Set, *stored});
    }
    return entries;
}
} // namespace

namespace {
/// A record beside a visit that is being planned or recorded.
Result<store::RecordSave> beside(Casework& casework, const OpenForm& form,
                                 const schema::RecordType& type, const std::vector<Entry>& entries)
{
    const auto& visit = form.editing;
    LAPWING_ASSIGN(auto blank, casework.blank(visit.caseId, type));
    return casework.typed(blank, entries, form.why);
}

/// The records that are made in the same save: who goes, and what this person saw.
Result<void> addBeside(Reader& reader, const OpenForm& form,
                       std::vector<store::RecordSave>& records)
{
    auto& casework = reader.bench().casework();
    const auto visit = form.editing.form.record().hex();
    const auto set = [](const schema::Field& field, std::string text) {
        return Entry{std::string(field.name), Entry::How::Set, std::move(text)};
    };
    const auto addOfficer = [&](const std::string& staff, const char* part) -> Result<void> {
        namespace officer = schema::visit_officer;
        LAPWING_ASSIGN(auto record,
                       beside(casework, form, officer::type,
                              {set(officer::visit.field, visit), set(officer::staff.field, staff),
                               set(officer::part.field, part)}));
        records.push_back(std::move(record));
        return {};
    };
    if (form.ask.plan == "visit_plan") LAPWING_TRY(addOfficer(reader.me().hex(), "lead"));
    for (const auto& field : form.fields) {
        const auto& value = form.valueOf(field);
        if (field.of.empty() || value.empty()) continue;
        if (field.of == schema::visit_officer::type.name) {
            LAPWING_TRY(addOfficer(value, "second"));
            continue;
        }
        namespace statement = schema::statement;
        check(field.of == statement::type.name, "a record that a form makes beside");
        LAPWING_ASSIGN(auto record, beside(casework, form, statement::type,
                                           {set(statement::about.field, visit),
                                            set(statement::kind.field, "saw"),
                                            set(statement::text.field, value)}));
        records.push_back(std::move(record));
    }
    return {};
}
} // namespace

Result<Finished> finishForm(Workbench& bench, const LocalTime& time, const OpenForm& form)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    std::optional<Fields> record;
    if (!form.editing.form.isNew()) {
        LAPWING_ASSIGN(auto opened, Fields::of(reader, form.editing.form));
        record.emplace(std::move(opened));
    }
    LAPWING_ASSIGN(const auto entries, answered(reader, form, record ? &*record : nullptr));
    Finished done;
    std::vector<store::RecordSave> records;
    LAPWING_ASSIGN(auto own, bench.casework().typed(form.editing, entries, form.why));
    records.push_back(std::move(own));
    LAPWING_TRY(addBeside(reader, form, records));
    LAPWING_ASSIGN(done.answer, bench.casework().save(std::move(records)));
    LAPWING_TRY(bench.drafts().drop(form.draftName));
    const auto* plan = planNamed(form.ask.plan);
    check(plan != nullptr, "the plan of a form that was opened");
    done.after = plan->after;
    if (plan->canBeTakenBack) done.back = done.answer.back;
    return done;
}

Result<void> takeBack(Workbench& bench, const work::TakeBack& back)
{
    LAPWING_TRY(bench.mayRead());
    LAPWING_TRY(bench.casework().takeBack(back));
    return {};
}

QList<Problem> problemsOf(const OpenForm& form, const LocalTime& time)
{
    QList<Problem> found;
    for (const auto& field : form.fields) {
        const auto& value = form.valueOf(field);
        const bool choose = field.ask == Ask::Choice || field.ask == Ask::Set;
        const auto say = [&](const QString& text) { found.push_back({toQt(field.name), text}); };
        if (field.required && value.empty())
            say((choose ? Say::tr("Choose %1") : Say::tr("Enter %1"))
                    .arg(midSentence(field.label)));
        else if (!storedText(field, value, time))
            say(whyUnread(field, value));
        else if (value.size() > kTextBytesMax)
            say(Say::tr("%1: this is too long to save. Shorten it.").arg(field.label));
    }
    if (form.needsWhy() && form.why.empty())
        found.push_back(
            {"why", Say::tr("Say why you choose this one: there is more than one version")});
    return found;
}

} // namespace lapwing::screens
