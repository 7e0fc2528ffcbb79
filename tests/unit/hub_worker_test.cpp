#include "server-stub/service/rate_limit.h"
#include "server-stub/service/administration.h"
#include "server-stub/service/worker.h"
#include "shared/crypto/system_random.h"
#include "tests/support/hub.h"
#include "tests/support/temp_folder.h"

#include <future>

using namespace lapwing;
using namespace lapwing::test;
using hub::HubCore;
using hub::Job;
using hub::Worker;

namespace {

/// A hub in a folder of its own, with its worker.
struct Shop {
    TempFolder temp;
    StandingClock clock;
    crypto::SystemRandom random;
    std::unique_ptr<hub::HubStore> store;
    std::optional<Worker> worker;

    explicit Shop(hub::WorkerLimits limits = {})
    {
        REQUIRE(crypto::initialise());
        hub::InitOptions options;
        options.folder = temp.path() + "/hub";
        REQUIRE(hub::initHub(options, random, clock).ok());
        store = hub::HubStore::open(options.folder, {}, random, clock).value();
        worker.emplace(*store, limits);
    }
    /// Hands a job in; its answer is to come.
    std::future<Result<Bytes>> ask(std::function<Result<Bytes>(HubCore&)> run)
    {
        auto promise = std::make_shared<std::promise<Result<Bytes>>>();
        auto future = promise->get_future();
        Job job;
        job.run = std::move(run);
        job.done = [promise](Result<Bytes> answer) { promise->set_value(std::move(answer)); };
        REQUIRE(worker->offer(std::move(job)));
        return future;
    }
    std::uint8_t agencies()
    {
        return ask([](HubCore& core) -> Result<Bytes> {
                   LAPWING_ASSIGN(auto select, core.db.prepare("SELECT count(*) FROM agency"));
                   LAPWING_TRY(select.step());
                   return Bytes{static_cast<std::uint8_t>(select.integer(0))};
               })
            .get()
            .value()
            .at(0);
    }
};

Result<Bytes> addAgency(HubCore& core)
{
    LAPWING_TRY(hub::addAgency(core, "Brent", schema::agency::Sector::Police));
    return Bytes{};
}

Result<Bytes> addThenFail(HubCore& core)
{
    LAPWING_TRY(hub::addAgency(core, "Brent", schema::agency::Sector::Police));
    return fail(ErrorCode::Rejected);
}

/// Keeps the worker busy until it is let go, so that what comes meanwhile waits together.
struct Gate {
    std::promise<void> reached;
    std::promise<void> open;
    Result<Bytes> operator()()
    {
        reached.set_value();
        open.get_future().wait();
        return Bytes{};
    }
};
} // namespace

TEST_CASE("an answer is given after its commit, and a refused job leaves nothing behind")
{
    Shop shop;
    CHECK(shop.ask(addAgency).get().ok());
    const auto refused = shop.ask(addThenFail).get();
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Rejected);
    CHECK(shop.agencies() == 1);
}

TEST_CASE("jobs that wait together are committed together, each undone alone")
{
    Shop shop({.batchTime = std::chrono::minutes(1)});
    Gate gate;
    auto first = shop.ask([&](HubCore&) { return gate(); });
    gate.reached.get_future().wait();
    std::vector<std::future<Result<Bytes>>> rest;
    for (int i = 0; i < 6; ++i) rest.push_back(shop.ask(i % 2 == 0 ? addAgency : addThenFail));
    gate.open.set_value();
    CHECK(first.get().ok());
    for (std::size_t i = 0; i < rest.size(); ++i) CHECK(rest[i].get().ok() == (i % 2 == 0));
    CHECK(shop.agencies() == 3);
    // One row for making the hub, one for the batch, one for counting.
    auto rows = shop.ask([](HubCore& core) -> Result<Bytes> {
        LAPWING_ASSIGN(auto select, core.db.prepare("SELECT max(seq) FROM journal"));
        LAPWING_TRY(select.step());
        return Bytes{static_cast<std::uint8_t>(select.integer(0))};
    });
    CHECK(rows.get().value().at(0) == 3);
}

