#include "client/work/sync_thread.h"

#include <condition_variable>
#include <future>
#include <mutex>

namespace lapwing::work {

namespace {
/// An answer for the UI thread; a std::function must be copyable, and answers need not be.
template <typename T>
std::function<void()> telling(std::function<void(Result<T>)> then, Result<T> answer)
{
    auto held = std::make_shared<Result<T>>(std::move(answer));
    return [then = std::move(then), held] { then(std::move(*held)); };
}
} // namespace

SyncThread::SyncThread(StoreThread& store, Witness& witness, Connect connect, Deliver deliver)
    : m_store(store), m_witness(witness), m_connect(std::move(connect)),
      m_deliver(std::move(deliver)), m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

SyncThread::~SyncThread()
{
    m_thread.request_stop();
    m_thread.join();
}

Result<void> SyncThread::start(Task task)
{
    {
        const Lock lock(m_mutex);
        if (m_busy)
            return fail(ErrorCode::Conflict, "This tablet is speaking with the office already. "
                                             "Your work is saved. Wait until it has ended.");
        m_busy = true;
        m_task = std::move(task);
    }
    m_wake.notify_one();
    return {};
}

void SyncThread::run(const std::stop_token& stop)
{
    for (;;) {
        Lock lock(m_mutex);
        const auto given = [this]() LAPWING_REQUIRES(m_mutex) { return bool(m_task); };
        if (!m_wake.wait(lock, stop, given)) return;
        const auto task = std::exchange(m_task, nullptr);
        lock.unlock();
        std::function<void()> told;
        try {
            told = task(stop);
        } catch (...) {
            check(false, "an exception on the sync thread");
        }
        lock.lock();
        m_busy = false;
        lock.unlock();
        // Last: whoever is told of the end may begin the next at once.
        m_deliver(std::move(told));
    }
}

template <typename T>
Result<T> SyncThread::onStore(std::function<Result<T>(Workbench&)> job)
{
    std::promise<Result<T>> promise;
    auto answer = promise.get_future();
    // The store thread runs all it was given before it ends, and it ends after this thread.
    LAPWING_TRY(m_store.post(
        [&promise, job = std::move(job)](Workbench& bench) { promise.set_value(job(bench)); },
        StoreThread::Turn::Apply));
    return answer.get();
}

Result<void> SyncThread::sync(std::function<void()> answered,
                              std::function<void(Result<SyncReport>)> then)
{
    return start([this, answered = std::move(answered),
                  then = std::move(then)](const std::stop_token& stop) {
        return telling(then, round(stop, answered));
    });
}

Result<void> SyncThread::setUp(SetUpRequest request, crypto::Secret passphrase,
                               std::function<Result<crypto::KdfCost>()> cost, VaultSite site,
                               std::function<void(Result<SetUpAnswer>)> then)
{
    auto secret = std::make_shared<crypto::Secret>(std::move(passphrase));
    return start([this, request = std::move(request), secret, cost = std::move(cost),
                  site = std::move(site), then = std::move(then)](const std::stop_token&) {
        m_witness.about(Slow::Network);
        m_witness.about(Slow::Kdf);
        return telling(then, work::setUp(site, *secret, request, cost));
    });
}

/// What one round has: the way to the hub with the device key in it, and its steps over the open
/// tablet. Locking the tablet ends the round and takes both away before it is locked.
/// Thread: the store thread, but for post(), which is the sync thread's.
class SyncThread::Round {
public:
    /// `stop` ends a running post() as well.
    explicit Round(const std::stop_token& stop) : m_outer(stop, [this] { m_stop.request_stop(); })
    {
    }
    [[nodiscard]] Result<void> begin(Workbench& bench, const Connect& connect)
    {
        if (!bench.isOpen()) return locked();
        LAPWING_ASSIGN(m_hub, connect(bench.tablet().identity(), m_stop.get_token()));
        m_steps = std::make_unique<SyncSteps>(bench.tablet());
        return {};
    }
    /// Whoever comes after the lock finds nothing here.
    [[nodiscard]] Result<SyncSteps*> steps() const
    {
        return m_steps ? Result<SyncSteps*>(m_steps.get()) : Result<SyncSteps*>(locked());
    }
    [[nodiscard]] Result<transport::HttpAnswer> post(const SyncRequest& request)
    {
        std::unique_lock lock(m_mutex);
        if (!m_hub) return locked();
        m_posting = true;
        lock.unlock();
        auto answer = m_hub->post(request.path, request.body);
        lock.lock();
        m_posting = false;
        m_posted.notify_all();
        return answer;
    }
    [[nodiscard]] transport::Traffic traffic() const { return m_hub->traffic(); }
    /// No key of the tablet is left here when this returns.
    void letGo()
    {
        m_stop.request_stop();
        std::unique_lock lock(m_mutex);
        m_posted.wait(lock, [this] { return !m_posting; });
        m_hub.reset();
        m_steps.reset();
    }

private:
    static Error locked()
    {
        return fail(ErrorCode::Locked, "This tablet was locked before everything was sent. Your "
                                       "work is saved on it. It goes on once it is unlocked.");
    }
    std::stop_source m_stop;
    std::mutex m_mutex;
    std::condition_variable m_posted;
    bool m_posting = false;
    std::unique_ptr<transport::Transport> m_hub;
    std::unique_ptr<SyncSteps> m_steps;
    std::stop_callback<std::function<void()>> m_outer; ///< last: what it stops is there
};

Result<SyncReport> SyncThread::round(const std::stop_token& stop,
                                     const std::function<void()>& answered)
{
    const auto round = std::make_shared<Round>(stop);
    auto begun = onStore<void>([&](Workbench& bench) -> Result<void> {
        LAPWING_TRY(round->begin(bench, m_connect));
        bench.onLock([round] { round->letGo(); });
        return {};
    });
    LAPWING_TRY(std::move(begun));
    const auto spoken = converse(*round, answered);
    return onStore<SyncReport>([&](Workbench& bench) -> Result<SyncReport> {
        LAPWING_ASSIGN(auto* steps, round->steps());
        bench.onLock(nullptr);
        auto report = steps->finish(spoken);
        if (report.ok()) {
            const auto traffic = round->traffic();
            report->bytesUp = traffic.bytesUp;
            report->bytesDown = traffic.bytesDown;
            report->roundTrips = traffic.roundTrips;
        }
        round->letGo();
        return report;
    });
}

Result<void> SyncThread::converse(Round& round, const std::function<void()>& answered)
{
    const auto ask = [&](Workbench&) -> Result<SyncRequest> {
        LAPWING_ASSIGN(auto* steps, round.steps());
        return steps->request();
    };
    for (bool more = true; more;) {
        LAPWING_ASSIGN(const auto request, onStore<SyncRequest>(ask));
        m_witness.about(Slow::Network);
        LAPWING_ASSIGN(auto answer, round.post(request));
        const auto take = [&](Workbench&) -> Result<bool> {
            LAPWING_ASSIGN(auto* steps, round.steps());
            return steps->take(std::move(answer));
        };
        LAPWING_ASSIGN(more, onStore<bool>(take));
        m_deliver(answered);
    }
    return {};
}

} // namespace lapwing::work
