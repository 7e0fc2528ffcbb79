#pragma once

#include "server-stub/http/listener.h"
#include "sync/os/mutex.h"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace lapwing::http {

/// A connection as its listener sees it.
class OpenConnection : public std::enable_shared_from_this<OpenConnection> {
public:
    virtual ~OpenConnection() = default;
    /// Closes it unless a request is in hand. Thread: any.
    virtual void closeIfIdle() = 0;
    /// Closes it whatever is in hand. Thread: any; it may end with this call, on its own strand.
    virtual void cutOff(std::shared_ptr<OpenConnection> self) = 0;
};

/// What an answer from another thread must find open before it may touch a connection.
struct Door {
    Mutex mutex;
    bool open LAPWING_GUARDED_BY(mutex) = true;
};

/// What the connections of one listener share. Places are for those with a certificate: of those
/// without one, the oldest goes for the next, of its own address first. Thread: any.
class ConnectionRegistry {
public:
    explicit ConnectionRegistry(const Limits& limits) : m_limits(limits) {}

    [[nodiscard]] bool full()
    {
        const Lock lock(m_mutex);
        return m_present.size() >= m_limits.connections;
    }
    [[nodiscard]] bool leaving()
    {
        const Lock lock(m_mutex);
        return m_leaving;
    }
    /// A stranger at first; `address` is whom its place counts for.
    void enter(OpenConnection* connection, const std::string& address)
    {
        std::vector<std::shared_ptr<OpenConnection>> over;
        {
            const Lock lock(m_mutex);
            m_present.insert(connection);
            m_strangers.push_back({connection, address});
            const auto here = std::ranges::count(m_strangers, address, &Stranger::address);
            if (static_cast<std::size_t>(here) > m_limits.strangersPerAddress)
                over.push_back(
                    turnOut(std::ranges::find(m_strangers, address, &Stranger::address)));
            if (m_strangers.size() > m_limits.strangers)
                over.push_back(turnOut(m_strangers.begin()));
        }
        for (auto& oldest : over)
            if (auto* const open = oldest.get()) open->cutOff(std::move(oldest));
    }
    void leave(OpenConnection* connection, const std::optional<crypto::PublicKey>& key)
    {
        const Lock lock(m_mutex);
        m_present.erase(connection);
        forget(connection);
        const auto held = key ? m_perKey.find(*key) : m_perKey.end();
        if (held != m_perKey.end() && --held->second == 0) m_perKey.erase(held);
        m_left.notify_all();
    }
    /// It has shown a certificate of that key. False when the key holds enough already.
    [[nodiscard]] bool mayHold(OpenConnection* connection, const crypto::PublicKey& key)
    {
        const Lock lock(m_mutex);
        auto& held = m_perKey[key];
        if (held >= m_limits.connectionsPerKey) return false;
        ++held;
        forget(connection);
        return true;
    }
    /// Nobody starts another request from now on. Answers everybody present, each kept alive.
    [[nodiscard]] std::vector<std::shared_ptr<OpenConnection>> seeOut()
    {
        const Lock lock(m_mutex);
        m_leaving = true;
        std::vector<std::shared_ptr<OpenConnection>> all;
        for (auto* connection : m_present)
            if (auto held = connection->weak_from_this().lock()) all.push_back(std::move(held));
        return all;
    }
    /// Waits for the last one; false when that took too long.
    [[nodiscard]] bool allGone(std::chrono::milliseconds atMost)
    {
        Lock lock(m_mutex);
        return m_left.wait_for(lock, atMost,
                               [this]() LAPWING_REQUIRES(m_mutex) { return m_present.empty(); });
    }

private:
    struct Stranger {
        OpenConnection* connection;
        std::string address;
    };
    void forget(const OpenConnection* stranger) LAPWING_REQUIRES(m_mutex)
    {
        m_strangers.remove_if([&](const Stranger& one) { return one.connection == stranger; });
    }
    /// No more counted; kept alive to be cut off, unless it is ending anyway.
    [[nodiscard]] std::shared_ptr<OpenConnection> turnOut(std::list<Stranger>::iterator at)
        LAPWING_REQUIRES(m_mutex)
    {
        auto held = at->connection->weak_from_this().lock();
        m_strangers.erase(at);
        return held;
    }

    const Limits& m_limits;
    Mutex m_mutex;
    std::condition_variable_any m_left;
    std::set<OpenConnection*> m_present LAPWING_GUARDED_BY(m_mutex);
    std::list<Stranger> m_strangers LAPWING_GUARDED_BY(m_mutex); ///< the oldest first
    std::map<crypto::PublicKey, std::size_t> m_perKey LAPWING_GUARDED_BY(m_mutex);
    bool m_leaving LAPWING_GUARDED_BY(m_mutex) = false;
};

} // namespace lapwing::http
