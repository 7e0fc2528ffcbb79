#pragma once

#include "client/work/set_up.h"
#include "client/work/store_thread.h"
#include "client/work/sync_session.h"
#include "sync/os/mutex.h"

namespace lapwing::work {

/// How to reach the hub of an identity; `stop` ends a running post() (tests: a hub in process).
using Connect = std::function<Result<std::unique_ptr<transport::Transport>>(
    const Identity& identity, std::stop_token stop)>;

/// The thread that speaks with the hub. It owns the transport and waits for the network and for
/// the store thread; nobody waits for it. One thing runs at a time.
/// Errors of starting: Conflict while something runs. Answers are delivered to the UI thread.
/// Thread: the UI thread; the destructor ends a running round and joins.
class SyncThread {
public:
    /// `store` must outlive this.
    SyncThread(StoreThread& store, Witness& witness, Connect connect, Deliver deliver);
    ~SyncThread();
    SyncThread(const SyncThread&) = delete;
    SyncThread& operator=(const SyncThread&) = delete;

    /// `answered`: after each answer of the hub that was taken in.
    [[nodiscard]] Result<void> sync(std::function<void()> answered,
                                    std::function<void(Result<SyncReport>)> then);
    /// Makes the vault of `site` and enrols it; no vault may be open.
    [[nodiscard]] Result<void> setUp(SetUpRequest request, crypto::Secret passphrase,
                                     std::function<Result<crypto::KdfCost>()> cost, VaultSite site,
                                     std::function<void(Result<SetUpAnswer>)> then);

private:
    /// Answers with what the UI thread is told of it.
    using Task = std::function<std::function<void()>(const std::stop_token&)>;
    [[nodiscard]] Result<void> start(Task task);
    void run(const std::stop_token& stop);
    [[nodiscard]] Result<SyncReport> round(const std::stop_token& stop,
                                           const std::function<void()>& answered);
    class Round;
    [[nodiscard]] Result<void> converse(Round& round, const std::function<void()>& answered);
    /// Waits for the store thread.
    template <typename T>
    [[nodiscard]] Result<T> onStore(std::function<Result<T>(Workbench&)> job);

    StoreThread& m_store;
    Witness& m_witness;
    Connect m_connect;
    Deliver m_deliver;
    Mutex m_mutex;
    std::condition_variable_any m_wake;
    Task m_task LAPWING_GUARDED_BY(m_mutex);
    bool m_busy LAPWING_GUARDED_BY(m_mutex) = false;
    std::jthread m_thread; ///< last: it stops before the rest goes
};

} // namespace lapwing::work
