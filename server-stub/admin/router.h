#pragma once

#include "server-stub/admin/log.h"
#include "server-stub/http/listener.h"
#include "server-stub/service/rate_limit.h"
#include "server-stub/service/worker.h"

namespace lapwing::hub {

/// Which request goes to which part of the hub, and how its errors are told in HTTP.
/// GET /healthz and /readyz, POST /v1/enrol and /v1/enrol/certify for anybody; POST /v1/sync and
/// /v1/cargo for devices with a certificate. Thread: handle() any; it hands all work to the worker.
class Router {
public:
    Router(Worker& worker, const Clock& clock, const Log& log)
        : m_worker(worker), m_log(log), m_strangers(kEnrolBurst, kEnrolBurst / 60, clock),
          m_devices(kSyncBurst, kSyncPerSecond, clock)
    {
    }
    void handle(http::Request request, http::Reply reply);

private:
    static constexpr double kEnrolBurst = 5; ///< and as many a minute, for each address and step
    static constexpr double kSyncBurst = 1'000;
    static constexpr double kSyncPerSecond = 200;

    using Step = Result<std::optional<Bytes>> (*)(HubCore&, ByteView);
    void enrol(http::Request request, http::Reply reply, Step step);
    void sync(http::Request request, http::Reply reply);
    void cargo(http::Request request, http::Reply reply);
    [[nodiscard]] bool refusesDevice(const http::Request& request, const http::Reply& reply);
    void offer(Job job, const http::Reply& reply);
    void refuse(const http::Reply& reply, const std::string& path, const Error& error) const;

    Worker& m_worker;
    const Log& m_log;
    RateLimit m_strangers;
    RateLimit m_devices;
};

} // namespace lapwing::hub
