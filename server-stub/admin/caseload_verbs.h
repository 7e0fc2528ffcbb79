#pragma once

#include "server-stub/admin/verbs.h"

/// The verbs about who works here and on what.
namespace lapwing::hub::admin {

/// Nothing when the verb is none of these. Errors: Rejected for options that are none.
[[nodiscard]] std::optional<Result<Task>> caseloadTask(const nlohmann::json& request);

} // namespace lapwing::hub::admin
