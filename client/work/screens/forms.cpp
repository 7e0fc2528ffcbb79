#include "client/work/screens/forms.h"

#include "client/work/screens/form_plans.h"
#include "client/work/screens/readings.h"
#include "shared/base/civil.h"
#include "shared/schema/json.h"
#include "shared/schema/validate.h"
#include "sync/log/note.h"

#include <algorithm>
#include <array>

namespace lapwing::work::screens {

namespace {
constexpr std::uint32_t kOneLineMax = 200;
constexpr std::uint8_t kWriteRight = 2;
using Parts = std::set<schema::Compartment>;

Result<Parts> writableParts(Workbench& bench, const CaseId& caseId)
{
    LAPWING_ASSIGN(const auto strands, bench.replica().strands().strandsOfCase(caseId));
    Parts parts;
    for (const auto& strand : strands)
        if (strand.rights & kWriteRight) parts.insert(strand.compartment);
    return parts;
}

Ask askOf(const schema::Field& field)
{
    if (field.isSet()) return Ask::Set;
    switch (field.kind) {
    case ValueKind::Code:
    case ValueKind::Ref: return Ask::Choice;
    case ValueKind::Day: return Ask::Date;
    case ValueKind::Instant: return Ask::Time;
    case ValueKind::Integer:
    case ValueKind::Number: return Ask::Number;
    default: return field.limit > kOneLineMax ? Ask::Long : Ask::Text;
    }
}

Result<std::vector<Option>> optionsOf(Shelf& shelf, const schema::Field& field,
                                      const CaseId& caseId)
{
    std::vector<Option> options;
    if (field.vocabulary) {
        for (const auto& word : field.vocabulary->codes)
            options.push_back({std::string(word.name), wordText(word.name)});
        return options;
    }
    if (field.kind != ValueKind::Ref) return options;
    const bool ofCase = field.target == "person";
    LAPWING_ASSIGN(const auto rows, ofCase ? shelf.rows(field.target, caseId)
                                           : shelf.rows(field.target));
    for (const auto& row : rows) options.push_back({row.id.hex(), shelf.nameOf(row.id.hex())});
    std::ranges::sort(options, {}, &Option::label);
    return options;
}

/// What a form shows of a register: as it is typed, so that leaving it alone changes nothing.
std::string shownText(const Shelf& shelf, const schema::Field& field, const Fields& record)
{
    if (field.isSet()) {
        std::string all;
        for (const auto& member : record.members(field.name))
            all += (all.empty() ? "" : ",") + member;
        return all;
    }
    if (field.kind == ValueKind::Day) return dayText(record.stored(field.name));
    if (field.kind == ValueKind::Instant) {
        const auto ms = static_cast<std::uint64_t>(record.number(field.name));
        return ms == 0 ? "" : rules::inWords(shelf.time().dateAt(ms)) + " " + shelf.time().time(ms);
    }
    return record.stored(field.name);
}

/// The fields of the record that a new one begins from, by the name of the field they fill.
Result<std::map<std::string, std::string>> presets(Shelf& shelf, const FormAsk& ask,
                                                   const CaseId& caseId)
{
    std::map<std::string, std::string> all;
    const auto today = rules::inWords(shelf.today());
    if (ask.plan == "note") all = {{"kind", "note"}, {"fact_or_opinion", "fact"}};
    if (ask.plan == "incident") all["occurred_on"] = today;
    if (ask.plan != "incident" && ask.plan != "repeat_referral") return all;
    // Who is at risk and who harms are those of the referral before, so that one tap suffices.
    const auto& type = Shelf::typeNamed("referral");
    LAPWING_ASSIGN(auto referrals, shelf.rows("referral", caseId));
    if (referrals.empty()) return all;
    const auto newest = std::ranges::max_element(
        referrals, {}, [&](const auto& r) { return r.text(type, "submitted_on"); });
    LAPWING_ASSIGN(const auto before, Fields::open(shelf, newest->id));
    all["victim"] = before.stored("victim");
    std::string harm;
    for (const auto& member : before.members("perpetrators"))
        harm += (harm.empty() ? "" : ",") + member;
    all["perpetrators"] = harm;
    if (ask.plan == "repeat_referral") {
        all["submitted_on"] = today;
        all["background"] = before.stored("background");
        all["criteria"] = "repeat";
        all["victim_words"] = before.stored("victim_words");
    }
    return all;
}

bool isForMe(std::string_view field, bool isLead)
{
    if (field == "lead_statement") return isLead;
    if (field == "second_statement") return !isLead;
    return true;
}

Result<void> addFields(Shelf& shelf, const Plan& plan, const Parts& parts, OpenForm& form)
{
    const auto& type = Shelf::typeNamed(plan.type);
    std::optional<Fields> record;
    bool isLead = true;
    if (plan.changes) {
        LAPWING_ASSIGN(auto opened, Fields::of(shelf, form.editing.form));
        record.emplace(std::move(opened));
        if (plan.type == "visit") isLead = record->stored("second_officer") != shelf.me().hex();
    }
    LAPWING_ASSIGN(const auto begun, presets(shelf, form.ask, form.editing.caseId));
    for (const auto& asked : plan.fields) {
        const auto* field = type.find(asked.name);
        check(field != nullptr, "a field of a form's type");
        if (!parts.contains(field->compartment) || !isForMe(asked.name, isLead)) continue;
        FormField out;
        out.name = asked.name;
        out.label = labelOf(*field);
        out.hint = asked.hint;
        out.section = asked.topic;
        out.required = asked.required;
        out.ask = askOf(*field);
        LAPWING_ASSIGN(out.options, optionsOf(shelf, *field, form.editing.caseId));
        if (record) {
            out.shown = shownText(shelf, *field, *record);
            out.clashes = !field->isSet() && record->clashes(field->name);
            const bool written = field->policy == schema::MergePolicy::Append && !out.shown.empty();
            if (written) out.ask = Ask::Shown;
        } else if (const auto preset = begun.find(out.name); preset != begun.end()) {
            out.shown = preset->second;
        }
        if (out.clashes) out.hint = "Check needed: there is more than one version.";
        form.fields.push_back(std::move(out));
    }
    return {};
}

std::string draftNameOf(const Plan& plan, const FormAsk& ask)
{
    return std::string(plan.name) + ":" + (plan.changes ? ask.about : ask.caseRef);
}

Bytes encodeTyped(const OpenForm& form)
{
    wire::Writer w;
    w.u8(1);
    for (const auto* text : {&form.ask.plan, &form.ask.caseRef, &form.ask.about, &form.why})
        w.bytes(bytesOf(*text));
    w.varint(form.typed.size());
    for (const auto& [name, text] : form.typed) {
        w.bytes(bytesOf(name));
        w.bytes(bytesOf(text));
    }
    return w.take();
}

Result<void> readTyped(ByteView octets, OpenForm& form)
{
    constexpr std::size_t kNameMax = 64;
    wire::Reader r(octets);
    if (r.u8() != 1) return fail(ErrorCode::TooOld);
    const auto text = [&](std::size_t max) { return std::string(lapwing::textOf(r.bytes(max))); };
    form.ask.plan = text(kNameMax);
    form.ask.caseRef = text(kNameMax);
    form.ask.about = text(kNameMax);
    form.why = text(kWhyBytesMax);
    for (auto left = r.count(schema::types().size() * 100, 2); left > 0; --left) {
        auto name = text(kNameMax);
        form.typed[std::move(name)] = text(kTextBytesMax * 2);
    }
    if (!r.done()) return fail(ErrorCode::Corrupt, {}, "a draft's text");
    return {};
}

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
    const auto space = typed.rfind(' ');
    if (space == typed.npos) return std::nullopt;
    const auto day = readDay(std::string_view(typed).substr(0, space));
    const auto at = day ? time.instantOf(*day, std::string_view(typed).substr(space + 1))
                        : std::nullopt;
    if (!at) return std::nullopt;
    return formatInstant(*at);
}

/// What the form itself knows, beside what was asked: who writes, when, and what it is.
std::vector<Entry> settled(Shelf& shelf, const OpenForm& form, const Fields* record)
{
    const auto me = shelf.me().hex();
    const auto now = formatInstant(static_cast<std::int64_t>(shelf.nowMs()));
    const auto today = formatDay(rules::dayOf(shelf.today()));
    std::vector<Entry> all;
    const auto set = [&](const char* field, std::string text) {
        all.push_back({field, Entry::How::Set, std::move(text)});
    };
    const auto& plan = form.ask.plan;
    if (plan == "note" || plan == "contact_attempt") {
        set("author", me);
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
        set("status_reported_by", me);
        const auto status = form.typed.find("status");
        if (status != form.typed.end() && status->second == "completed") set("completed_on", today);
    }
    if (plan == "repeat_referral") {
        set("state", "submitted");
        set("is_repeat", "yes");
    }
    if (plan == "visit_plan") {
        set("lead_officer", me);
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

namespace {
constexpr std::string_view kDraftsSealed = "work.drafts_sealed";

/// A draft as a person at the office reads it.
Result<std::string> readable(const store::Draft& draft)
{
    OpenForm form{{}, {}, {}, {}, {}, {}, {}, {}, {draft.form, draft.caseId}, {}, {}, 0};
    LAPWING_TRY(readTyped(draft.typed, form));
    auto text = form.ask.plan + ", " + form.ask.caseRef + ", record "
                + draft.form.record().hex() + "\n";
    for (const auto& [name, typed] : form.typed) text += name + ": " + typed + "\n";
    return text;
}

Result<void> sealDrafts(Workbench& bench)
{
    LAPWING_ASSIGN(const auto stored, bench.replica().setting(kDraftsSealed));
    const auto before = stored ? wire::Reader(*stored).u64() : 0;
    LAPWING_ASSIGN(const auto drafts, bench.drafts().all());
    std::vector<std::string> texts;
    std::uint64_t newest = before;
    for (const auto& draft : drafts) {
        if (draft.wallMs <= before) continue;
        LAPWING_ASSIGN(auto text, readable(draft));
        if (text.size() <= kNoteBodyMax) texts.push_back(std::move(text));
        newest = std::max(newest, draft.wallMs);
    }
    if (texts.empty()) return {};
    wire::Writer w;
    w.u64(newest);
    LAPWING_TRY(bench.replica().setSetting(kDraftsSealed, w.view()));
    return bench.tablet().lock(texts);
}
} // namespace

Result<void> lockWithDrafts(Workbench& bench)
{
    if (!bench.isOpen()) return {};
    const auto sealed = sealDrafts(bench);
    const auto locked = bench.lock();
    return sealed.ok() ? locked : sealed;
}

std::string_view codeOf(Ask ask)
{
    constexpr std::array<std::string_view, 8> kCodes{"text", "long", "choice", "set",
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

bool OpenForm::needsWhy() const
{
    return std::ranges::any_of(
        fields, [&](const FormField& f) { return f.clashes && typed.contains(f.name); });
}

Result<OpenForm> openForm(Workbench& bench, const LocalTime& time, const FormAsk& ask)
{
    LAPWING_TRY(bench.mayRead());
    const auto* plan = planNamed(ask.plan);
    if (!plan) return fail(ErrorCode::NotFound);
    Shelf shelf(bench, time);
    LAPWING_TRY(shelf.read());
    auto draftName = draftNameOf(*plan, ask);
    LAPWING_ASSIGN(auto draft, bench.drafts().find(draftName));
    Result<Casework::Editing> editing = fail(ErrorCode::NotFound);
    if (draft) {
        editing = Casework::Editing{std::move(draft->form), draft->caseId};
    } else if (plan->changes) {
        LAPWING_ASSIGN(const auto id, recordIdFrom(ask.about));
        editing = bench.casework().edit(id);
    } else {
        editing = bench.casework().begin(ask.caseRef, plan->type);
    }
    if (!editing.ok()) return editing.error();
    OpenForm form{ask, std::move(draftName), std::string(plan->title), {}, std::string(plan->intro),
                  std::string(plan->finish), {}, {}, std::move(editing).value(), {}, {}, 0};
    if (const auto* held = shelf.caseOf(form.editing.caseId)) {
        form.caseText = held->title;
        form.ask.caseRef = held->ref;
    }
    if (draft) {
        LAPWING_TRY(readTyped(draft->typed, form));
        form.draftedMs = draft->wallMs;
    }
    for (const auto& topic : plan->topics)
        form.topics.push_back({std::string(topic.value), std::string(topic.label)});
    LAPWING_ASSIGN(const auto parts, writableParts(bench, form.editing.caseId));
    LAPWING_TRY(addFields(shelf, *plan, parts, form));
    return form;
}

Result<std::uint64_t> keepDraft(Workbench& bench, const OpenForm& form)
{
    if (!bench.isOpen()) return fail(ErrorCode::Locked);
    const auto now = bench.clock().wallMs();
    LAPWING_TRY(bench.drafts().put({form.draftName, form.editing.form, form.editing.caseId,
                                    encodeTyped(form), now}));
    return now;
}

Result<void> dropDraft(Workbench& bench, const OpenForm& form)
{
    if (!bench.isOpen()) return fail(ErrorCode::Locked);
    return bench.drafts().drop(form.draftName);
}

Result<SaveAnswer> finishForm(Workbench& bench, const LocalTime& time, const OpenForm& form)
{
    LAPWING_TRY(bench.mayRead());
    Shelf shelf(bench, time);
    const bool isNew = form.editing.form.isNew();
    std::optional<Fields> record;
    if (!isNew) {
        LAPWING_ASSIGN(auto opened, Fields::of(shelf, form.editing.form));
        record.emplace(std::move(opened));
    }
    auto entries = settled(shelf, form, record ? &*record : nullptr);
    for (const auto& field : form.fields) {
        const auto& value = form.valueOf(field);
        const bool given = isNew ? !value.empty() : form.typed.contains(field.name);
        if (!given || field.ask == Ask::Shown) continue;
        const auto stored = storedText(field, value, time);
        if (!stored) return fail(ErrorCode::Rejected, "Enter " + field.label + " again.");
        entries.push_back({field.name, Entry::How::Set, *stored});
    }
    LAPWING_ASSIGN(auto saved, bench.casework().save(form.editing, entries, form.why));
    LAPWING_TRY(bench.drafts().drop(form.draftName));
    return saved;
}

std::vector<Problem> problemsOf(const OpenForm& form, const LocalTime& time)
{
    std::vector<Problem> found;
    for (const auto& field : form.fields) {
        const auto& value = form.valueOf(field);
        const bool choose = field.ask == Ask::Choice || field.ask == Ask::Set;
        if (field.required && value.empty())
            found.push_back({field.name, (choose ? "Choose: " : "Enter: ") + field.label});
        else if (!storedText(field, value, time))
            found.push_back({field.name, field.ask == Ask::Date
                                             ? field.label + ": enter a date like 9 June 2026"
                                             : field.label
                                                   + ": enter a date and time like 9 June 2026 "
                                                     "10:30"});
        else if (value.size() > kTextBytesMax)
            found.push_back({field.name, field.label + ": this is too long to save. Shorten it."});
    }
    if (form.needsWhy() && form.why.empty())
        found.push_back({"why", "Say why you choose this one: there is more than one version"});
    return found;
}

} // namespace lapwing::work::screens
