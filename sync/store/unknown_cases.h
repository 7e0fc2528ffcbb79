#pragma once

#include "sync/store/replica.h"

#include <set>

namespace lapwing::store {

/// Cases of which the office has not told this tablet since it was put back from a backup. They
/// are kept, and offered to it. Read without a look at the cases when there is none.
/// Errors: those of Database. Thread: the replica's.
[[nodiscard]] Result<std::set<CaseId>> unknownAtOffice(Replica& replica);

} // namespace lapwing::store
