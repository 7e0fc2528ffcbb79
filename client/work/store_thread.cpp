#include "client/work/store_thread.h"

#include "shared/base/mutant.h"

namespace lapwing::work {

StoreThread::StoreThread(VaultSite site, Witness& witness)
    : m_bench(std::move(site), witness),
      m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

StoreThread::~StoreThread()
{
    m_thread.request_stop();
    m_thread.join();
}

Result<void> StoreThread::post(Job job, Turn turn)
{
    if (mutant("works-where-it-is-asked")) {
        job(m_bench);
        return {};
    }
    {
        const Lock lock(m_mutex);
        auto& queue = turn == Turn::First ? m_first : m_apply;
        if (queue.size() >= kJobsMax)
            return fail(ErrorCode::Internal,
                        "This tablet is busy. What is saved is safe. Wait a moment and try again.",
                        "the store thread's queue is full");
        queue.push_back(std::move(job));
    }
    m_wake.notify_one();
    return {};
}

std::optional<StoreThread::Job> StoreThread::next(const std::stop_token& stop)
{
    Lock lock(m_mutex);
    m_wake.wait(lock, stop, [this]() LAPWING_REQUIRES(m_mutex) {
        return !m_first.empty() || !m_apply.empty();
    });
    auto& queue = m_first.empty() ? m_apply : m_first;
    if (queue.empty()) return std::nullopt;
    auto job = std::move(queue.front());
    queue.pop_front();
    return job;
}

void StoreThread::run(const std::stop_token& stop)
{
    while (auto job = next(stop)) {
        try {
            (*job)(m_bench);
        } catch (...) {
            // A library threw where nothing of ours does: no state can be trusted further.
            check(false, "an exception on the store thread");
        }
    }
    (void)m_bench.lock(); // there is nobody left to tell
}

Result<void> Desk::post(StoreThread::Job job) { return m_store.post(std::move(job)); }

} // namespace lapwing::work
