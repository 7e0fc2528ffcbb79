#include "client/work/tablet_facts.h"

#include "shared/access/matrix.h"
#include "shared/schema/staff_fields.h"

#include <algorithm>

namespace lapwing::work {

namespace {
using domain::Facts;

/// The roles that the directory gives a member of staff, of those that a panel has.
std::vector<access::Role> rolesOf(const Facts& staff, schema::Panel panel)
{
    std::vector<access::Role> roles;
    const auto add = [&](access::Role held) {
        const auto role = static_cast<access::Role>(held);
        if (access::servesPanel(role, panel)) roles.push_back(role);
    };
    const auto role = staff[schema::staff::role];
    if (!role.conflicts())
        for (const auto& said : role.each()) add(said.value);
    for (const auto& also : staff[schema::staff::otherRoles]) add(also);
    return roles;
}
} // namespace

Result<PersonId> TabletFacts::personOf(const ActorId& actor) const
{
    if (const auto at = m_persons.find(actor); at != m_persons.end()) return at->second;
    LAPWING_ASSIGN(const auto known, m_replica.state().actor(actor));
    const auto person =
        known ? known->person : PersonId::from(actor.view().subspan(0, PersonId::kSize));
    m_persons.emplace(actor, person);
    return person;
}

Result<Facts> TabletFacts::of(const DisplayedRecord& form) const
{
    Facts facts(form.record(), form.type());
    const auto* type = schema::findType(form.type());
    const bool kept = type && schema::isKeptUntilConfirmed(*type);
    facts.setGone(lifeOf(form.registers(), kept) == Life::Retired);
    for (const auto& [place, siblings] : form.registers())
        for (const auto& s : siblings) {
            LAPWING_ASSIGN(const auto person, personOf(s.dot.actor));
            facts.add(place.first, place.second,
                      {s.value, person, !s.redacted && !s.newer, {s.dot.actor, s.dot.ctr}});
        }
    return facts;
}

Result<std::optional<Facts>> TabletFacts::read(const RecordKey& record) const
{
    const auto form = m_replica.display(record);
    if (!form.ok() && form.error().code == ErrorCode::NotFound) return std::optional<Facts>{};
    if (!form.ok()) return form.error();
    LAPWING_ASSIGN(auto facts, of(*form));
    return std::optional(std::move(facts));
}

Result<std::vector<Facts>> TabletFacts::readAll(std::uint16_t type) const
{
    std::vector<Facts> found;
    LAPWING_ASSIGN(const auto rows, m_replica.lists().recordsOf(m_case));
    for (const auto& row : rows) {
        if (row.type != type) continue;
        LAPWING_ASSIGN(auto facts, read(row.key));
        if (facts && !facts->isGone()) found.push_back(std::move(*facts));
    }
    return found;
}

Result<domain::Signer> TabletFacts::author() const
{
    domain::Signer author;
    LAPWING_ASSIGN(author.person, personOf(m_replica.author().actor));
    LAPWING_ASSIGN(const auto cases, m_replica.lists().cases());
    const auto at = std::ranges::find(cases, m_case, &store::CaseRow::id);
    if (at != cases.end()) author.panel = at->panel;
    LAPWING_ASSIGN(const auto staff, read(RecordKey{Scope{}, author.staff()}));
    if (!staff || staff->isGone()) return author;
    author.roles = rolesOf(*staff, author.panel);
    if (const auto agency = (*staff)[schema::staff::agency].only())
        author.agency = AgencyId::from(agency->view());
    return author;
}

Result<void> TabletFacts::error() const
{
    if (m_failed) return *m_failed;
    return {};
}

std::optional<Facts> TabletFacts::record(const RecordId& record) const
{
    return orNothing(read(RecordKey{Scope::ofCase(m_case), record}));
}

std::vector<Facts> TabletFacts::all(const schema::RecordType& type) const
{
    const auto at = m_byType.find(type.number);
    if (at != m_byType.end()) return at->second;
    return m_byType[type.number] = orNothing(readAll(type.number));
}

std::vector<Facts> TabletFacts::referring(const schema::RecordType& type,
                                          const schema::Handle<RecordId>& field,
                                          const RecordId& target) const
{
    auto found = all(type);
    std::erase_if(found, [&](const Facts& facts) { return !facts[field].mayBe(target); });
    return found;
}

} // namespace lapwing::work
