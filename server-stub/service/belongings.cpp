#include "server-stub/service/belongings.h"

#include "shared/schema/address_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/marker_fields.h"
#include "shared/schema/relationship_fields.h"
#include "shared/schema/visit_officer_fields.h"

#include <set>

namespace lapwing::hub {

Result<std::vector<DisplayedRecord>> displayedIn(HubCore& core, const Scope& scope)
{
    std::set<RecordId> ids;
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOf(scope));
    for (const auto& strand : strands) {
        LAPWING_ASSIGN(const auto rows, core.registers.shownRecords(strand.ix));
        for (const auto& row : rows) ids.insert(row.id);
    }
    std::vector<DisplayedRecord> forms;
    for (const auto& id : ids) {
        LAPWING_ASSIGN(auto form, core.registers.display(RecordKey{scope, id}));
        if (form) forms.push_back(std::move(*form));
    }
    return forms;
}

bool belongsTo(const DisplayedRecord& form, const RecordId& record)
{
    using namespace schema;
    for (const auto* field : {&contact::person.field, &address::person.field, &marker::person.field,
                              &marker::address.field, &relationship::fromPerson.field,
                              &relationship::toPerson.field, &visit_officer::visit.field}) {
        const auto read = form.read(field->wire());
        for (const auto& s : read.shown())
            if (!s.redacted && !s.newer && s.value.kind == ValueKind::Ref &&
                s.value.asRef() == record)
                return true;
    }
    return false;
}

} // namespace lapwing::hub
