#include "client/work/names.h"

namespace lapwing::work {

Result<std::string> Names::of(const ActorId& actor)
{
    LAPWING_ASSIGN(const auto known, m_replica.actor(actor));
    if (!known) return actor.hex();
    if (known->person.isZero()) return std::string("The office");
    const auto* staff = schema::findType("staff");
    const auto* name = staff ? staff->find("name") : nullptr;
    check(name != nullptr, "the name of staff");
    // Of the directory, whatever else has her id.
    const auto record = m_replica.display(RecordKey{Scope{}, RecordId::from(known->person.view())});
    if (!record.ok()) {
        if (record.error().code == ErrorCode::NotFound) return known->person.hex();
        return record.error();
    }
    const auto reading = readRegister(*name, record->read(name->wire()).shown());
    if (reading.distinct.empty()) return known->person.hex();
    return std::string(reading.distinct.back().value.asText());
}

} // namespace lapwing::work
