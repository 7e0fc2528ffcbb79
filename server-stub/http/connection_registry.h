#pragma once

#include "server-stub/http/listener.h"
#include "sync/os/mutex.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace lapwing::http {

/// A connection as its listener sees it.
class OpenConnection : public std::enable_shared_from_this<OpenConnection> {
public:
    virtual ~OpenConnection() = default;
    /// Closes it unless a request is in hand. Thread: any.
    virtual void closeIfIdle() = 0;
};

/// What an answer from another thread must find open before it may touch a connection.
struct Door {
    Mutex mutex;
    bool open LAPWING_GUARDED_BY(mutex) = true;
};

/// What the connections of one listener share. Thread: any.
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
    void enter(OpenConnection* connection)
    {
        const Lock lock(m_mutex);
        m_present.insert(connection);
    }
    void leave(OpenConnection* connection, const std::optional<crypto::PublicKey>& key)
    {
        const Lock lock(m_mutex);
        m_present.erase(connection);
        const auto held = key ? m_perKey.find(*key) : m_perKey.end();
        if (held != m_perKey.end() && --held->second == 0) m_perKey.erase(held);
        m_left.notify_all();
    }
    [[nodiscard]] bool mayHold(const crypto::PublicKey& key)
    {
        const Lock lock(m_mutex);
        auto& held = m_perKey[key];
        if (held >= m_limits.connectionsPerKey) return false;
        ++held;
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
    const Limits& m_limits;
    Mutex m_mutex;
    std::condition_variable_any m_left;
    std::set<OpenConnection*> m_present LAPWING_GUARDED_BY(m_mutex);
    std::map<crypto::PublicKey, std::size_t> m_perKey LAPWING_GUARDED_BY(m_mutex);
    bool m_leaving LAPWING_GUARDED_BY(m_mutex) = false;
};

} // namespace lapwing::http
