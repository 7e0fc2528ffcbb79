#include "client/screens/reader.h"

#include "shared/base/civil.h"
#include "shared/rules/markers.h"
#include "shared/schema/json.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
bool isDone(std::string_view status)
{
    return status == "completed" || status == "not_completed" || status == "superseded";
}

} // namespace

const schema::RecordType& Reader::typeNamed(std::string_view name)
{
    const auto* type = schema::findType(name);
    check(type != nullptr, "a type of the schema");
    return *type;
}

PersonId Reader::me() { return m_bench.tablet().identity().device.person; }

Result<void> Reader::read()
{
    auto& replica = m_bench.replica();
    LAPWING_ASSIGN(m_cases, replica.cases());
    for (std::size_t i = 0; i < m_cases.size(); ++i) m_caseAt.emplace(m_cases[i].id, i);
    for (const auto& [type, field] : {std::pair("staff", "name"), std::pair("agency", "name"),
                                      std::pair("person", "legal_name")}) {
        LAPWING_ASSIGN(const auto held, rows(type));
        for (const auto& row : held)
            m_names.emplace(std::pair(row.key.scope, row.key.id.hex()),
                            toQt(row.text(typeNamed(type), field)));
    }
    m_me = me().hex();
    LAPWING_ASSIGN(
        const auto mine,
        store::listedRow(replica.database(), RecordKey{Scope{}, RecordId::from(me().view())}));
    m_myAgency = mine.text(typeNamed("staff"), "agency");
    LAPWING_ASSIGN(const auto conflicting, store::conflictingRecords(replica.database()));
    for (const auto& record : conflicting) {
        m_conflicting.insert(record);
        ++m_conflictsOf[record.scope.caseId()];
    }
    LAPWING_ASSIGN(const auto shared, store::sharedIds(replica.database()));
    m_shared.insert(shared.begin(), shared.end());
    LAPWING_ASSIGN(const auto open,
                   store::openOwnChanges(replica.strands(), replica.author().actor));
    for (const auto& own : open) {
        auto& set = own.state == Verdict::Undecided ? m_waiting : m_refused;
        for (const auto& record : own.records) set.insert({own.scope, record});
    }
    return {};
}

const store::CaseRow* Reader::caseOf(const CaseId& id) const
{
    const auto at = m_caseAt.find(id);
    return at == m_caseAt.end() ? nullptr : &m_cases[at->second];
}

const store::CaseRow* Reader::caseNamed(std::string_view ref) const
{
    const auto at = std::ranges::find(m_cases, ref, &store::CaseRow::ref);
    return at == m_cases.end() ? nullptr : &*at;
}

QString Reader::nameOf(const Scope& scope, std::string_view recordHex) const
{
    // The directory first: a case cannot give its own name to a member of staff.
    for (const auto& of : {Scope{}, scope})
        if (const auto at = m_names.find({of, std::string(recordHex)}); at != m_names.end())
            return at->second;
    return {};
}

QString Reader::idOf(const RecordKey& record) const
{
    return toQt(recordIdText(record, m_shared.contains(record.id)));
}

ItemState Reader::stateOf(const RecordKey& record) const
{
    if (m_refused.contains(record)) return ItemState::Problem;
    if (m_conflicting.contains(record)) return ItemState::Conflict;
    return m_waiting.contains(record) ? ItemState::OnTablet : ItemState::Sent;
}

std::size_t Reader::conflictsOf(const CaseId& id) const
{
    const auto at = m_conflictsOf.find(id);
    return at == m_conflictsOf.end() ? 0 : at->second;
}

Result<std::vector<store::ListedRow>> Reader::rows(std::string_view type)
{
    return store::listedRows(m_bench.replica().database(), typeNamed(type));
}

Result<std::vector<store::ListedRow>> Reader::rows(std::string_view type, const CaseId& only)
{
    const auto scope = Scope::ofCase(only);
    return store::listedRows(m_bench.replica().database(), typeNamed(type), &scope);
}

