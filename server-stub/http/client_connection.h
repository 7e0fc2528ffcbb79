#pragma once

#include "server-stub/http/connection_registry.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

namespace lapwing::http {

/// What one listener lends to each of its connections; outlives them all.
struct Service {
    const Limits& limits;
    const Handler& handler;
    ConnectionRegistry& connections;
    std::shared_ptr<Door> door;
    std::function<void()> madeRoom; ///< called when a connection has gone
};

/// Serves an accepted client until it is done, on the socket's executor, which must be a strand.
/// False, with the socket closed, when there is no memory for it.
[[nodiscard]] bool welcome(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& tls,
                           Service& service);

} // namespace lapwing::http
