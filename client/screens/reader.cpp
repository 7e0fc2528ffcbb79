#include "client/screens/reader.h"

#include "client/screens/fields.h"
#include "client/screens/listed_words.h"
#include "shared/base/civil.h"
#include "shared/domain/marker.h"
#include "shared/domain/visit.h"
#include "shared/schema/action_fields.h"
#include "shared/schema/agency_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/marker_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/staff_fields.h"
#include "shared/schema/visit_fields.h"
#include "shared/schema/visit_officer_fields.h"
#include "sync/store/own_changes.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
bool isDone(const store::ListedRow& action)
{
    using enum schema::action::Status;
    return action[schema::action::status].all([](schema::action::Status status) {
        return status == Completed || status == NotCompleted || status == Superseded;
    });
}

/// By the earliest day while several stand; one that cannot be read here may be today.
DueText dueOfAction(const store::ListedRow& action, bool done, rules::Date today)
{
    const auto days = action[schema::action::due];
    const auto earliest = earliestOf(days);
    auto due = dueOf(earliest ? std::optional(earliest->days) : std::nullopt, done, today);
    QStringList others;
    for (const auto& said : days.each())
        if (said.value != *earliest) others << shortDay(rules::dateOf(said.value.days));
    if (days.hasUnreadable()) others << Say::tr("a day that only a newer version can show");
    if (!others.isEmpty())
        due.text = Say::tr("%1, or %2").arg(due.text, others.join(Say::tr(" or ")));
    if (days.hasUnreadable() && !done && due.order > 0) {
        due.when = DueText::When::Soon;
        due.order = 0;
    }
    return due;
}

} // namespace

Result<domain::Facts> Reader::facts(const DisplayedRecord& form) const { return m_facts.of(form); }

QString Reader::signerText(const PersonId& person) const
{
    if (person.isZero()) return Say::tr("The office");
    const auto name = nameOf(Scope{}, person.hex());
    return name.isEmpty() ? toQt(person.hex()) : name;
}

Result<QString> Reader::roleText(const ActorId& actor) const
{
    LAPWING_ASSIGN(const auto person, m_facts.personOf(actor));
    const RecordKey staff{Scope{}, RecordId::from(person.view())};
    LAPWING_ASSIGN(const auto row, m_bench.replica().lists().row(staff));
    return listedText(row, schema::staff::role.field, wordText);
}

Result<QString> Reader::makerOf(const RecordKey& record)
{
    LAPWING_ASSIGN(const auto form, m_bench.replica().display(record));
    LAPWING_ASSIGN(const auto made, facts(form));
    QStringList all;
    std::set<PersonId> told;
    for (const auto& person : made.makers())
        if (told.insert(person).second) all << signerText(person);
    return all.join(Say::tr(" or "));
}

PersonId Reader::me() { return m_bench.tablet().identity().device.person; }

