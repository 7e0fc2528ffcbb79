#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"

#include <cstdint>
#include <string_view>

namespace lapwing::transport {

inline constexpr std::size_t kBodyBytesMax = 4u << 20;
/// An answer may hold one strand whole, however full and however badly it packs.
inline constexpr std::size_t kAnswerBytesMax = 16u << 20;

/// What the hub said. Statuses as in HTTP (RFC 9110); 200 is the only one with frames inside.
struct HttpAnswer {
    int status = 0;
    Bytes body;
};

/// What has travelled so far, in bytes of HTTP: start lines and headers included, TLS not.
struct Traffic {
    std::uint64_t bytesUp = 0;
    std::uint64_t bytesDown = 0;
    std::uint64_t roundTrips = 0;  ///< requests sent
    std::uint64_t connections = 0; ///< of which each costs a handshake
};

/// The way to a hub: one question, one answer, in order.
/// Thread: one at a time, the sync thread's; post() blocks with a deadline.
class Transport {
public:
    virtual ~Transport() = default;
    /// Sends `body` (≤ kBodyBytesMax) to `path` ("/v1/…").
    /// Errors: Offline (not reached, too slow, cut off; it may have been received all the same),
    /// Unauthorised (another hub's key, or the hub refuses this device's certificate), TooLarge.
    [[nodiscard]] virtual Result<HttpAnswer> post(std::string_view path, ByteView body) = 0;
    [[nodiscard]] virtual Traffic traffic() const = 0;
};

} // namespace lapwing::transport
