#include "tests/support/raw_client.h"

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace lapwing::test {

struct RawClient::State {
    int socket = -1;
    bool connected = false;
    bool timedOut = false;
    SSL_CTX* context = nullptr;
    SSL* tls = nullptr;
    std::optional<crypto::ClientTls> trust; // borrowed by the context

    bool handshake()
    {
        tls = SSL_new(context);
        return tls != nullptr && SSL_set_fd(tls, socket) == 1 && SSL_connect(tls) == 1;
    }
    long read(char* to, std::size_t size)
    {
        const long got =
            tls != nullptr ? SSL_read(tls, to, static_cast<int>(size)) : recv(socket, to, size, 0);
        timedOut = got <= 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        return got;
    }
};

RawClient::RawClient(std::uint16_t port, std::uint8_t from) : m_state(std::make_unique<State>())
{
    // SSL_write has no MSG_NOSIGNAL.
    std::signal(SIGPIPE, SIG_IGN);
    m_state->socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const timeval patience{10, 0};
    setsockopt(m_state->socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + from - 1u);
    if (::bind(m_state->socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    m_state->connected = ::connect(m_state->socket, reinterpret_cast<const sockaddr*>(&address),
                                   sizeof address) == 0;
}

RawClient::~RawClient()
{
    SSL_free(m_state->tls);
    SSL_CTX_free(m_state->context);
    ::close(m_state->socket);
}

bool RawClient::connected() const { return m_state->connected; }

bool RawClient::secure(crypto::ClientTls tls)
{
    m_state->trust.emplace(std::move(tls));
    m_state->context = SSL_CTX_new(TLS_client_method());
    return m_state->trust->configure(m_state->context) && m_state->handshake();
}

bool RawClient::secureAsTls12()
{
    m_state->context = SSL_CTX_new(TLS_client_method());
    return SSL_CTX_set_max_proto_version(m_state->context, TLS1_2_VERSION) == 1 &&
           m_state->handshake();
}

void RawClient::send(std::string_view text)
{
    if (m_state->tls != nullptr)
        SSL_write(m_state->tls, text.data(), static_cast<int>(text.size()));
    else
        (void)::send(m_state->socket, text.data(), text.size(), MSG_NOSIGNAL);
}

std::string RawClient::readTo(std::string_view end)
{
    std::string all;
    char piece[4096];
    while (end.empty() || all.find(end) == all.npos) {
        const long got = m_state->read(piece, sizeof piece);
        if (got <= 0) break;
        all.append(piece, static_cast<std::size_t>(got));
    }
    return all;
}

bool RawClient::closedSilently() { return readTo("").empty() && !m_state->timedOut; }

} // namespace lapwing::test
