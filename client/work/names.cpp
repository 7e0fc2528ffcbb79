#include "client/work/names.h"

#include "client/work/tablet_facts.h"
#include "shared/schema/staff_fields.h"

namespace lapwing::work {

Result<std::string> Names::of(const ActorId& actor)
{
    LAPWING_ASSIGN(const auto known, m_replica.state().actor(actor));
    if (!known) return actor.hex();
    return ofPerson(known->person);
}

Result<std::string> Names::ofPerson(const PersonId& person)
{
    if (person.isZero()) return std::string("The office");
    // Of the directory, whatever else has their id.
    const auto record = m_replica.display(RecordKey{Scope{}, RecordId::from(person.view())});
    if (!record.ok()) {
        if (record.error().code == ErrorCode::NotFound) return person.hex();
        return record.error();
    }
    LAPWING_ASSIGN(const auto facts, TabletFacts(m_replica, CaseId{}).of(*record));
    std::set<std::string> versions;
    for (const auto& said : facts[schema::staff::name].each()) versions.insert(said.value);
    std::string names;
    for (const auto& name : versions) names += (names.empty() ? "" : " or ") + name;
    return names.empty() ? person.hex() : names;
}

} // namespace lapwing::work
