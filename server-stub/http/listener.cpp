#include "server-stub/http/listener.h"

#include "server-stub/http/client_connection.h"
#include "shared/usage/error_json.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <thread>

namespace lapwing::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Done = asio::awaitable<void>;

constexpr int kThreads = 2;
constexpr std::chrono::milliseconds kAcceptPause{100};

} // namespace

Answer errorAnswer(int status, std::string_view code, std::string_view message)
{
    const auto text = usage::errorJson(code, message).dump();
    return {status, "application/json", Bytes(text.begin(), text.end())};
}

/// The acceptor, its threads, and what the connections borrow. The order of the members is the
/// order in which they may still be used while the later ones are destroyed.
class Listener::House {
public:
    House(const Limits& limits, const crypto::ServerTls& tls, Handler handler)
        : m_limits(limits), m_handler(std::move(handler)), m_connections(m_limits),
          m_service{m_limits, m_handler, m_connections, m_door, [this] { madeRoom(); }},
          m_tls(crypto::sharedContext(tls)), m_acceptor(asio::make_strand(m_io)),
          m_room(m_acceptor.get_executor())
    {
    }
    ~House()
    {
        m_io.stop();
        m_threads.clear();
        const Lock lock(m_door->mutex);
        m_door->open = false;
    }
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    Result<void> open(const ListenerOptions& options);
    bool drain(std::chrono::milliseconds atMost);
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    Done accept();
    void madeRoom();
    void work();

    const Limits m_limits;
    const Handler m_handler;
    ConnectionRegistry m_connections;
    const std::shared_ptr<Door> m_door = std::make_shared<Door>();
    Service m_service;
    asio::ssl::context m_tls;
    asio::io_context m_io{kThreads};
    // Without it the threads leave with the last connection, and whatever is posted to that
    // connection a moment later would keep it alive, unrun, for ever.
    asio::executor_work_guard<asio::io_context::executor_type> m_staffed{m_io.get_executor()};
    tcp::acceptor m_acceptor;
    asio::steady_timer m_room;
    std::uint16_t m_port = 0;
    std::vector<std::jthread> m_threads;
};

Result<void> Listener::House::open(const ListenerOptions& options)
{
    error_code ec;
    const auto address = asio::ip::make_address(options.address, ec);
    const tcp::endpoint endpoint(address, options.port);
    if (!ec) m_acceptor.open(endpoint.protocol(), ec);
    if (!ec) m_acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec) m_acceptor.bind(endpoint, ec);
    if (!ec) m_acceptor.listen(tcp::acceptor::max_listen_connections, ec);
    if (ec)
        return fail(ErrorCode::Rejected,
                    "The hub cannot listen on " + options.address + " port " +
                        std::to_string(options.port) +
                        ". Nothing was started. Choose another address or port.",
                    ec.message());
    m_port = m_acceptor.local_endpoint(ec).port();
    asio::co_spawn(m_acceptor.get_executor(), accept(), asio::detached);
    for (int i = 0; i < kThreads; ++i)
        m_threads.emplace_back([this] { work(); });
    return {};
}

void Listener::House::work()
{
    for (;;) {
        try {
            m_io.run();
            return;
        } catch (const std::exception&) {
            // One connection's out-of-memory is not the end of the others.
        }
    }
}

Done Listener::House::accept()
{
    while (m_acceptor.is_open()) {
        error_code ec;
        tcp::socket socket(asio::make_strand(m_io));
        if (!m_connections.full()) {
            co_await m_acceptor.async_accept(socket,
                                             asio::redirect_error(asio::use_awaitable, ec));
            if (!ec && welcome(std::move(socket), m_tls, m_service)) continue;
            if (!m_acceptor.is_open()) co_return;
        }
        // Full, or out of descriptors or memory: until somebody leaves, and look again anyway.
        m_room.expires_after(kAcceptPause);
        co_await m_room.async_wait(asio::redirect_error(asio::use_awaitable, ec));
    }
}

void Listener::House::madeRoom()
{
    const Lock lock(m_door->mutex);
    if (m_door->open) asio::post(m_acceptor.get_executor(), [this] { m_room.cancel(); });
}

bool Listener::House::drain(std::chrono::milliseconds atMost)
{
    asio::post(m_acceptor.get_executor(), [this] {
        error_code ignored;
        m_acceptor.close(ignored);
        m_room.cancel();
    });
    for (const auto& connection : m_connections.seeOut()) connection->closeIfIdle();
    const bool finished = m_connections.allGone(atMost);
    m_io.stop();
    m_threads.clear();
    return finished;
}

Listener::Listener(std::unique_ptr<House> house) : m_house(std::move(house)) {}
Listener::~Listener() = default;

Result<std::unique_ptr<Listener>> Listener::start(ListenerOptions options,
                                                  const crypto::ServerTls& tls, Handler handler)
{
    try {
        auto house = std::make_unique<House>(options.limits, tls, std::move(handler));
        LAPWING_TRY(house->open(options));
        return std::unique_ptr<Listener>(new Listener(std::move(house)));
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, {}, error.what());
    }
}

std::uint16_t Listener::port() const { return m_house->port(); }
bool Listener::drain(std::chrono::milliseconds atMost) { return m_house->drain(atMost); }

} // namespace lapwing::http
