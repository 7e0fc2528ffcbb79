#pragma once

#include "sync/store/registers.h"

namespace lapwing::store {

/// The accepted state of a strand in its canonical form: equal accepted sets give equal bytes on
/// every hub and tablet. Engine::install() takes one in.
/// Inside the caller's transaction. Errors: those of Database. Thread: the Database's.
[[nodiscard]] Result<SnapshotBody> snapshotBody(Database& database, StrandIx ix);

} // namespace lapwing::store
