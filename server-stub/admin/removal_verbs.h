#pragma once

#include "server-stub/admin/verbs.h"

/// What takes content out for good, what holds it and what asks for it: redact, erase, erasure,
/// hold, retention.
namespace lapwing::hub::admin {

/// Nothing when the verb is none of them. Errors: Rejected, with a sentence.
[[nodiscard]] std::optional<Result<Task>> removalTask(const nlohmann::json& request,
                                                      const std::string& content);

} // namespace lapwing::hub::admin
