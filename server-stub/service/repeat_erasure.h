#pragma once

#include "server-stub/service/erasure_log.h"

/// What was taken out is in every backup made before, and in a hub that was put back from one.
/// Tablets that heard of it bring the word again; where none did, its certificate tells what to
/// take out. Inside the caller's transaction; after an error nothing of it may be committed.
/// Thread: the Database's.
namespace lapwing::hub {

/// Takes out once more what a certificate of this hub's key says, on its basis and the word of
/// `by`; answers the new certificate. Errors, each with a sentence: Rejected for what this hub did
/// not sign, and for a move, which is to be made again; those of redact() and erase(): NotFound
/// when nothing of it is here (any more).
[[nodiscard]] Result<nlohmann::json> repeatErasure(HubCore& core, std::string_view certificate,
                                                   const PersonId& by);

} // namespace lapwing::hub
