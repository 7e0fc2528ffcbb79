#pragma once

#include "server-stub/service/hub_core.h"

/// How a tablet is set up: a one-time code for one person, then two requests without a client
/// certificate, each proved with the code (sync/session/enrolment_key.h).
/// Thread: madeCode() any; the others the Database's, inside the caller's transaction.
namespace lapwing::hub {

inline constexpr std::uint64_t kCodeLifeMs = 15 * 60 * 1000;
inline constexpr std::uint32_t kCodeTries = 5;

/// A code and the key made from it, not yet on offer.
struct MadeCode {
    std::string code;
    Hash key;
};
/// Blocks for a fraction of a second.
[[nodiscard]] Result<MadeCode> madeCode(const Hash& hubSpki, Random& random);

/// Puts a code on offer for a person; answers when it expires, in ms since 1970 by the hub's clock.
/// Errors: NotFound for unknown staff; Conflict when a pending code begins alike: make another.
[[nodiscard]] Result<std::uint64_t> offerCode(HubCore& core, const PersonId& person,
                                              const MadeCode& made);

/// The answer's body, or nothing: a wrong, used, expired or unknown code, which all look the same.
/// A refusal is not an error, because the try that it cost must be committed.
using Proved = std::optional<Bytes>;

/// POST /v1/enrol. Errors: Malformed.
[[nodiscard]] Result<Proved> proveCode(HubCore& core, ByteView body);
/// POST /v1/enrol/certify: certifies the tablet, gives it all that its person is a member of, and
/// drops the code. Errors: Malformed, Rejected for what a holder of the code must not ask.
[[nodiscard]] Result<Proved> certify(HubCore& core, ByteView body);

} // namespace lapwing::hub
