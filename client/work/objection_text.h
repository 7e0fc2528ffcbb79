#pragma once

#include "shared/base/result.h"
#include "shared/domain/may_write.h"

namespace lapwing::work {

/// Why a law refuses, as a person is told it: what happened, what is safe, what to do.
[[nodiscard]] Error refusedBy(domain::Objection objection);

} // namespace lapwing::work
