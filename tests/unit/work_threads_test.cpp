#include "client/work/sync_thread.h"
#include "tests/support/lone_tablet.h"

#include <atomic>
#include <latch>
#include <semaphore>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::work;

namespace {
class Unwatched final : public Witness {
public:
    void about(Slow) override {}
};

/// Stands in for the UI thread's queue: what is delivered waits until the test turns to it.
class Inbox {
public:
    Deliver deliver()
    {
        return [this](std::function<void()> run) {
            {
                const std::scoped_lock lock(m_mutex);
                m_waiting.push_back(std::move(run));
            }
            m_wake.notify_one();
        };
    }
    /// Runs the next thing, as soon as there is one.
    void turn()
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return !m_waiting.empty(); });
        const auto run = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        run();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_waiting;
};

/// A tablet with its two threads. The hub does not answer before the test lets it, and then there
/// is no connection.
struct Running {
    LoneTablet lone;
    Unwatched witness;
    Inbox inbox;
    std::counting_semaphore<> asked{0};
    std::counting_semaphore<> mayAnswer{0};
    std::atomic<int> transports = 0;
    StoreThread store{lone.site.at(), witness};
    SyncThread sync{store, witness,
                    [this](const Identity&, const std::stop_token& stop) { return connect(stop); },
                    inbox.deliver()};
    Desk desk{store, inbox.deliver()};

    /// The device key lies in one: how many there are is counted.
    struct Silent final : transport::Transport {
        Silent(Running& in, std::stop_token until) : running(in), stop(std::move(until))
        {
            ++running.transports;
        }
        ~Silent() override { --running.transports; }
        Result<transport::HttpAnswer> post(std::string_view, ByteView) override
        {
            const std::stop_callback ends(stop, [this] { running.mayAnswer.release(); });
            running.asked.release();
            running.mayAnswer.acquire();
            return fail(ErrorCode::Offline);
        }
        transport::Traffic traffic() const override { return {}; }
        Running& running;
        std::stop_token stop;
    };
    Result<std::unique_ptr<transport::Transport>> connect(const std::stop_token& stop)
    {
        return std::unique_ptr<transport::Transport>(std::make_unique<Silent>(*this, stop));
    }
    /// What the store thread answers, once the UI is told of it and of all that came before.
    template <typename T>
    Result<T> ask(std::function<Result<T>(Workbench&)> job)
    {
        std::optional<Result<T>> told;
        desk.ask<T>(std::move(job), [&](Result<T> answer) { told.emplace(std::move(answer)); });
        while (!told) inbox.turn();
        return std::move(*told);
    }
    bool unlock()
    {
        return ask<Workbench::Opened>([](Workbench& bench) {
                   return bench.unlock(secret(kFirstPassphrase), Workbench::Way::Passphrase);
               }).ok();
    }
    /// Starts a round; true once the hub is asked.
    bool begins(std::optional<ErrorCode>& ended)
    {
        const auto began = sync.sync([] {}, [&](const Result<SyncReport>& report) {
            ended = report.ok() ? ErrorCode::Internal : report.error().code;
        });
        if (began.ok()) asked.acquire();
        return began.ok();
    }
};
} // namespace

TEST_CASE("what a person waits for goes ahead of a sync's parts, and each kind keeps its order")
{
    Site site;
    Unwatched witness;
    std::latch gate{1};
    std::string order;
    {
        StoreThread store(site.at(), witness);
        const auto post = [&](char mark, StoreThread::Turn turn) {
            CHECK(store.post([&order, mark](Workbench&) { order += mark; }, turn).ok());
        };
        CHECK(store.post([&](Workbench&) { gate.wait(); }).ok());
        for (const char mark : {'a', 'b'}) post(mark, StoreThread::Turn::Apply);
        for (const char mark : {'1', '2'}) post(mark, StoreThread::Turn::First);
        gate.count_down();
    }
    CHECK(order == "12ab");
}

TEST_CASE("a full queue refuses in words what it cannot take, and all that it took is done")
{
    Site site;
    Unwatched witness;
    Inbox inbox;
    std::latch gate{1}, begun{1};
    std::size_t done = 0;
    {
        StoreThread store(site.at(), witness);
        const auto post = [&] { return store.post([&](Workbench&) { ++done; }); };
        const auto stands = store.post([&](Workbench&) {
            begun.count_down();
            gate.wait();
        });
        CHECK(stands.ok());
        begun.wait();
        for (std::size_t i = 0; i < StoreThread::kJobsMax; ++i) CHECK(post().ok());
        const auto refused = post();
        CHECK_FALSE(refused.ok());
        if (!refused.ok()) CHECK(refused.error().text().find("is safe") != std::string::npos);
        Desk desk(store, inbox.deliver());
        bool told = false;
        desk.ask<int>([](Workbench&) { return Result<int>(1); },
                      [&](const Result<int>& answer) { told = !answer.ok(); });
        CHECK_FALSE(told); // never at once
        inbox.turn();
        CHECK(told);
        gate.count_down();
    }
    CHECK(done == StoreThread::kJobsMax);
}

TEST_CASE("a save goes on while the hub is silent, and a second round is refused meanwhile")
{
    Running r;
    REQUIRE(r.unlock());
    std::optional<ErrorCode> ended;
    REQUIRE(r.begins(ended));
    CHECK_FALSE(r.begins(ended));
    const auto saved = r.ask<store::Saved>([&](Workbench& bench) {
        return saveIn(bench.replica(), r.lone.caseId, "Rang while it was sending");
    });
    CHECK(saved.ok());
    r.mayAnswer.release();
    r.inbox.turn();
    CHECK(ended == ErrorCode::Offline);
}

TEST_CASE("a tablet locked during a round ends it as that, whether or not it is open again by then")
{
    for (const bool openAgain : {false, true}) {
        Running r;
        REQUIRE(r.unlock());
        std::optional<ErrorCode> ended;
        REQUIRE(r.begins(ended));
        CHECK(r.transports == 1);
        CHECK(r.ask<void>([&](Workbench& bench) {
                   const auto locked = bench.lock();
                   CHECK(r.transports == 0); // the device key went with it
                   return locked;
               }).ok());
        if (openAgain) CHECK(r.unlock());
        while (!ended) r.inbox.turn();
        CHECK(ended == ErrorCode::Locked);
    }
}

TEST_CASE("whoever is told that a round has ended may begin the next at once")
{
    Running r;
    REQUIRE(r.unlock());
    constexpr int kRounds = 200;
    for (int i = 0; i < kRounds; ++i) {
        std::optional<ErrorCode> ended;
        REQUIRE(r.begins(ended));
        r.mayAnswer.release();
        r.inbox.turn();
        CHECK(ended == ErrorCode::Offline);
    }
}