ActionRow Reader::actionRow(const store::ListedRow& row) const
{
    const auto& type = typeNamed("action");
    ActionRow out;
    out.recordId = idOf(row.key);
    out.text = toQt(row.text(type, "text"));
    const auto& status = row.text(type, "status");
    out.statusText = status.empty() ? Say::tr("Not started") : wordText(status);
    out.done = isDone(status);
    const auto& agency = row.text(type, "owner_agency");
    const auto& person = row.text(type, "owner_person");
    out.mine = (!person.empty() && person == m_me) || (!agency.empty() && agency == m_myAgency);
    out.owner = nameOf(row.key.scope, person.empty() ? agency : person);
    const auto due = dueOf(row.text(type, "due"), out.done, today());
    out.colour = toQt(due.colour());
    out.colourText = due.colourText();
    out.dueText = due.text;
    out.section = due.section();
    out.order = due.order;
    if (const auto* held = caseOf(row.key.scope.caseId())) {
        out.caseRef = toQt(held->ref);
        out.caseText = toQt(held->title);
    }
    out.state = stateOf(row.key);
    out.stateText = textOf(out.state);
    return out;
}

Result<QList<ActionRow>> Reader::actions(const CaseId* only)
{
    LAPWING_ASSIGN(const auto held, only ? rows("action", *only) : rows("action"));
    QList<ActionRow> found;
    for (const auto& row : held) found.push_back(actionRow(row));
    std::ranges::sort(found, {}, [](const ActionRow& r) { return std::tie(r.order, r.recordId); });
    // A heading says how many there are below it.
    std::map<QString, int> counts;
    for (const auto& row : found) ++counts[row.section];
    for (auto& row : found)
        row.section = Say::tr("%1 (%2)").arg(row.section).arg(counts[row.section]);
    return found;
}

Result<QList<VisitRow>> Reader::visits(const CaseId* only)
{
    const auto& type = typeNamed("visit");
    LAPWING_ASSIGN(const auto held, only ? rows("visit", *only) : rows("visit"));
    QList<VisitRow> found;
    for (const auto& row : held) {
        VisitRow out;
        out.recordId = idOf(row.key);
        if (const auto* of = caseOf(row.key.scope.caseId())) out.caseRef = toQt(of->ref);
        const auto name = nameOf(row.key.scope, row.text(type, "subject"));
        out.who = initialsOf(name);
        out.title = Say::tr("Visit to %1").arg(out.who);
        if (const auto start = parseInstant(row.text(type, "expected_start"))) {
            out.startMs = *start;
            out.time = m_time.time(static_cast<std::uint64_t>(*start));
            out.when = m_time.instant(static_cast<std::uint64_t>(*start));
        }
        out.address = toQt(row.text(type, "address"));
        const auto& lead = row.text(type, "lead_officer");
        const auto& with = lead == m_me ? row.text(type, "second_officer") : lead;
        const auto other = nameOf(row.key.scope, with);
        if (!other.isEmpty()) out.withText = Say::tr("with %1").arg(other);
        const auto& state = row.text(type, "state");
        out.stateText = wordText(state);
        out.needsSigning = state == "recorded";
        out.outcomeText = choiceText(*type.find("outcome"), row.text(type, "outcome"));
        out.isUnderWay = state == "on_scene" || state == "left";
        out.isPlanned = out.isUnderWay || state == "draft" || state == "needs_approval" ||
                        state == "approved" || state == "ready" || state == "en_route";
        found.push_back(std::move(out));
    }
    std::ranges::sort(found, std::greater{}, &VisitRow::startMs);
    return found;
}

Result<QString> Reader::labelIn(const RecordKey& record, const schema::Field& field)
{
    const auto& type = typeNamed("contact_point");
    if (type.find("value") != &field) return labelOf(field);
    LAPWING_ASSIGN(const auto row, store::listedRow(m_bench.replica().database(), record));
    return contactLabel(row.text(type, "kind"));
}

