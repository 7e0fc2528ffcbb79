#include "server-stub/admin/serve.h"

#include "server-stub/admin/router.h"
#include "server-stub/admin/verbs.h"
#include "server-stub/service/backup.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

namespace lapwing::hub::admin {

namespace {
using nlohmann::json;
using namespace std::chrono_literals;
constexpr auto kDrain = 10s;
constexpr auto kRetryFor = 10s;
constexpr auto kRetryEvery = 50ms;
constexpr auto kTellEvery = 2s;

/// The signals that end a hub, kept from every thread that is started from now on.
class Signals {
public:
    Signals()
    {
        std::signal(SIGPIPE, SIG_IGN);
        sigemptyset(&m_set);
        sigaddset(&m_set, SIGTERM);
        sigaddset(&m_set, SIGINT);
        pthread_sigmask(SIG_BLOCK, &m_set, nullptr);
    }
    int wait() const
    {
        int which = 0;
        while (sigwait(&m_set, &which) != 0) {}
        return which;
    }

private:
    sigset_t m_set{};
};

std::string lineOf(const json& answer)
{
    return answer.dump(-1, ' ', false, json::error_handler_t::replace);
}

void say(const nlohmann::ordered_json& line)
{
    std::printf("%s\n", line.dump().c_str());
    std::fflush(stdout);
}

/// What only the part that carries out a request knows.
json completed(const json& request, json answer, bool serving)
{
    if (request.value("verb", json()) == json(kStatusVerb)) answer["serving"] = serving;
    return answer;
}

bool isBackup(const json& request) { return request.value("verb", json()) == "backup"; }

json backedUp(const json& request, Random& random, const OnStore& onStore)
{
    const auto to = request.value("out", json());
    if (!to.is_string()) return refusal(fail(ErrorCode::Malformed));
    const auto made = backUp(to.get<std::string>(), random, onStore);
    if (!made.ok()) return refusal(made.error());
    return {{"backup", made->folder}, {"bytes", made->bytes}};
}

std::string progressText(const ImportProgress& now)
{
    if (now.records == 0) return std::to_string(now.lines) + " lines read";
    return std::to_string(now.written) + " of " + std::to_string(now.records) + " records written";
}

/// The last that the worker said of how far it is, for the thread that waits for it.
class LastProgress {
public:
    void set(const ImportProgress& now)
    {
        const Lock lock(m_mutex);
        m_text = progressText(now);
    }
    [[nodiscard]] std::string text()
    {
        const Lock lock(m_mutex);
        return m_text;
    }

private:
    Mutex m_mutex;
    std::string m_text LAPWING_GUARDED_BY(m_mutex) = "waiting for the hub";
};

/// Waits until the worker has done it.
Result<Bytes> through(Worker& worker, Job job, const std::function<void()>& whileWaiting = {})
{
    const auto answered = std::make_shared<std::promise<Result<Bytes>>>();
    auto answer = answered->get_future();
    job.done = [answered](Result<Bytes> result) { answered->set_value(std::move(result)); };
    if (!worker.offer(std::move(job)))
        return fail(ErrorCode::Locked, "The hub is busy or ending. Nothing was changed. Try again "
                                       "in a moment.");
    while (answer.wait_for(kTellEvery) == std::future_status::timeout)
        if (whileWaiting) whileWaiting();
    return answer.get();
}

/// An admin request through the worker's queue, like any other.
std::string throughWorker(Worker& worker, const Hash& spki, Random& random, const std::string& line,
                          std::string content, const TellProgress& tell)
{
    const auto request = json::parse(line, nullptr, false);
    if (!request.is_object()) return lineOf(refusal(fail(ErrorCode::Malformed)));
    if (isBackup(request))
        return lineOf(backedUp(request, random, [&](const auto& task) -> Result<void> {
            Job job;
            job.apart = [&](HubStore& store) -> Result<Bytes> {
                LAPWING_TRY(task(store));
                return Bytes{};
            };
            LAPWING_TRY(through(worker, std::move(job)));
            return {};
        }));
    const auto progress = std::make_shared<LastProgress>();
    auto task = taskFor(request, std::move(content), spki, random,
                        [progress](const ImportProgress& now) { progress->set(now); });
    if (!task.ok()) return lineOf(refusal(task.error()));
    Job job;
    job.run = [&](HubCore& core) -> Result<Bytes> {
        LAPWING_ASSIGN(auto told, (*task)(core));
        const auto text = lineOf(completed(request, std::move(told), true));
        return Bytes(text.begin(), text.end());
    };
    const auto result = through(worker, std::move(job), [&] { tell(progress->text()); });
    return result.ok() ? std::string(lapwing::textOf(*result)) : lineOf(refusal(result.error()));
}

json here(HubStore& store, const json& request, const std::string& content, Random& random,
          const TellProgress& tell)
{
    if (isBackup(request))
        return backedUp(request, random, [&](const auto& task) { return task(store); });
    const auto answer = [&]() -> Result<json> {
        const auto spki = Hash::from(store.core().keys.spkiHash);
        LAPWING_ASSIGN(const auto task,
                       taskFor(request, content, spki, random,
                               [&](const ImportProgress& now) { tell(progressText(now)); }));
        LAPWING_ASSIGN(auto transaction, store::Transaction::begin(store.core().db));
        LAPWING_ASSIGN(auto told, task(store.core()));
        LAPWING_TRY(store.commit(std::move(transaction)));
        LAPWING_TRY(store.close());
        return completed(request, std::move(told), false);
    }();
    return answer.ok() ? *answer : refusal(answer.error());
}
} // namespace

Result<void> serve(const ServeOptions& options, Random& random, const Clock& clock)
{
    const Signals signals;
    const Log log(clock);
    LAPWING_ASSIGN(const auto store, openStore(options.folder, options.key, random, clock));
    LAPWING_ASSIGN(const auto tls, store->serverTls());
    const auto spki = Hash::from(store->core().keys.spkiHash);
    Worker worker(*store);
    Router front(worker, clock, log);
    // Before the first request from outside: what can fail has then not begun anything.
    LAPWING_ASSIGN(auto admin, AdminSocket::listen(options.folder, [&](const std::string& line,
                                                                       std::string content,
                                                                       const TellProgress& tell) {
                       return throughWorker(worker, spki, random, line, std::move(content), tell);
                   }));
    LAPWING_ASSIGN(auto listener,
                   http::Listener::start({options.address, options.port, {}}, tls,
                                         [&](http::Request request, http::Reply reply) {
                                             front.handle(std::move(request), std::move(reply));
                                         }));
    say({{"event", "listening"}, {"address", options.address}, {"port", listener->port()}});
    log.line("listening", {{"port", listener->port()}});

    const auto signal = signals.wait();
    log.line("draining", {{"signal", signal}});
    admin.reset();
    const bool whole = listener->drain(kDrain);
    worker.drain();
    listener.reset();
    const auto closed = store->close();
    log.line("ended", {{"cut_off", !whole}, {"closed", closed.ok()}});
    return closed;
}

json carryOut(const std::string& folder, const KeyOptions& key, const json& request,
              const std::string& content, Random& random, const Clock& clock,
              const TellProgress& tell)
{
    const auto until = std::chrono::steady_clock::now() + kRetryFor;
    for (;;) {
        auto store = openStore(folder, key, random, clock);
        if (store.ok()) return here(**store, request, content, random, tell);
        if (store.error().code != ErrorCode::Locked) return refusal(store.error());
        const auto answer = ask(folder, lineOf(request), content, tell);
        if (answer.ok()) {
            auto told = json::parse(*answer, nullptr, false);
            return told.is_object() ? told : refusal(fail(ErrorCode::Malformed));
        }
        // Another command has the folder for a moment, or a hub is just starting or ending.
        const bool wait = answer.error().code == ErrorCode::Offline
                          && std::chrono::steady_clock::now() < until;
        if (!wait) return refusal(answer.error());
        std::this_thread::sleep_for(kRetryEvery);
    }
}

} // namespace lapwing::hub::admin
