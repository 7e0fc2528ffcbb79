#pragma once

#include "shared/crypto/tls.h"
#include "sync/transport/transport.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

namespace lapwing::transport {

struct CurlOptions {
    std::string hubUrl; ///< "https://host:port", nothing after it
    std::chrono::milliseconds connectTimeout{5'000}; ///< name, TCP and TLS together
    std::chrono::milliseconds totalTimeout{120'000};
    std::chrono::seconds stalledTimeout{30}; ///< this long under stalledBytesPerSecond
    long stalledBytesPerSecond = 64;
    std::stop_token stop; ///< ends a running post() as Offline within about a second
};

/// The hub over HTTPS: HTTP/1.1 on one kept connection, TLS 1.3, the hub's key pinned.
/// Follows no redirect, uses no proxy, reads no file and no environment. Enrolment makes one with
/// ClientTls::firstContact() and reads hubKey() after its first answer.
/// Thread: as Transport.
class CurlTransport final : public Transport {
public:
    /// Rejected for an address that is not plain "https://host[:port]".
    [[nodiscard]] static Result<std::unique_ptr<CurlTransport>> open(CurlOptions options,
                                                                     crypto::ClientTls tls);
    ~CurlTransport() override;

    [[nodiscard]] Result<HttpAnswer> post(std::string_view path, ByteView body) override;
    [[nodiscard]] Traffic traffic() const override;
    /// spkiHash of the hub that the last handshake met, trusted or not.
    [[nodiscard]] std::optional<Hash> hubKey() const;

private:
    struct State;
    explicit CurlTransport(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace lapwing::transport
