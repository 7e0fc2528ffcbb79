#pragma once

#include "server-stub/service/hub_core.h"

/// What goes with a record when it is taken out of its case, or to another. Errors: those of the
/// store. Thread: the Database's.
namespace lapwing::hub {

/// Every record of a case as the hub has it now, removed ones too, by id.
[[nodiscard]] Result<std::vector<DisplayedRecord>> displayedIn(HubCore& core, const Scope& scope);

/// Whether some version of a form says that it is the record's: a contact, an address, a marker or
/// a relationship of a person, a marker of an address, an officer of a visit.
[[nodiscard]] bool belongsTo(const DisplayedRecord& form, const RecordId& record);

} // namespace lapwing::hub
