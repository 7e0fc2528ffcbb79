#include "server-stub/service/import.h"

#include "shared/schema/validate.h"

namespace lapwing::hub {

Result<void> Import::checkReferences()
{
    for (const auto& planned : m_cases) {
        for (const auto& record : planned.records) {
            m_line = record.line;
            for (const auto& reference : record.references) {
                LAPWING_ASSIGN(const auto why, faultOf(planned, record, reference));
                if (why && !addFault(*why)) return {};
            }
        }
    }
    return {};
}

Result<std::optional<Error>> Import::faultOf(const PlannedCase& at, const Planned& record,
                                             const Reference& reference)
{
    const auto faulty = [&](std::string_view why) {
        return std::optional(schema::refused(*reference.field, why));
    };
    const auto& field = *reference.field;
    const schema::RecordType* type = nullptr;
    if (const auto known = m_known.find(reference.target); known != m_known.end()) {
        const auto& other = m_cases[known->second.caseAt];
        const bool sharedByPanel = known->second.type->home == schema::Compartment::Panel &&
                                   other.entry.panel == at.entry.panel;
        if (&other == &at || sharedByPanel) type = known->second.type;
    } else {
        LAPWING_ASSIGN(type, heldType(reference.target, at.entry));
    }
    if (!type) return faulty("names a record that is not there");
    if (!field.target.empty() && field.target != type->name)
        return faulty("names a record of another type");
    // Never from a wider compartment to a narrower one.
    const bool open = type->home == schema::Compartment::Panel ||
                      type->home == schema::Compartment::Visit ||
                      type->home == schema::Compartment::Core;
    if (!open && type->home != field.compartment)
        return faulty("names a record that its own readers may not have");
    if (reference.target == record.id) return faulty("names its own record");
    return std::optional<Error>{};
}

Result<const schema::RecordType*> Import::heldType(const RecordId& id, const CaseEntry& entry)
{
    LAPWING_ASSIGN(const auto parts, m_core.registers.partsOf(id));
    for (const auto& [ix, record] : parts) {
        LAPWING_ASSIGN(const auto strand, m_core.strands.strand(ix));
        const bool standing = strand.caseId.isZero() && (strand.panel == schema::Panel::Directory ||
                                                         strand.panel == entry.panel);
        const bool ofCase = !entry.id.isZero() && strand.caseId == entry.id;
        if (!ofCase && !standing) continue;
        if (const auto* type = schema::findType(record.type)) return type;
    }
    return static_cast<const schema::RecordType*>(nullptr);
}

Result<bool> Import::isHeld(const RecordId& id) { return m_core.registers.isHeld(id); }

} // namespace lapwing::hub
