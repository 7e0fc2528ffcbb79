#pragma once

#include "server-stub/admin/verbs.h"

/// The verbs about what tablets hold and a restored hub does not know.
namespace lapwing::hub::admin {

/// Nothing when the verb is none of these. Errors: Rejected for options that are none.
[[nodiscard]] std::optional<Result<Task>> foundTask(const nlohmann::json& request);

} // namespace lapwing::hub::admin
