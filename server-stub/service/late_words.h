#pragma once

#include "server-stub/service/hub_core.h"

namespace lapwing::hub {

/// A change was put aside that warns of more than anything that stands: whoever holds the record
/// is told at once. The office writes the word beside what stands, replacing nothing, as what its
/// author said late. Only of records that the strand knows.
/// Errors: those of the store. Thread: the Database's, inside the caller's transaction.
[[nodiscard]] Result<void> sayLate(HubCore& core, const store::Strand& strand,
                                   const Change& change);

/// What takes the place of the words that were said late of it, where they still stand: adopted,
/// they are the case's own; rejected, they say again what stands beside them.
[[nodiscard]] Result<std::vector<store::Write>> unsaid(HubCore& core, const store::Strand& strand,
                                                       const Change& change, Verdict verdict,
                                                       const std::string& why);

} // namespace lapwing::hub
