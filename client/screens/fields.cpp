#include "client/screens/fields.h"

#include "shared/schema/contact_fields.h"
#include "shared/schema/json.h"

#include <algorithm>

namespace lapwing::screens {

Result<Fields> Fields::open(Reader& reader, const RecordKey& record)
{
    LAPWING_ASSIGN(auto form, reader.bench().replica().display(record));
    return of(reader, std::move(form));
}

Result<Fields> Fields::of(Reader& reader, DisplayedRecord form)
{
    const auto* type = schema::findType(form.type());
    if (!type) return fail(ErrorCode::TooOld);
    LAPWING_ASSIGN(auto facts, reader.facts(form));
    return Fields(reader, *type, std::move(form), std::move(facts));
}

Reading Fields::reading(const schema::Field& f) const
{
    const auto* known = m_type->find(f.name);
    check(known != nullptr && known->number == f.number, "a field of the type");
    return readRegister(f, m_form.read(f.wire()).shown());
}

std::vector<std::string> Fields::texts(const schema::Field& f) const
{
    std::vector<std::string> all;
    for (const auto& d : reading(f).distinct)
        if (!d.redacted && d.value.kind == ValueKind::Text) all.emplace_back(d.value.asText());
    return all;
}

namespace {
QString takenOutText(const Reader& reader, const SiblingView& taken)
{
    const auto by =
        taken.removedBy.isZero() ? Say::tr("the office") : reader.signerText(taken.removedBy);
    return taken.why.empty() ? Say::tr("Removed by %1").arg(by)
                             : Say::tr("Removed by %1, basis: %2").arg(by, toQt(taken.why));
}
} // namespace

QString Fields::text(const schema::Field& f) const
{
    QStringList all;
    if (f.isSet()) {
        for (const auto& member : members(f)) {
            const auto known = m_reader->nameOf(m_form.key().scope, member);
            all << (known.isEmpty() ? choiceText(f, member) : known);
        }
        return all.join(", ");
    }
    const auto shown = reading(f);
    const bool isTakenOut = std::ranges::any_of(shown.distinct, &SiblingView::redacted);
    if (shown.value && !isTakenOut)
        return plainValue(*m_reader, m_form.key().scope, f, *shown.value);
    for (const auto& d : shown.distinct) {
        if (d.redacted) {
            all << takenOutText(*m_reader, d);
            continue;
        }
        const auto text = plainValue(*m_reader, m_form.key().scope, f, d.value);
        if (!text.isEmpty() || !all.isEmpty()) all << text;
    }
    return all.join(Say::tr(" or "));
}

std::optional<Value> Fields::value(const schema::Field& f) const { return reading(f).value; }

bool Fields::isUndecided(const schema::Field& f) const
{
    const auto shown = reading(f);
    return !shown.value && !shown.distinct.empty();
}

std::string Fields::stored(const schema::Field& f) const
{
    const auto stands = value(f);
    return stands ? schema::valueText(f, *stands) : std::string();
}

std::vector<std::string> Fields::members(const schema::Field& f) const
{
    std::vector<std::string> found;
    for (const auto& [place, siblings] : m_form.registers()) {
        if (place.first != f.wire()) continue;
        const bool isMember = std::ranges::any_of(siblings, [](const SiblingView& s) {
            return s.newer || s.redacted || s.value.asInteger() == 1;
        });
        if (isMember) found.push_back(schema::keyText(f, place.second));
    }
    return found;
}

bool Fields::has(const schema::Field& f) const { return !text(f).isEmpty(); }

QString Fields::lateBy(std::initializer_list<const schema::Field*> fields) const
{
    QStringList all;
    for (const auto* field : fields) {
        const auto read = m_form.read(field->wire());
        for (const auto& s : read.shown()) {
            if (!s.late) continue;
            const auto known = m_reader->bench().replica().state().actor(s.late->actor);
            const auto name = known.ok() && *known ? m_reader->signerText((*known)->person)
                                                   : toQt(s.late->actor.hex());
            if (!all.contains(name)) all << name;
        }
    }
    return all.join(Say::tr(" or "));
}

bool Fields::conflicts(const schema::Field& f) const { return reading(f).conflict; }

QString contactLabelOf(const Fields& contact)
{
    QStringList all;
    for (const auto& said : contact.facts()[schema::contact::kind].each()) {
        const auto* word =
            schema::contact::kind.field.vocabulary->find(static_cast<std::uint32_t>(said.value));
        all << contactLabel(word ? word->name : std::string_view{});
    }
    all.removeDuplicates();
    return all.isEmpty() ? contactLabel({}) : all.join(Say::tr(" or "));
}

QString plainValue(const Reader& reader, const Scope& scope, const schema::Field& field,
                   const Value& value)
{
    switch (value.kind) {
    case ValueKind::Code:
        return choiceText(field, schema::valueText(field, value));
    case ValueKind::Day:
        return dayText(rules::dateOf(value.asInteger()));
    case ValueKind::Instant:
        return reader.time().instant(static_cast<std::uint64_t>(value.asInteger()));
    case ValueKind::Ref:
        return reader.nameOf(scope, value.asRef().hex());
    default:
        return toQt(schema::valueText(field, value));
    }
}

} // namespace lapwing::screens