Result<void> Reader::read()
{
    auto& replica = m_bench.replica();
    LAPWING_ASSIGN(m_cases, replica.lists().cases());
    for (std::size_t i = 0; i < m_cases.size(); ++i) m_caseAt.emplace(m_cases[i].id, i);
    const auto name = [&](const schema::RecordType& type,
                          const schema::Field& field) -> Result<void> {
        LAPWING_ASSIGN(const auto held, rows(type));
        for (const auto& row : held)
            m_names.emplace(std::pair(row.key.scope, row.key.id.hex()), listedText(row, field));
        return {};
    };
    LAPWING_TRY(name(schema::staff::type, schema::staff::name.field));
    LAPWING_TRY(name(schema::agency::type, schema::agency::name.field));
    LAPWING_TRY(name(schema::person::type, schema::person::legalName.field));
    m_me = RecordId::from(me().view());
    LAPWING_ASSIGN(const auto mine,
                   replica.lists().row(RecordKey{Scope{}, RecordId::from(me().view())}));
    for (const auto& said : mine[schema::staff::agency].each()) m_myAgencies.insert(said.value);
    LAPWING_ASSIGN(const auto conflicting, replica.conflicts().records());
    for (const auto& record : conflicting) {
        m_conflicting.insert(record);
        ++m_conflictsOf[record.scope.caseId()];
    }
    LAPWING_ASSIGN(const auto shared, replica.lists().sharedIds());
    m_shared.insert(shared.begin(), shared.end());
    LAPWING_ASSIGN(const auto open,
                   store::openOwnChanges(replica.database(), replica.author().actor));
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

std::vector<CaseId> Reader::casesWith(const RecordId& person) const
{
    std::vector<CaseId> found;
    for (const auto& row : m_cases)
        if (m_names.contains({Scope::ofCase(row.id), person.hex()})) found.push_back(row.id);
    return found;
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

Result<std::vector<store::ListedRow>> Reader::rows(const schema::RecordType& type)
{
    return m_bench.replica().lists().rows(type);
}

Result<std::vector<store::ListedRow>> Reader::rows(const schema::RecordType& type,
                                                   const CaseId& only)
{
    const auto scope = Scope::ofCase(only);
    return m_bench.replica().lists().rows(type, &scope);
}

ActionRow Reader::actionRow(const store::ListedRow& row) const
{
    ActionRow out;
    out.recordId = idOf(row.key);
    out.text = listedText(row, schema::action::text.field);
    out.statusText = listedText(row, schema::action::status.field, wordText);
    if (out.statusText.isEmpty()) out.statusText = Say::tr("Not started");
    out.done = isDone(row);
    const auto name = [&](std::string_view hex) { return nameOf(row.key.scope, hex); };
    const auto agency = row[schema::action::ownerAgency];
    const auto person = row[schema::action::ownerPerson];
    out.mine = person.mayBe(m_me);
    out.ours =
        out.mine || agency.any([&](const RecordId& id) { return m_myAgencies.contains(id); });
    out.owner = listedText(
        row, person.empty() ? schema::action::ownerAgency.field : schema::action::ownerPerson.field,
        name);
    const auto due = dueOfAction(row, out.done, today());
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
    LAPWING_ASSIGN(const auto held,
                   only ? rows(schema::action::type, *only) : rows(schema::action::type));
    QList<ActionRow> found;
    for (const auto& row : held) found.push_back(actionRow(row));
    std::ranges::sort(found, {}, [](const ActionRow& r) { return std::tie(r.order, r.recordId); });
    // A heading says how many there are below it.
    std::map<QString, int> counts;
    for (const auto& row : found) ++counts[row.section];
    for (auto& row : found)
        row.section = Say::tr("%1, %2", "list, how many").arg(row.section).arg(counts[row.section]);
    return found;
}

namespace {
/// When a visit begins: every version, the earliest first.
void addStart(const LocalTime& time, const store::ListedRow& row, VisitRow& out)
{
    const auto starts = row[schema::visit::expectedStart];
    for (const auto& said : starts.each()) out.starts.push_back(said.value.ms);
    std::ranges::sort(out.starts);
    out.isStartUnread = starts.hasUnreadable();
    QStringList times, whens;
    for (const auto start : out.starts) {
        const auto ms = static_cast<std::uint64_t>(start);
        times << time.time(ms);
        whens << time.instant(ms);
    }
    if (!out.starts.empty()) out.startMs = out.starts.front();
    out.time = times.join(Say::tr(" or "));
    out.when = whens.join(Say::tr(" or "));
}
} // namespace

/// Who else goes, in words, by the visit's id.
Result<Reader::ByVisit> Reader::otherOfficers(const CaseId* only)
{
    LAPWING_ASSIGN(const auto held, only ? rows(schema::visit_officer::type, *only)
                                         : rows(schema::visit_officer::type));
    ByVisit found;
    for (const auto& row : held) {
        const auto name =
            listedText(row, schema::visit_officer::staff.field,
                       [&](std::string_view staff) { return nameOf(Scope{}, staff); });
        const bool isMe = row[schema::visit_officer::staff].is(m_me);
        const bool stoodDown = row[schema::visit_officer::stoodDown].is(schema::Permission::Yes);
        if (isMe || name.isEmpty() || stoodDown) continue;
        for (const auto& said : row[schema::visit_officer::visit].each()) {
            auto& text = found[{row.key.scope, said.value}];
            text = text.isEmpty() ? name : Say::tr("%1 and %2").arg(text, name);
        }
    }
    return found;
}

Result<QList<VisitRow>> Reader::visits(const CaseId* only)
{
    LAPWING_ASSIGN(const auto held,
                   only ? rows(schema::visit::type, *only) : rows(schema::visit::type));
    LAPWING_ASSIGN(const auto others, otherOfficers(only));
    QList<VisitRow> found;
    for (const auto& row : held) {
        VisitRow out;
        out.recordId = idOf(row.key);
        if (const auto* of = caseOf(row.key.scope.caseId())) out.caseRef = toQt(of->ref);
        out.who = listedText(row, schema::visit::subject.field, [&](std::string_view person) {
            return initialsOf(nameOf(row.key.scope, person));
        });
        out.title = Say::tr("Visit to %1").arg(out.who);
        addStart(m_time, row, out);
        out.address = listedText(row, schema::visit::address.field);
        if (const auto with = others.find({row.key.scope, row.key.id}); with != others.end())
            out.withText = Say::tr("with %1").arg(with->second);
        LAPWING_ASSIGN(const auto visit, Fields::open(*this, row.key));
        out.stateText = visit.text(schema::visit::state.field);
        out.outcomeText =
            listedText(row, schema::visit::outcome.field, [](std::string_view outcome) {
                return choiceText(schema::visit::outcome.field, outcome);
            });
        out.isUnderWay = domain::isUnderWay(visit.facts());
        out.isPlanned = out.isUnderWay || domain::isPlanned(visit.facts());
        out.isRecorded = visit.facts()[schema::visit::state].mayBe(schema::visit::State::Recorded);
        found.push_back(std::move(out));
    }
    std::ranges::sort(found, std::greater{}, &VisitRow::startMs);
    return found;
}

Result<QString> Reader::labelIn(const RecordKey& record, const schema::Field& field)
{
    if (!schema::contact::value.names(field)) return labelOf(field);
    LAPWING_ASSIGN(const auto contact, Fields::open(*this, record));
    return contactLabelOf(contact);
}

Result<QList<WarningRow>> Reader::markers(const CaseId& of, bool named)
{
    LAPWING_ASSIGN(const auto held, rows(schema::marker::type, of));
    QList<WarningRow> found;
    for (const auto& row : held) {
        LAPWING_ASSIGN(const auto marker, Fields::open(*this, row.key));
        const auto& facts = marker.facts();
        if (domain::isEnded(facts) || (!named && !domain::isForTheDoor(facts))) continue;
        auto text =
            marker.text(domain::isForTheDoor(facts) ? schema::marker::code.field
                                                    : schema::marker::confidentialCode.field);
        if (const auto who = marker.text(schema::marker::person.field); named && !who.isEmpty())
            text += ": " + who;
        if (const auto how = marker.text(schema::marker::severity.field); !how.isEmpty())
            text += " (" + how + ")";
        found.push_back({text, WarningKind::Marker, domain::interrupts(facts)});
    }
    std::ranges::stable_sort(found, {}, [](const WarningRow& w) { return !w.alert; });
    return found;
}

} // namespace lapwing::screens
