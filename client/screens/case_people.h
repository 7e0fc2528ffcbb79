#pragma once

#include "client/screens/case_file.h"

/// The people of a case, and how each may be reached: a number or an address stands nowhere without
/// its warning. Thread: the store thread.
namespace lapwing::screens {

class Fields;
class Reader;

/// Errors: those of Reader.
[[nodiscard]] Result<void> addPeople(Reader& reader, const CaseId& caseId, CaseFile& file);
/// Of a number or an address: its value stands in no list.
[[nodiscard]] bool isWayToReach(std::uint16_t type);
/// What must be read before a number or address of this contact point is used.
[[nodiscard]] QString contactWarning(const Fields& contact);
/// What must be read before this address is used or told; empty for one that is no secret.
[[nodiscard]] QString addressWarning(const Fields& address);
/// The number or address of a contact point, or the place of an address, for somebody who has read
/// its warning. Errors: Locked without a valid lease; NotFound.
[[nodiscard]] Result<QString> readContact(Workbench& bench, const LocalTime& time,
                                          const std::string& contactId);

} // namespace lapwing::screens
