#include "server-stub/admin/router.h"

#include "server-stub/service/brought_cargo.h"
#include "server-stub/service/hub_enrolment.h"
#include "server-stub/service/hub_round.h"

#include <nlohmann/json.hpp>

namespace lapwing::hub {

namespace {
using http::errorAnswer;

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unauthorised: return 401;
    case ErrorCode::TooLarge: return 413;
    case ErrorCode::StorageFull: return 507;
    case ErrorCode::StorageFailed:
    case ErrorCode::Locked: return 503;
    case ErrorCode::Malformed:
    case ErrorCode::TooOld:
    case ErrorCode::Rejected: return 400;
    default: return 500;
    }
}

http::Answer json(int status, std::string_view text)
{
    const auto bytes = bytesOf(text);
    return {status, "application/json", Bytes(bytes.begin(), bytes.end())};
}

/// A device's request, inflated by the worker when its turn comes (a queue of inflated ones would
/// be large), and once. Thread: the worker's.
class PushedRound {
public:
    explicit PushedRound(Bytes body) : m_body(std::move(body)) {}
    [[nodiscard]] std::size_t bytes() const { return m_body.size(); }
    [[nodiscard]] const Result<RoundRequest>& request()
    {
        if (!m_request) m_request = RoundRequest::open(m_body);
        return *m_request;
    }

private:
    Bytes m_body;
    std::optional<Result<RoundRequest>> m_request;
};

http::Answer frames(Bytes body) { return {200, {}, std::move(body)}; }

http::Answer tooMany()
{
    return errorAnswer(429, "too_many", "Too many requests. Wait a minute and try again.");
}

/// The same words for a wrong, used, expired and unknown code.
http::Answer notThisCode()
{
    return errorAnswer(403, "refused", "This code is not valid. Ask the office for a new one.");
}
} // namespace

void Router::handle(http::Request request, http::Reply reply)
{
    const bool get = request.method == "GET";
    const auto& path = request.path;
    const bool probe = path == "/healthz" || path == "/readyz";
    const bool post = path == "/v1/sync" || path == "/v1/cargo" || path == "/v1/enrol"
                      || path == "/v1/enrol/certify";
    if (!probe && !post) return reply(errorAnswer(404, "not_found", "There is nothing here."));
    if (get != probe)
        return reply(errorAnswer(405, "method", "This is asked in another way."));
    if (path == "/healthz") return reply(json(200, R"({"status":"alive"})"));
    if (path == "/readyz")
        return reply(m_worker.ready() ? json(200, R"({"status":"ready"})")
                                      : json(503, R"({"status":"the store is not open"})"));
    if (path == "/v1/sync") return sync(std::move(request), std::move(reply));
    if (path == "/v1/cargo") return cargo(std::move(request), std::move(reply));
    enrol(std::move(request), std::move(reply),
          path == "/v1/enrol" ? &proveCode : &certify);
}

void Router::offer(Job job, const http::Reply& reply)
{
    if (!m_worker.offer(std::move(job)))
        reply(errorAnswer(503, "busy", "The hub is busy. Try again in a moment."));
}

void Router::refuse(const http::Reply& reply, const std::string& path, const Error& error) const
{
    const auto status = statusOf(error.code);
    m_log.line("refused", {{"path", path},
                           {"status", status},
                           {"error", logName(error.code)},
                           {"detail", error.detail}});
    reply(errorAnswer(status, logName(error.code), error.text()));
}

void Router::enrol(http::Request request, http::Reply reply, Step step)
{
    if (!m_strangers.take(request.path + " " + request.remoteAddress)) return reply(tooMany());
    Job job;
    job.run = [body = std::move(request.body), step](HubCore& core) -> Result<Bytes> {
        LAPWING_ASSIGN(auto proved, step(core, body));
        // An empty body is no answer of either step: it stands for the refusal.
        return proved ? std::move(*proved) : Bytes{};
    };
    job.done = [this, reply, path = request.path](Result<Bytes> answer) {
        if (!answer.ok()) return refuse(reply, path, answer.error());
        m_log.line("enrol", {{"path", path}, {"status", answer->empty() ? 403 : 200}});
        reply(answer->empty() ? notThisCode() : frames(std::move(*answer)));
    };
    offer(std::move(job), reply);
}

/// Somebody without a certificate, or one who asks too often.
bool Router::refusesDevice(const http::Request& request, const http::Reply& reply)
{
    if (!request.clientKey)
        reply(errorAnswer(401, "unauthorised",
                          "Only a tablet that was set up by this office may sync."));
    else if (!m_devices.take(request.clientKey->hex()))
        reply(tooMany());
    else return false;
    return true;
}

void Router::cargo(http::Request request, http::Reply reply)
{
    if (refusesDevice(request, reply)) return;
    const auto key = *request.clientKey;
    const auto log = std::make_shared<CargoLog>();
    Job job;
    job.run = [key, body = std::move(request.body), log](HubCore& core) -> Result<Bytes> {
        return takeCargoBody(core, key, body, *log);
    };
    job.done = [this, key, log, reply](Result<Bytes> answer) {
        if (!answer.ok()) return refuse(reply, "/v1/cargo", answer.error());
        m_log.line("cargo", {{"carrier", deviceOf(key).hex()},
                             {"taken", log->taken},
                             {"waiting", log->waiting},
                             {"refused", log->refused}});
        for (const auto& device : log->alerts)
            m_log.line("alert", {{"device", device.hex()}});
        reply(frames(std::move(*answer)));
    };
    offer(std::move(job), reply);
}

void Router::sync(http::Request request, http::Reply reply)
{
    if (refusesDevice(request, reply)) return;
    const auto key = *request.clientKey;
    const auto pushed = std::make_shared<PushedRound>(std::move(request.body));
    const auto log = std::make_shared<RoundLog>();
    Job job;
    job.idle = [key, pushed](HubCore& core) -> std::optional<Bytes> {
        if (!pushed->request().ok()) return std::nullopt;
        auto quick = HubRound(core).answerIdle(key, *pushed->request());
        if (!quick) return std::nullopt;
        return std::move(quick->body);
    };
    job.run = [key, pushed, log](HubCore& core) -> Result<Bytes> {
        LAPWING_TRY(pushed->request());
        LAPWING_ASSIGN(auto round, HubRound(core).handle(key, *pushed->request()));
        *log = round.log;
        return std::move(round.body);
    };
    job.done = [this, key, log, reply, bytes = pushed->bytes()](Result<Bytes> answer) {
        if (!answer.ok()) return refuse(reply, "/v1/sync", answer.error());
        const auto& did = *log;
        const bool quiet = did.accepted + did.quarantined + did.rejected + did.served
                               + did.snapshots
                           == 0;
        if (did.copied) m_log.line("copied", {{"device", deviceOf(key).hex()}});
        if (!quiet)
            m_log.line("sync", {{"device", deviceOf(key).hex()},
                                {"accepted", did.accepted},
                                {"quarantine", did.quarantined},
                                {"rejected", did.rejected},
                                {"served", did.served},
                                {"snapshots", did.snapshots},
                                {"bytes_in", bytes},
                                {"bytes_out", answer->size()}});
        for (const auto& asked : did.asked)
            m_log.line("person asked after", {{"staff", asked.by.hex()},
                                              {"case", asked.person.scope.hex()},
                                              {"person", asked.person.id.hex()},
                                              {"clues", asked.clues}});
        reply(frames(std::move(*answer)));
    };
    offer(std::move(job), reply);
}

} // namespace lapwing::hub
