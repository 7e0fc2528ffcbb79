#pragma once

#include "server-stub/admin/router.h"
#include "shared/crypto/system_random.h"
#include "sync/os/system_clock.h"
#include "tests/support/must.h"

namespace lapwing::test {

/// Makes other bytes of a body.
using Spoil = std::function<Bytes(const Bytes&)>;

/// The hub of a data folder that no other process serves, with its own keys and on its own port,
/// and somebody inside who changes what comes in, or what goes out, of a sync.
class SpoilingHub {
public:
    SpoilingHub(const std::string& folder, std::uint16_t port, Spoil request, Spoil answer)
        : m_store(must(hub::HubStore::open(folder, {}, m_random, m_clock)))
    {
        m_listener = must(http::Listener::start(
            {"127.0.0.1", port, {}}, must(m_store->serverTls()),
            [this, request, answer](http::Request asked, http::Reply reply) {
                if (request) asked.body = request(asked.body);
                m_front.handle(std::move(asked), [answer, reply](http::Answer told) {
                    if (answer && told.status == 200) told.body = answer(told.body);
                    reply(std::move(told));
                });
            }));
    }
    SpoilingHub(const SpoilingHub&) = delete;
    SpoilingHub& operator=(const SpoilingHub&) = delete;
    ~SpoilingHub()
    {
        m_listener->drain(std::chrono::seconds(5));
        m_worker.drain();
        m_listener.reset();
        must(m_store->close());
    }

private:
    crypto::SystemRandom m_random;
    store::SystemClock m_clock = must(store::SystemClock::open());
    hub::Log m_log{m_clock};
    std::unique_ptr<hub::HubStore> m_store;
    hub::Worker m_worker{*m_store};
    hub::Router m_front{m_worker, m_clock, m_log};
    std::unique_ptr<http::Listener> m_listener;
};

} // namespace lapwing::test
