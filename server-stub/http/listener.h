#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/crypto/tls.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lapwing::http {

/// One request, whole, within the limits.
struct Request {
    std::string method; ///< GET or POST
    std::string path;   ///< as sent, with any query
    Bytes body;
    std::optional<crypto::PublicKey> clientKey; ///< of its verified certificate; none in enrolment
    std::string remoteAddress;                  ///< numeric, without the port
};

struct Answer {
    int status = 200;
    std::string contentType; ///< empty: no such header, which is the cheapest
    Bytes body;
};

/// usage::errorJson() under `status`.
[[nodiscard]] Answer errorAnswer(int status, std::string_view code, std::string_view message);

/// Takes the answer once, from any thread; a second call, or one after the connection or the
/// listener has gone, does nothing.
using Reply = std::function<void(Answer)>;
/// Called on a listener's thread, several at a time: it must hand long work to another thread.
using Handler = std::function<void(Request, Reply)>;

/// What one client may take. Times are ceilings after which the connection is closed.
struct Limits {
    std::chrono::milliseconds handshake{5'000};
    std::chrono::milliseconds header{5'000};    ///< from its first byte; for the first, from TLS
    std::chrono::milliseconds bodyGrace{5'000}; ///< before bodyBytesPerSecond is asked for
    std::chrono::milliseconds idle{30'000};     ///< between two requests
    std::chrono::milliseconds total{120'000};   ///< a request, from first byte to answer sent
    std::uint32_t headerBytes = 8u << 10;
    std::uint64_t bodyBytes = 4u << 20;
    std::uint64_t strangerBodyBytes = 64u << 10; ///< from a client without a certificate
    std::uint64_t bodyBytesPerSecond = 1u << 10;
    std::size_t connections = 2'000; ///< then the next ones wait to be accepted
    std::size_t connectionsPerKey = 20;
    std::size_t strangers = 500; ///< without a certificate; then the oldest goes for the next
    std::size_t strangersPerAddress = 64; ///< of one address, or of one /64 of IPv6
};

struct ListenerOptions {
    std::string address = "127.0.0.1"; ///< numeric, IPv4 or IPv6
    std::uint16_t port = 0;            ///< 0: the system picks one
    Limits limits;
};

/// The hub's HTTPS front: HTTP/1.1 with keep-alive over TLS 1.3, two threads, no compression.
/// What breaks a limit is answered 400, 405, 408, 413 or 431 where an answer can still be read,
/// and is then closed; the handler never sees it.
/// Thread: start, drain and the destructor from one thread that is not the listener's own.
class Listener {
public:
    /// Rejected when the address is not one or cannot be bound.
    [[nodiscard]] static Result<std::unique_ptr<Listener>>
    start(ListenerOptions options, const crypto::ServerTls& tls, Handler handler);
    /// Closes whatever is still open at once.
    ~Listener();

    [[nodiscard]] std::uint16_t port() const;
    /// Stops accepting, closes idle connections, lets running requests finish for `atMost`, then
    /// closes everything. True if nothing had to be cut off.
    bool drain(std::chrono::milliseconds atMost);

private:
    class House;
    explicit Listener(std::unique_ptr<House> house);
    std::unique_ptr<House> m_house;
};

} // namespace lapwing::http
