#pragma once

#include "shared/crypto/tls.h"

#include <memory>
#include <string>
#include <string_view>

namespace lapwing::test {

/// A client that says exactly what a test wants, well-formed or not. It blocks, and gives up after
/// ten seconds, so that a listener which forgets to close fails its test instead of hanging it.
class RawClient {
public:
    /// TCP to 127.0.0.1, from 127.0.0.`from`; connected() is false when nobody listens.
    explicit RawClient(std::uint16_t port, std::uint8_t from = 1);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    [[nodiscard]] bool connected() const;
    /// The handshake; as `tls` says, or with TLS 1.2 and no check of the hub.
    [[nodiscard]] bool secure(crypto::ClientTls tls);
    [[nodiscard]] bool secureAsTls12();
    /// Through TLS once that is up. A hub that has closed already is no failure here.
    void send(std::string_view text);
    /// Reads until `end` has come or the hub closes; all it said since the last call.
    [[nodiscard]] std::string readTo(std::string_view end);
    /// True if the hub closed the connection without another word above TLS.
    [[nodiscard]] bool closedSilently();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace lapwing::test
