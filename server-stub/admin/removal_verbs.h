#pragma once

#include "server-stub/admin/verbs.h"

/// What takes content out for good, and what holds it: redact, erasure, hold.
namespace lapwing::hub::admin {

/// Nothing when the verb is none of them. Errors: Rejected, with a sentence.
[[nodiscard]] std::optional<Result<Task>> removalTask(const nlohmann::json& request);

} // namespace lapwing::hub::admin
