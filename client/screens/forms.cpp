#include "client/screens/form_parts.h"
#include "shared/base/civil.h"
#include "shared/schema/validate.h"

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

/// What has to be put right in a date.
QString whyUnread(const FormField& field, const std::string& typed)
{
    const auto problem = DayFields::of(typed, field.ask == Ask::Time).problem(field.label);
    return problem.isEmpty() ? Say::tr("%1 must have a time, like 10:30 or 2:15pm").arg(field.label)
                             : problem;
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

OpenForm emptyForm(const Plan& plan, std::string draftName, Casework::Editing editing)
{
    return {{},
            std::move(draftName),
            shown(plan.title),
            {},
            shown(plan.intro),
            shown(plan.finish),
            {},
            {},
            std::move(editing),
            {},
            {},
            false,
            0};
}

OpenForm leftForm(const Plan& plan, const store::Draft& draft)
{
    auto form = emptyForm(plan, draft.name, {draft.form, draft.caseId});
    form.intro = Say::tr("This case, or a part of it, is not on this tablet any more. Here is what "
                         "you typed, and nothing else. Send it to the office, where a person "
                         "reads it, or discard it.");
    form.finishText = Say::tr("Send to the office");
    form.hasLeft = true;
    putTyped(draft, form);
    form.caseText = toQt(form.ask.caseRef);
    addTypedFields(plan, form);
    return form;
}

Result<Casework::Editing> editingOf(Reader& reader, const Plan& plan, const FormAsk& ask,
                                    const std::optional<store::Draft>& draft)
{
    if (draft) return Casework::Editing{draft->form, draft->caseId};
    auto& casework = reader.bench().casework();
    if (!plan.changes) return casework.begin(ask.caseRef, plan.type->name);
    LAPWING_ASSIGN(const auto key, reader.keyOf(ask.about));
    return casework.edit(key);
}

/// Adds the form's answers to what the form itself knows.
Result<void> addAnswers(Finishing& finishing)
{
    for (const auto& field : finishing.form.fields) {
        const auto& value = finishing.form.valueOf(field);
        const bool given =
            finishing.record ? finishing.form.typed.contains(field.name) : !value.empty();
        if (!given || field.ask == Ask::Shown || field.of) continue;
        const auto stored = storedText(field, value, finishing.reader.time());
        if (!stored)
            return fail(ErrorCode::Rejected,
                        Say::tr("Write %1 again.").arg(field.label).toStdString());
        finishing.own.push_back({field.name, FieldEntry::How::Set, *stored});
    }
    return {};
}

/// What finishing it would save.
Result<std::vector<store::RecordSave>> recordsOf(Reader& reader, const Plan& plan,
                                                 const OpenForm& form)
{
    std::optional<Fields> record;
    if (!form.editing.form.isNew()) {
        LAPWING_ASSIGN(auto opened, Fields::of(reader, form.editing.form));
        record.emplace(std::move(opened));
    }
    Finishing finishing{reader, form, record ? &*record : nullptr};
    if (plan.stamp) LAPWING_TRY(plan.stamp(finishing));
    LAPWING_TRY(addAnswers(finishing));
    auto& casework = reader.bench().casework();
    LAPWING_ASSIGN(auto own, casework.typed(form.editing, finishing.own, form.why));
    if (plan.beside) LAPWING_TRY(plan.beside(finishing));
    std::vector<store::RecordSave> records;
    records.push_back(std::move(own));
    std::ranges::move(finishing.beside, std::back_inserter(records));
    return records;
}

/// What was answered of those who may be the same; fills `toAsk` when it was not of each of them,
/// or when they do not stand on the screen.
Result<std::vector<SameAnswer>> sameAnswers(Reader& reader, const OpenForm& form,
                                            std::span<const MayBeSame> people,
                                            QList<SameRow>& toAsk)
{
    std::vector<SameAnswer> answers;
    if (people.empty()) return answers;
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(auto rows, mayBeSameRows(reader, people));
    for (std::size_t i = 0; i < people.size(); ++i) {
        auto& row = rows[static_cast<qsizetype>(i)];
        const auto at = form.same.find(row.rowId.toStdString());
        const auto* word =
            at == form.same.end() ? nullptr : schema::same_person::kAnswers.find(at->second);
        if (!word) continue;
        row.answer = toQt(at->second);
        answers.push_back(
            {people[i].person, static_cast<schema::same_person::Answer>(word->number), form.why});
    }
    if (!form.isSameShown || answers.size() < people.size()) toAsk = std::move(rows);
    return answers;
}

/// Whom a draft asked about when it was left, with what was answered of them.
Result<QList<SameRow>> askedAgain(Reader& reader, const Plan& plan, const OpenForm& form)
{
    LAPWING_ASSIGN(const auto records, recordsOf(reader, plan, form));
    LAPWING_ASSIGN(const auto people, reader.bench().casework().mayBeSame(records));
    QList<SameRow> rows;
    LAPWING_TRY(sameAnswers(reader, form, people, rows));
    return rows;
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
    if (draft) LAPWING_TRY(wipeIfLeft(bench, *draft));
    if (draft && draft->hasLeft) return leftForm(*plan, *draft);
    LAPWING_ASSIGN(auto editing, editingOf(reader, *plan, ask, draft));
    auto form = emptyForm(*plan, std::move(draftName), std::move(editing));
    form.ask = ask;
    if (draft) putTyped(*draft, form);
    if (const auto* held = reader.caseOf(form.editing.caseId)) {
        form.caseText = toQt(held->title);
        form.ask.caseRef = held->ref;
    }
    for (const auto& topic : plan->topics)
        form.topics.push_back({std::string(topic.value), shown(topic.label)});
    LAPWING_TRY(addFields(reader, *plan, form));
    // What cannot be saved as it is asks nobody yet: finishing it says what is wrong.
    if (!form.same.empty())
        if (auto asked = askedAgain(reader, *plan, form); asked.ok())
            form.mayBeSame = std::move(asked).value();
    return form;
}

Result<Finished> finishForm(Workbench& bench, const LocalTime& time, const OpenForm& form)
{
    LAPWING_TRY(bench.mayRead());
    const auto* plan = planNamed(form.ask.plan);
    if (!plan) return fail(ErrorCode::NotFound);
    LAPWING_ASSIGN(const bool handedIn, handInIfLeft(bench, form));
    if (handedIn) return Finished{{}, AfterForm::Office, {}};
    Reader reader(bench, time);
    LAPWING_ASSIGN(auto records, recordsOf(reader, *plan, form));
    Finished done;
    LAPWING_ASSIGN(const auto people, bench.casework().mayBeSame(records));
    LAPWING_ASSIGN(const auto same, sameAnswers(reader, form, people, done.mayBeSame));
    if (!done.mayBeSame.empty()) return done;
    LAPWING_ASSIGN(done.answer, bench.casework().save(std::move(records), same));
    LAPWING_TRY(bench.drafts().drop(form.draftName));
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
        const auto say = [&](const QString& text) { found.push_back({toQt(field.name), text}); };
        if (field.required && value.empty())
            say(field.missing);
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
