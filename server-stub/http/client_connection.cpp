#include "server-stub/http/client_connection.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/vector_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <algorithm>
#include <array>

namespace lapwing::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;
using Done = asio::awaitable<void>;
using Body = wire::vector_body<std::uint8_t>;

constexpr std::size_t kFirstReadBytes = 4096;
// How long, and for how much, a refused client is read on, so that it gets to see its answer
// before the kernel resets the connection over what it still sends.
constexpr std::chrono::milliseconds kLinger{2'000};
constexpr std::size_t kLingerBytes = 8u << 20;

/// The answer to a request that breaks a limit or the grammar of HTTP; nothing when the client has
/// gone and nobody would read it.
std::optional<Answer> refusal(error_code ec, bool late)
{
    if (late) return errorAnswer(408, "too_slow", "The request took too long.");
    if (ec == wire::error::header_limit)
        return errorAnswer(431, "header_too_large", "The request's header is over the limit.");
    if (ec == wire::error::body_limit)
        return errorAnswer(413, "too_large", "The request's body is over the limit.");
    if (ec == wire::error::end_of_stream || ec == wire::error::partial_message ||
        ec.category() != make_error_code(wire::error::bad_method).category())
        return std::nullopt;
    return errorAnswer(400, "malformed", "This is not a request that can be read.");
}

/// Whom a place at the door counts for: of IPv6 a whole /64, which one machine has to itself.
std::string placeOf(const asio::ip::address& address)
{
    if (!address.is_v6() || address.to_v6().is_v4_mapped()) return address.to_string();
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return asio::ip::address_v6(bytes).to_string();
}

/// One client from handshake to close. Everything in it runs on its own strand.
class TlsConnection final : public OpenConnection {
public:
    TlsConnection(tcp::socket socket, asio::ssl::context& tls, Service& service)
        : m_service(service), m_stream(std::move(socket), tls), m_timer(m_stream.get_executor()),
          m_answered(m_stream.get_executor())
    {
        error_code gone; // then the address stays empty, and the handshake fails
        const auto remote = beast::get_lowest_layer(m_stream).remote_endpoint(gone).address();
        if (!gone) m_address = remote.to_string();
        m_service.connections.enter(this, placeOf(remote));
    }
    ~TlsConnection() override
    {
        m_service.connections.leave(this, m_key);
        m_service.madeRoom();
    }
    TlsConnection(const TlsConnection&) = delete;
    TlsConnection& operator=(const TlsConnection&) = delete;

    /// Takes its owner as an argument, because a coroutine starts later than it is called.
    static Done serve(std::shared_ptr<TlsConnection> self)
    {
        // Kept out of the conditions: g++ 12 at -O0 resumes a loop in an if at a wrong address.
        bool more = co_await self->greet();
        while (more) more = co_await self->exchange();
        if (self->m_refused) co_await self->linger();
        self->m_timer.cancel();
    }
    [[nodiscard]] asio::any_io_executor executor() { return m_stream.get_executor(); }
    void closeIfIdle() override
    {
        asio::post(executor(), [self = shared_from_this(), this] {
            if (!m_busy) close();
        });
    }
    void cutOff(std::shared_ptr<OpenConnection> self) override
    {
        asio::post(executor(), [self = std::move(self), this] { close(); });
    }

private:
    using Parser = wire::request_parser<Body>;
    enum class Late { Close, Answer };

    asio::awaitable<bool> greet();
    asio::awaitable<bool> exchange();
    asio::awaitable<bool> readBody(Parser& parser, error_code& ec);
    asio::awaitable<Answer> ask(Request request);
    asio::awaitable<bool> refuse(std::optional<Answer> answer);
    Done send(Answer answer, bool last, error_code& ec);
    Done linger();
    [[nodiscard]] Reply replyTo(std::uint64_t number);
    void arm(SteadyClock::time_point when, Late late);
    void close();

    Service& m_service;
    beast::ssl_stream<tcp::socket> m_stream;
    asio::steady_timer m_timer;
    asio::steady_timer m_answered; // never runs out by itself; cancelled when there is an answer
    beast::flat_buffer m_buffer;
    std::string m_address;
    std::optional<crypto::PublicKey> m_key;
    std::optional<Answer> m_answer;
    SteadyClock::time_point m_mustEnd;
    std::uint64_t m_number = 0; // of the request in hand
    bool m_busy = false;        // between a request's first byte and the end of its answer
    bool m_late = false;
    bool m_refused = false;
};

void TlsConnection::close()
{
    error_code ignored;
    m_answered.cancel();
    beast::get_lowest_layer(m_stream).close(ignored);
}

void TlsConnection::arm(SteadyClock::time_point when, Late late)
{
    m_timer.expires_at(when);
    m_timer.async_wait([weak = weak_from_this(), this, late](error_code ec) {
        const auto self = weak.lock();
        // A wait that had already run out when the timer was set again.
        if (ec || !self || m_timer.expiry() > SteadyClock::now()) return;
        if (late == Late::Close) return close();
        m_late = true;
        error_code ignored;
        beast::get_lowest_layer(m_stream).cancel(ignored);
        // Between two reads there was nothing to cancel: then the socket goes.
        arm(SteadyClock::now() + kLinger, Late::Close);
    });
}

asio::awaitable<bool> TlsConnection::greet()
{
    error_code ec;
    if (m_address.empty()) co_return false;
    beast::get_lowest_layer(m_stream).set_option(tcp::no_delay(true), ec);
    arm(SteadyClock::now() + m_service.limits.handshake, Late::Close);
    co_await m_stream.async_handshake(asio::ssl::stream_base::server,
                                      asio::redirect_error(asio::use_awaitable, ec));
    m_refused = static_cast<bool>(ec);
    if (ec) co_return false;
    auto key = crypto::verifiedPeerKey(m_stream.native_handle());
    if (key && !m_service.connections.mayHold(this, *key)) co_return false;
    m_key = std::move(key);
    co_return true;
}

/// One request and its answer; true if another may follow.
asio::awaitable<bool> TlsConnection::exchange()
{
    const auto& limits = m_service.limits;
    error_code ec;
    m_busy = false;
    if (m_service.connections.leaving()) co_return false;
    if (m_buffer.size() == 0) {
        arm(SteadyClock::now() + (m_number == 0 ? limits.header : limits.idle), Late::Close);
        const auto room = m_buffer.prepare(kFirstReadBytes);
        m_buffer.commit(co_await m_stream.async_read_some(
            room, asio::redirect_error(asio::use_awaitable, ec)));
        if (ec) co_return false;
    }
    m_busy = true;
    ++m_number;
    m_mustEnd = SteadyClock::now() + limits.total;

    Parser parser;
    parser.header_limit(limits.headerBytes);
    parser.body_limit(m_key ? limits.bodyBytes : limits.strangerBodyBytes);
    arm(SteadyClock::now() + limits.header, Late::Answer);
    co_await wire::async_read_header(m_stream, m_buffer, parser,
                                     asio::redirect_error(asio::use_awaitable, ec));
    if (ec) co_return co_await refuse(refusal(ec, m_late));
    const auto method = parser.get().method();
    if (method != wire::verb::get && method != wire::verb::post)
        co_return co_await refuse(
            errorAnswer(405, "method_not_allowed", "Only GET and POST are served."));
    // Two ways to say where a body ends are how requests are smuggled; one is enough.
    if (parser.chunked()) {
        ec = wire::error::bad_transfer_encoding;
        co_return co_await refuse(refusal(ec, false));
    }
    if (!co_await readBody(parser, ec)) co_return co_await refuse(refusal(ec, m_late));

    auto& message = parser.get();
    Request request{std::string(message.method_string()), std::string(message.target()),
                    std::move(message.body()), m_key, m_address};
    auto answer = co_await ask(std::move(request));
    const bool last = !message.keep_alive() || m_service.connections.leaving();
    co_await send(std::move(answer), last, ec);
    co_return !ec && !last;
}

asio::awaitable<bool> TlsConnection::readBody(Parser& parser, error_code& ec)
{
    const auto& limits = m_service.limits;
    const auto began = SteadyClock::now();
    std::uint64_t received = 0;
    while (!parser.is_done()) {
        const std::chrono::milliseconds earned(received * 1000 / limits.bodyBytesPerSecond);
        arm(std::min(began + limits.bodyGrace + earned, m_mustEnd), Late::Answer);
        received += co_await wire::async_read_some(m_stream, m_buffer, parser,
                                                   asio::redirect_error(asio::use_awaitable, ec));
        if (ec) co_return false;
    }
    co_return true;
}

/// The handler's answer; when it comes too late the connection has been closed meanwhile.
asio::awaitable<Answer> TlsConnection::ask(Request request)
{
    arm(m_mustEnd, Late::Close);
    m_answer.reset();
    try {
        m_service.handler(std::move(request), replyTo(m_number));
    } catch (const std::exception&) {
        m_answer = errorAnswer(500, logName(ErrorCode::Internal), sentence(ErrorCode::Internal));
    }
    error_code woken;
    m_answered.expires_at(SteadyClock::time_point::max());
    while (!m_answer && beast::get_lowest_layer(m_stream).is_open())
        co_await m_answered.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    co_return m_answer ? std::move(*m_answer) : Answer{};
}

Reply TlsConnection::replyTo(std::uint64_t number)
{
    return [door = m_service.door, weak = weak_from_this(), this, number](Answer answer) {
        const Lock lock(door->mutex);
        auto self = door->open ? weak.lock() : nullptr;
        if (!self) return;
        // The last owner must not be this thread: the connection goes with the strand's work.
        asio::post(executor(), [self = std::move(self), this, number,
                                given = std::move(answer)]() mutable {
            if (m_number != number || m_answer) return;
            m_answer = std::move(given);
            m_answered.cancel();
        });
    };
}

asio::awaitable<bool> TlsConnection::refuse(std::optional<Answer> answer)
{
    if (answer) {
        m_refused = true;
        m_mustEnd = std::min(m_mustEnd, SteadyClock::now() + kLinger);
        error_code failed;
        co_await send(std::move(*answer), true, failed);
    }
    co_return false;
}

Done TlsConnection::send(Answer answer, bool last, error_code& ec)
{
    wire::response<Body> message(static_cast<wire::status>(answer.status), 11);
    if (!answer.contentType.empty()) message.set(wire::field::content_type, answer.contentType);
    message.keep_alive(!last);
    message.body() = std::move(answer.body);
    message.prepare_payload();
    arm(m_mustEnd, Late::Close);
    co_await wire::async_write(m_stream, message, asio::redirect_error(asio::use_awaitable, ec));
}

Done TlsConnection::linger()
{
    error_code ec;
    auto& socket = beast::get_lowest_layer(m_stream);
    arm(SteadyClock::now() + kLinger, Late::Close);
    socket.shutdown(tcp::socket::shutdown_send, ec);
    std::array<std::uint8_t, kFirstReadBytes> scrap{};
    for (std::size_t total = 0; !ec && total < kLingerBytes;)
        total += co_await socket.async_read_some(asio::buffer(scrap),
                                                 asio::redirect_error(asio::use_awaitable, ec));
}

} // namespace

bool welcome(tcp::socket socket, asio::ssl::context& tls, Service& service)
{
    try {
        auto connection = std::make_shared<TlsConnection>(std::move(socket), tls, service);
        const auto strand = connection->executor();
        asio::co_spawn(strand, TlsConnection::serve(std::move(connection)), asio::detached);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace lapwing::http
