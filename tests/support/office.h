#pragma once

#include "server-stub/http/listener.h"
#include "shared/crypto/secret.h"
#include "shared/crypto/x509.h"
#include "sync/transport/curl_transport.h"

#include <doctest/doctest.h>

#include <future>
#include <string>
#include <vector>

namespace lapwing::test {

/// A key that is the same in every run, so that a failure can be repeated.
inline crypto::SigningKey keyOf(std::uint8_t number)
{
    REQUIRE(crypto::initialise());
    const Bytes seed(32, number);
    return crypto::SigningKey::fromSeed(seed);
}

/// One installation's certificates: a root, a hub, and devices on demand.
struct Office {
    explicit Office(std::uint8_t number = 1, const crypto::Validity& validity = {})
        : rootKey(keyOf(number)), hubKey(keyOf(static_cast<std::uint8_t>(number + 1))),
          life(validity)
    {
        root = crypto::selfSignedCa(rootKey, "Test office", 1, life).value();
        const std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
        hub = crypto::issueServer({rootKey, root}, hubKey.publicKey(), names, 2, life).value();
    }

    [[nodiscard]] Bytes deviceCertificate(const crypto::SigningKey& key) const
    {
        const auto request = crypto::makeCsr(key).value();
        return crypto::issueClient({rootKey, root}, request, 3, life).value();
    }
    [[nodiscard]] crypto::ServerTls serverTls() const
    {
        return crypto::ServerTls::make(hubKey, hub, root).value();
    }
    /// A tablet that trusts this office but shows no certificate.
    [[nodiscard]] crypto::ClientTls strangerTls() const
    {
        return crypto::ClientTls::pinned(root, {crypto::spkiHash(hub).value()}).value();
    }
    [[nodiscard]] crypto::ClientTls deviceTls(const crypto::SigningKey& key) const
    {
        auto tls = strangerTls();
        REQUIRE(tls.identify(key, deviceCertificate(key)).ok());
        return tls;
    }

    crypto::SigningKey rootKey;
    crypto::SigningKey hubKey;
    crypto::Validity life;
    Bytes root;
    Bytes hub;
};

inline std::unique_ptr<http::Listener> listen(const Office& office, http::Handler handler,
                                              const http::Limits& limits = {},
                                              std::uint16_t port = 0)
{
    return http::Listener::start({"127.0.0.1", port, limits}, office.serverTls(),
                                 std::move(handler))
        .value();
}

inline std::unique_ptr<transport::CurlTransport> reach(std::uint16_t port, crypto::ClientTls tls)
{
    transport::CurlOptions options;
    options.hubUrl = "https://127.0.0.1:" + std::to_string(port);
    return transport::CurlTransport::open(options, std::move(tls)).value();
}

inline http::Answer answerOf(Bytes body)
{
    http::Answer answer;
    answer.body = std::move(body);
    return answer;
}

/// Sends back what came.
inline void echo(http::Request request, const http::Reply& reply)
{
    reply(answerOf(std::move(request.body)));
}

/// A handler that keeps its caller waiting until the test answers.
struct Waiting {
    std::promise<http::Reply> asked;
    http::Handler handler = [this](http::Request, http::Reply reply) {
        asked.set_value(std::move(reply));
    };
};

inline ErrorCode codeOf(const Result<transport::HttpAnswer>& answer)
{
    REQUIRE_FALSE(answer.ok());
    return answer.error().code;
}

} // namespace lapwing::test
