#pragma once

#include "client/work/workbench.h"
#include "sync/os/mutex.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <stop_token>

namespace lapwing::work {

/// Runs something on the UI thread, later; never at once. Nothing is run once the UI has gone.
using Deliver = std::function<void(std::function<void()>)>;

/// The thread that owns the vault's database and keys, with a bounded queue before it.
/// Reads and saves of the person go ahead of what a sync takes in, each in the order given.
/// Errors: Internal when a queue is full; the job is then not run.
/// Thread: post() from any; the destructor runs what is queued, locks and joins.
class StoreThread {
public:
    using Job = std::function<void(Workbench&)>;
    enum class Turn : unsigned char {
        First, ///< a person waits for it
        Apply, ///< a part of a sync
    };
    static constexpr std::size_t kJobsMax = 256;

    /// All of `site` and `witness` must outlive this.
    StoreThread(VaultSite site, Witness& witness);
    ~StoreThread();
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    [[nodiscard]] Result<void> post(Job job, Turn turn = Turn::First);

private:
    void run(const std::stop_token& stop);
    [[nodiscard]] std::optional<Job> next(const std::stop_token& stop);

    Workbench m_bench; ///< touched by m_thread only
    Mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Job> m_first LAPWING_GUARDED_BY(m_mutex);
    std::deque<Job> m_apply LAPWING_GUARDED_BY(m_mutex);
    std::jthread m_thread; ///< last: it stops before the rest goes
};

/// What the UI asks of the store thread: a job there, and its answer back here.
/// Thread: the UI thread; everything it names outlives it.
class Desk {
public:
    Desk(StoreThread& store, Deliver deliver) : m_store(store), m_deliver(std::move(deliver)) {}

    /// Runs `job` on the store thread and `then` with its answer on the UI thread. When the queue
    /// is full, `then` gets that error, later as well.
    template <typename T>
    void ask(std::function<Result<T>(Workbench&)> job, std::function<void(Result<T>)> then)
    {
        auto answer = [deliver = m_deliver, then = std::move(then)](Result<T> result) {
            // A std::function must be copyable, and an answer need not be.
            auto held = std::make_shared<Result<T>>(std::move(result));
            deliver([then, held] { then(std::move(*held)); });
        };
        const auto queued = post([job = std::move(job), answer](Workbench& b) { answer(job(b)); });
        if (!queued.ok()) answer(Result<T>(queued.error()));
    }
    [[nodiscard]] const Deliver& deliver() const { return m_deliver; }

private:
    [[nodiscard]] Result<void> post(StoreThread::Job job);

    StoreThread& m_store;
    Deliver m_deliver;
};

} // namespace lapwing::work