bool alerts(const Fields& marker)
{
    const auto* code = marker.has("code") ? "code" : "confidential_code";
    const auto* rule = rules::markerRule(static_cast<std::uint32_t>(marker.number(code)));
    return !rule || rule->alerts || rule->needsApproval || marker.stored("alert_on_open") == "yes";
}

bool contactAlerts(const Fields& contact)
{
    return contact.stored("safe") != "safe" || contact.conflicts("value");
}

bool restrictionAlerts(std::string_view word) { return word != "no_post"; }

Result<QList<WarningRow>> Reader::markers(const CaseId& of, bool named)
{
    LAPWING_ASSIGN(const auto held, rows("risk_marker", of));
    QList<WarningRow> found;
    for (const auto& row : held) {
        LAPWING_ASSIGN(const auto marker, Fields::open(*this, row.key));
        if (marker.stored("state") == "ended" || (!named && !marker.has("code"))) continue;
        auto text = marker.text(marker.has("code") ? "code" : "confidential_code");
        if (const auto who = marker.text("person"); named && !who.isEmpty()) text += ": " + who;
        if (const auto how = marker.text("severity"); !how.isEmpty()) text += " (" + how + ")";
        found.push_back({text, WarningKind::Marker, alerts(marker)});
    }
    std::ranges::stable_sort(found, {}, [](const WarningRow& w) { return !w.alert; });
    return found;
}

Result<Fields> Fields::open(Reader& reader, const RecordKey& record)
{
    LAPWING_ASSIGN(auto form, reader.bench().replica().display(record));
    return of(reader, std::move(form));
}

Result<Fields> Fields::of(Reader& reader, DisplayedRecord form)
{
    const auto* type = schema::findType(form.type());
    if (!type) return fail(ErrorCode::TooOld);
    return Fields(reader, *type, std::move(form));
}

const schema::Field& Fields::field(std::string_view name) const
{
    const auto* found = m_type->find(name);
    check(found != nullptr, "a field of the type");
    return *found;
}

Reading Fields::reading(std::string_view name) const
{
    const auto& f = field(name);
    return readRegister(f, m_form.read(f.wire()).shown());
}

QString Fields::text(std::string_view name) const
{
    const auto& f = field(name);
    QStringList all;
    if (f.isSet()) {
        for (const auto& member : members(name)) {
            const auto known = m_reader->nameOf(m_form.key().scope, member);
            all << (known.isEmpty() ? choiceText(f, member) : known);
        }
        return all.join(", ");
    }
    const auto shown = reading(name);
    if (shown.value) return plainValue(*m_reader, m_form.key().scope, f, *shown.value);
    for (const auto& d : shown.distinct) {
        const auto text = plainValue(*m_reader, m_form.key().scope, f, d.value);
        if (!text.isEmpty() || !all.isEmpty()) all << text;
    }
    return all.join(Say::tr(" or "));
}

std::string Fields::stored(std::string_view name) const
{
    const auto shown = reading(name);
    if (shown.value) return schema::valueText(field(name), *shown.value);
    return shown.distinct.empty() ? std::string()
                                  : schema::valueText(field(name), shown.distinct.back().value);
}

std::vector<std::string> Fields::members(std::string_view name) const
{
    const auto& f = field(name);
    std::vector<std::string> found;
    for (const auto& [place, siblings] : m_form.registers()) {
        if (place.first != f.wire()) continue;
        const auto shown = readRegister(f, siblings);
        if (shown.value && shown.value->asInteger() == 1)
            found.push_back(schema::keyText(f, place.second));
    }
    return found;
}

std::int64_t Fields::number(std::string_view name) const
{
    const auto shown = reading(name);
    if (shown.value) return shown.value->asInteger();
    return shown.distinct.empty() ? 0 : shown.distinct.back().value.asInteger();
}

bool Fields::has(std::string_view name) const { return !text(name).isEmpty(); }
bool Fields::conflicts(std::string_view name) const { return reading(name).conflict; }

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
