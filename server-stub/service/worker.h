#pragma once

#include "server-stub/service/hub_store.h"
#include "sync/os/mutex.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <thread>

namespace lapwing::hub {

/// One thing to be done with the hub's store.
struct Job {
    /// May be empty: the answer from memory, without a transaction, if there is one.
    std::function<std::optional<Bytes>(HubCore&)> idle;
    /// Inside a transaction, which other jobs may share; what an error leaves undone is undone.
    std::function<Result<Bytes>(HubCore&)> run;
    /// In place of run: between transactions, with the store to itself.
    std::function<Result<Bytes>(HubStore&)> apart;
    /// Once, on the worker's thread, and for a success only after its commit is on the disk.
    std::function<void(Result<Bytes>)> done;
};

struct WorkerLimits {
    std::size_t queued = 512;
    std::size_t batch = 64;
    std::chrono::milliseconds batchTime{20};
    std::chrono::milliseconds anchorTime{5'000};
};

/// The one thread that owns a hub's store. Jobs that wait together are committed together, each
/// in a savepoint of its own.
/// When the disk fails every answer of the batch is an error, and the store is opened again before
/// the next one.
/// Thread: offer() and ready() any; the rest that of the owner, who outlives the store's use.
class Worker {
public:
    explicit Worker(HubStore& store, WorkerLimits limits = {});
    ~Worker();

    /// False when the queue is full or no more is taken: the job is then not called at all.
    [[nodiscard]] bool offer(Job job);
    /// Takes no more, finishes what is queued, ends the thread.
    void drain();
    /// The last thing asked of the disk went well.
    [[nodiscard]] bool ready() const { return m_ready; }

private:
    struct Finished {
        Job job;
        Result<Bytes> answer;
    };
    void work();
    [[nodiscard]] std::optional<Job> next(bool wait);
    void serveBatch(Job first);
    [[nodiscard]] Result<Bytes> runIn(std::optional<store::Transaction>& transaction,
                                      const Job& job);
    void settle(std::optional<store::Transaction> transaction, std::vector<Finished> finished);

    HubStore& m_store;
    WorkerLimits m_limits;
    Mutex m_mutex;
    std::condition_variable_any m_arrived;
    std::deque<Job> m_queue LAPWING_GUARDED_BY(m_mutex);
    bool m_ending LAPWING_GUARDED_BY(m_mutex) = false;
    std::atomic<bool> m_ready = true;
    std::jthread m_thread; // last: it uses all of the above
};

} // namespace lapwing::hub
