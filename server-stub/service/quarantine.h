#pragma once

#include "server-stub/service/hub_core.h"

#include <nlohmann/json_fwd.hpp>

namespace lapwing::hub {

/// Every change that was kept aside because its author had no right to write when it came, with
/// its full content, in order of receipt within a strand: [{case, compartment, author, device, dot,
/// received_sseq, claimed, fields: [{record, type, field, member, value}]}].
/// Errors: those of the store. Thread: the Database's, inside the caller's transaction.
[[nodiscard]] Result<nlohmann::json> quarantineList(HubCore& core);
[[nodiscard]] Result<std::uint64_t> quarantineCount(HubCore& core);

} // namespace lapwing::hub
