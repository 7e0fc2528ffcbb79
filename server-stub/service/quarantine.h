#pragma once

#include "server-stub/service/hub_core.h"

#include <nlohmann/json_fwd.hpp>

namespace lapwing::hub {

/// Owner of the table quarantine_reason.
[[nodiscard]] Result<void> createReasons(store::Database& database);
/// Remembers, in a sentence, why a change was kept when it came: rights and roles may be others
/// when somebody looks.
[[nodiscard]] Result<void> keepReason(HubCore& core, store::StrandIx strand, const SeenDot& dot,
                                      std::string_view reason);

/// Nothing for what was not kept when it came.
[[nodiscard]] Result<std::optional<std::string>> reasonOf(HubCore& core, store::StrandIx strand,
                                                          const SeenDot& dot);

/// Every change that was kept aside, with why and its full content, in order of receipt within a
/// strand: [{case, compartment, author, device, change, dot, received_sseq, claimed, reason,
/// fields: [{record, type, field, member, value, why}]}]. `change` names it; `why` is the author's
/// own reason for what they wrote, where they gave one.
/// Errors: those of the store. Thread: the Database's, inside the caller's transaction.
[[nodiscard]] Result<nlohmann::json> quarantineList(HubCore& core);
/// One kept change, also after a person decided: as above, with `decision` ({verdict, by, why} or
/// null) and, of each field, what `stands` there now: [{value, by, why}]. Errors: NotFound.
[[nodiscard]] Result<nlohmann::json> quarantineShow(HubCore& core, const Head8& change);
[[nodiscard]] Result<std::uint64_t> quarantineCount(HubCore& core);

} // namespace lapwing::hub
