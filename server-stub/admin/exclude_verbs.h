#pragma once

#include "server-stub/admin/verbs.h"

/// The verbs about who may never have a case.
namespace lapwing::hub::admin {

/// Nothing when the verb is none of these. Errors: Rejected for options that are none.
[[nodiscard]] std::optional<Result<Task>> excludeTask(const nlohmann::json& request);

} // namespace lapwing::hub::admin