TEST_CASE("a full queue is refused at once")
{
    Shop shop({.queued = 2});
    Gate gate;
    auto first = shop.ask([&](HubCore&) { return gate(); });
    gate.reached.get_future().wait();
    auto second = shop.ask(addAgency);
    auto third = shop.ask(addAgency);
    bool called = false;
    Job job;
    job.run = addAgency;
    job.done = [&](Result<Bytes>) { called = true; };
    CHECK_FALSE(shop.worker->offer(std::move(job)));
    gate.open.set_value();
    CHECK(third.get().ok());
    CHECK_FALSE(called);
    CHECK(shop.agencies() == 2);
}

TEST_CASE("an idle answer runs no statement at all")
{
    Shop shop;
    std::vector<std::uint64_t> statements;
    for (int i = 0; i < 3; ++i) {
        auto promise = std::make_shared<std::promise<void>>();
        auto done = promise->get_future();
        Job job;
        job.idle = [&](HubCore& core) -> std::optional<Bytes> {
            statements.push_back(core.db.statementsRun());
            return Bytes{1};
        };
        job.run = [](HubCore&) -> Result<Bytes> { return fail(ErrorCode::Internal); };
        job.done = [promise](Result<Bytes> answer) {
            if (answer.ok()) promise->set_value();
        };
        REQUIRE(shop.worker->offer(std::move(job)));
        done.wait();
    }
    CHECK(statements.at(0) == statements.at(2));
}

TEST_CASE("a job that throws is a defect of its own, and the next one is served")
{
    Shop shop;
    const auto thrown = shop.ask([](HubCore&) -> Result<Bytes> { throw 1; }).get();
    REQUIRE_FALSE(thrown.ok());
    CHECK(thrown.error().code == ErrorCode::Internal);
    CHECK(shop.ask(addAgency).get().ok());
    CHECK(shop.worker->ready());
}

TEST_CASE("when the transaction is lost nobody in it is told that it was done")
{
    Shop shop({.batchTime = std::chrono::minutes(1)});
    CHECK(shop.ask(addAgency).get().ok());
    Gate gate;
    auto first = shop.ask([&](HubCore&) { return gate(); });
    gate.reached.get_future().wait();
    auto second = shop.ask(addAgency);
    auto third = shop.ask([](HubCore& core) -> Result<Bytes> {
        LAPWING_TRY(core.db.exec("ROLLBACK"));
        return fail(ErrorCode::StorageFailed);
    });
    auto fourth = shop.ask(addAgency);
    gate.open.set_value();
    CHECK_FALSE(first.get().ok());
    CHECK_FALSE(second.get().ok());
    CHECK_FALSE(third.get().ok());
    CHECK_FALSE(fourth.get().ok());
    // The store is opened again by itself, and holds what was acknowledged before.
    CHECK(shop.agencies() == 1);
    CHECK(shop.worker->ready());
}

TEST_CASE("draining finishes what is queued and takes no more")
{
    Shop shop;
    std::vector<std::future<Result<Bytes>>> asked;
    for (int i = 0; i < 20; ++i) asked.push_back(shop.ask(addAgency));
    shop.worker->drain();
    for (auto& each : asked) CHECK(each.get().ok());
    CHECK_FALSE(shop.worker->offer({}));
}

TEST_CASE("a bucket gives its burst, then as much as time brings, to each name alone")
{
    StandingClock clock;
    hub::RateLimit limit(5, 0.5, clock);
    for (int i = 0; i < 5; ++i) CHECK(limit.take("a"));
    CHECK_FALSE(limit.take("a"));
    CHECK(limit.take("b"));
    clock.now += 1'999;
    CHECK_FALSE(limit.take("a"));
    clock.now += 1;
    CHECK(limit.take("a"));
    CHECK_FALSE(limit.take("a"));
    clock.now += 3'600'000;
    for (int i = 0; i < 5; ++i) CHECK(limit.take("a"));
    CHECK_FALSE(limit.take("a"));
}

TEST_CASE("a bucket for every stranger never takes more than its share of memory")
{
    StandingClock clock;
    hub::RateLimit limit(1, 1, clock);
    for (std::size_t i = 0; i < hub::RateLimit::kNamesMax; ++i)
        REQUIRE(limit.take(std::to_string(i)));
    CHECK_FALSE(limit.take("one more"));
    clock.now += 1'000;
    CHECK(limit.take("one more"));
}
