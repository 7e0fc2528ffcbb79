#include "client/screens/form_parts.h"

#include "shared/schema/contact_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/visit_fields.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

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
    case ValueKind::Ref:
        return Ask::Choice;
    case ValueKind::Day:
        return Ask::Date;
    case ValueKind::Instant:
        return Ask::Time;
    case ValueKind::Integer:
    case ValueKind::Number:
        return Ask::Number;
    default:
        return field.limit > kOneLineMax ? Ask::Long : Ask::Text;
    }
}

Result<std::vector<Option>> optionsOf(Reader& reader, const schema::Field& field,
                                      const CaseId& caseId)
{
    std::vector<Option> options;
    if (field.vocabulary) {
        for (const auto& word : field.vocabulary->codes)
            options.push_back({std::string(word.name), choiceText(field, word.name)});
        return options;
    }
    if (field.kind != ValueKind::Ref) return options;
    const auto* target = schema::findType(field.target);
    if (!target) return options; // of any type: there is no list to choose from
    const bool ofCase = target->number == schema::person::type.number;
    LAPWING_ASSIGN(const auto rows, ofCase ? reader.rows(*target, caseId) : reader.rows(*target));
    for (const auto& row : rows)
        options.push_back({row.key.id.hex(), reader.nameOf(row.key.scope, row.key.id.hex())});
    std::ranges::sort(options, {}, &Option::label);
    return options;
}

/// What a form shows of a register: as it is typed, so that leaving it alone changes nothing. It is
/// empty while every version has to be read.
std::string shownText(const Reader& reader, const schema::Field& field, const Fields& record)
{
    if (field.isSet()) {
        std::string all;
        for (const auto& member : record.members(field)) all += (all.empty() ? "" : ",") + member;
        return all;
    }
    if (field.kind == ValueKind::Day) {
        const auto day = record.value(field);
        return day && day->kind == ValueKind::Day ? typedDay(rules::dateOf(day->asInteger()))
                                                  : std::string();
    }
    if (field.kind == ValueKind::Instant) {
        const auto instant = record.value(field);
        if (!instant || instant->kind != ValueKind::Instant) return {};
        const auto ms = static_cast<std::uint64_t>(instant->asInteger());
        return typedDay(reader.time().dateAt(ms)) + " " + reader.time().time(ms).toStdString();
    }
    return record.stored(field);
}

QString conflictHint(const Fields& record, const schema::Field& field)
{
    const auto versions = record.text(field);
    if (versions.size() > static_cast<qsizetype>(kOneLineMax))
        return Say::tr("There is more than one version. Read them under To check, then say why "
                       "you choose yours.");
    return Say::tr("There is more than one version: %1. Say why you choose yours.").arg(versions);
}

/// What is to be checked on a visit stands first among all that could be.
void putPlannedFirst(const Fields& visit, const schema::Field& field, FormField& out)
{
    namespace of = schema::visit;
    if (&visit.type() != &of::type || of::conditionsToCheck.names(field) ||
        field.vocabulary != of::conditionsToCheck.field.vocabulary)
        return;
    const auto planned = visit.members(of::conditionsToCheck.field);
    if (planned.empty()) return;
    std::ranges::stable_partition(out.options, [&](const Option& option) {
        return std::ranges::find(planned, option.value) != planned.end();
    });
    out.hint = counted(planned.size(), Say::tr("To be checked on this visit: the first one here."),
                       Say::tr("To be checked on this visit: the first %1 here."));
}

} // namespace

Result<void> addFields(Reader& reader, const Plan& plan, OpenForm& form)
{
    LAPWING_ASSIGN(const auto parts, writableParts(reader.bench(), form.editing.caseId));
    std::optional<Fields> record;
    if (plan.changes) {
        LAPWING_ASSIGN(auto opened, Fields::of(reader, form.editing.form));
        record.emplace(std::move(opened));
    }
    Presets begun;
    if (plan.presets) {
        LAPWING_ASSIGN(begun, plan.presets(reader, form.editing.caseId));
    }
    for (const auto& asked : plan.fields) {
        const bool beside = asked.of != nullptr;
        const auto* field = asked.field;
        if (!parts.contains(field->compartment)) continue;
        FormField out;
        out.name = field->name;
        out.label =
            asked.label.empty() ? labelOf(*field) : Say::tr(std::string(asked.label).c_str());
        if (record && field == &schema::contact::value.field) out.label = contactLabelOf(*record);
        if (!asked.hint.empty()) out.hint = Say::tr(std::string(asked.hint).c_str());
        out.section = asked.topic;
        out.of = asked.of;
        const bool needed = !beside && (field->flags & schema::kRequired) != 0;
        out.required = needed || !asked.missing.empty();
        if (!asked.missing.empty()) out.missing = Say::tr(std::string(asked.missing).c_str());
        out.ask = askOf(*field);
        LAPWING_ASSIGN(out.options, optionsOf(reader, *field, form.editing.caseId));
        if (record && !beside) {
            out.shown = shownText(reader, *field, *record);
            // What has to be read in every version stands, and may be left as it is.
            if (record->isUndecided(*field)) out.required = false;
            putPlannedFirst(*record, *field, out);
            out.conflicts = !field->isSet() && record->conflicts(*field);
            if (field->policy == schema::MergePolicy::Append && record->has(*field)) {
                out.ask = Ask::Shown;
                out.hint.clear(); // it says how to write
                out.shown = record->text(*field).toStdString();
            }
        } else if (const auto preset = begun.find(out.name); preset != begun.end()) {
            out.shown = preset->second;
        }
        if (out.conflicts) out.hint = conflictHint(*record, *field);
        form.fields.push_back(std::move(out));
    }
    return {};
}

void addTypedFields(const Plan& plan, OpenForm& form)
{
    for (const auto& [name, text] : form.typed) {
        const auto asked = std::ranges::find_if(
            plan.fields, [&](const PlanField& field) { return field.field->name == name; });
        FormField out;
        out.name = name;
        out.label = asked == plan.fields.end() ? toQt(name) : labelOf(*asked->field);
        out.ask = Ask::Long; // what it says is read by a person
        form.fields.push_back(std::move(out));
    }
}

} // namespace lapwing::screens
