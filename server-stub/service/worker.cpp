#include "server-stub/service/worker.h"

#include <algorithm>
#include <utility>

namespace lapwing::hub {

namespace {
Error lost()
{
    return fail(ErrorCode::StorageFailed, {}, "the transaction that it was part of");
}

/// A job is a wall: what it throws stops it, not the hub.
template <typename On>
Result<Bytes> called(const std::function<Result<Bytes>(On&)>& work, On& on)
{
    try {
        return work(on);
    } catch (...) {
        return fail(ErrorCode::Internal, {}, "a job threw");
    }
}
} // namespace

Worker::Worker(HubStore& store, WorkerLimits limits)
    : m_store(store), m_limits(limits), m_thread([this] { work(); })
{
}

Worker::~Worker() { drain(); }

bool Worker::offer(Job job)
{
    {
        const Lock lock(m_mutex);
        if (m_ending || m_queue.size() >= m_limits.queued) return false;
        m_queue.push_back(std::move(job));
    }
    m_arrived.notify_one();
    return true;
}

void Worker::drain()
{
    {
        const Lock lock(m_mutex);
        m_ending = true;
    }
    m_arrived.notify_one();
    if (m_thread.joinable()) m_thread.join();
}

std::optional<Job> Worker::next(bool wait)
{
    Lock lock(m_mutex);
    const auto something = [this]() LAPWING_REQUIRES(m_mutex) {
        return m_ending || !m_queue.empty();
    };
    while (wait && !m_arrived.wait_for(lock, m_limits.anchorTime, something)) {
        lock.unlock();
        m_store.syncAnchor();
        lock.lock();
    }
    if (m_queue.empty()) return std::nullopt;
    auto job = std::move(m_queue.front());
    m_queue.pop_front();
    return job;
}

void Worker::work()
{
    while (auto job = next(true)) serveBatch(std::move(*job));
}

void Worker::serveBatch(Job first)
{
    const auto started = std::chrono::steady_clock::now();
    std::optional<store::Transaction> transaction;
    std::vector<Finished> finished;
    std::optional<Job> job = std::move(first);
    while (job) {
        auto quick = job->idle && m_store.usable() ? job->idle(m_store.core()) : std::nullopt;
        if (quick) job->done(std::move(*quick));
        else if (job->apart) {
            settle(std::exchange(transaction, std::nullopt), std::exchange(finished, {}));
            job->done(called(job->apart, m_store));
        } else {
            auto answer = runIn(transaction, *job);
            finished.push_back({std::move(*job), std::move(answer)});
        }
        const bool full = finished.size() >= m_limits.batch
                          || std::chrono::steady_clock::now() - started >= m_limits.batchTime;
        job = full ? std::nullopt : next(false);
    }
    settle(std::move(transaction), std::move(finished));
}

Result<Bytes> Worker::runIn(std::optional<store::Transaction>& transaction, const Job& job)
{
    if (!m_store.usable()) LAPWING_TRY(m_store.reopen());
    auto& core = m_store.core();
    if (!transaction) {
        LAPWING_ASSIGN(auto begun, store::Transaction::begin(core.db));
        transaction.emplace(std::move(begun));
    }
    if (!core.db.inTransaction()) return lost();
    LAPWING_TRY(core.db.exec("SAVEPOINT job"));
    auto answer = called(job.run, core);
    if (!answer.ok()) {
        // What was remembered of a device may rest on rows that now never were.
        core.idle.clear();
        if (!core.db.inTransaction()) return answer;
        LAPWING_TRY(core.db.exec("ROLLBACK TO job"));
    }
    LAPWING_TRY(core.db.exec("RELEASE job"));
    return answer;
}

void Worker::settle(std::optional<store::Transaction> transaction, std::vector<Finished> finished)
{
    const auto isGood = [](const Finished& each) { return each.answer.ok(); };
    const bool any = std::ranges::any_of(finished, isGood);
    Result<void> committed;
    if (transaction && any) {
        const bool whole = m_store.usable() && m_store.core().db.inTransaction();
        committed = whole ? m_store.commit(std::move(*transaction)) : Result<void>(lost());
        if (!whole) m_store.setBroken();
        if (!committed.ok() && m_store.usable()) m_store.core().idle.clear();
    }
    transaction.reset();
    for (auto& each : finished) {
        if (each.answer.ok() && !committed.ok()) each.answer = committed.error();
        const bool disk = !each.answer.ok() && each.answer.error().code == ErrorCode::StorageFailed;
        if (disk) m_store.setBroken();
    }
    m_ready = m_store.usable();
    for (auto& each : finished) each.job.done(std::move(each.answer));
}

} // namespace lapwing::hub
