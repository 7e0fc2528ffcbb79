#pragma once

#include "server-stub/service/hub_core.h"

#include <nlohmann/json_fwd.hpp>

/// What tablets hold and this hub lost, for the person who decides about it. One transaction each.
/// Errors: NotFound with a sentence; those of the store. Thread: the Database's.
namespace lapwing::hub {

/// Each case with who offers which part of it, and how much.
[[nodiscard]] Result<nlohmann::json> foundList(HubCore& core);
/// One case, with the content of its records as the newest snapshot of each part tells it, and who
/// wrote in it.
[[nodiscard]] Result<nlohmann::json> foundShow(HubCore& core, const CaseId& caseId);
/// How many cases wait for a person.
[[nodiscard]] Result<std::uint64_t> foundCount(HubCore& core);

} // namespace lapwing::hub
