#pragma once

#include "shared/base/result.h"

namespace lapwing {

/// The Error that errno stands for after `call` failed: StorageFull, NotFound, Conflict for a file
/// that is there already, and StorageFailed for all else. The call and its errno go to the log.
/// Thread: the one that made the call. Source: errno(3).
[[nodiscard]] Error systemError(const char* call);

} // namespace lapwing
