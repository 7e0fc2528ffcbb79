#include "client/work/sync_thread.h"

#include <future>

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

/// What one round has on the store thread. Locking the tablet ends it: from then on `steps` stands
/// on nothing, and is only dropped.
struct SyncThread::Round {
    std::unique_ptr<transport::Transport> hub;
    std::unique_ptr<SyncSteps> steps;
    std::uint64_t unlocked = 0;

    [[nodiscard]] Result<void> begin(Workbench& bench, const Connect& connect,
                                     const std::stop_token& stop)
    {
        if (!bench.isOpen()) return locked();
        LAPWING_ASSIGN(hub, connect(bench.tablet().identity(), stop));
        steps = std::make_unique<SyncSteps>(bench.tablet());
        unlocked = bench.timesUnlocked();
        return {};
    }
    [[nodiscard]] Result<void> goesOn(const Workbench& bench) const
    {
        if (bench.isOpen() && bench.timesUnlocked() == unlocked) return {};
        return locked();
    }
    static Error locked()
    {
        return fail(ErrorCode::Locked, "This tablet was locked before everything was sent. Your "
                                       "work is saved on it. It goes on once it is unlocked.");
    }
};

Result<SyncReport> SyncThread::round(const std::stop_token& stop,
                                     const std::function<void()>& answered)
{
    Round round;
    LAPWING_TRY(onStore<void>([&](Workbench& b) { return round.begin(b, m_connect, stop); }));
    const auto spoken = converse(round, answered);
    auto report = onStore<SyncReport>([&](Workbench& bench) -> Result<SyncReport> {
        LAPWING_TRY(round.goesOn(bench));
        return round.steps->finish(spoken);
    });
    if (!report.ok()) return report;
    const auto traffic = round.hub->traffic();
    report->bytesUp = traffic.bytesUp;
    report->bytesDown = traffic.bytesDown;
    report->roundTrips = traffic.roundTrips;
    return report;
}

Result<void> SyncThread::converse(Round& round, const std::function<void()>& answered)
{
    for (bool more = true; more;) {
        LAPWING_ASSIGN(const auto request, onStore<Bytes>([&](Workbench& bench) -> Result<Bytes> {
                           LAPWING_TRY(round.goesOn(bench));
                           return round.steps->request();
                       }));
        m_witness.about(Slow::Network);
        LAPWING_ASSIGN(auto answer, round.hub->post("/v1/sync", request));
        LAPWING_ASSIGN(more, onStore<bool>([&](Workbench& bench) -> Result<bool> {
                           LAPWING_TRY(round.goesOn(bench));
                           return round.steps->take(std::move(answer));
                       }));
        m_deliver(answered);
    }
    return {};
}

} // namespace lapwing::work
