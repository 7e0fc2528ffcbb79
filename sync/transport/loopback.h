#pragma once

#include "sync/transport/transport.h"

#include <functional>
#include <utility>

namespace lapwing::transport {

/// A hub in the same process: simulations, tests, and the round at the end of a visit.
/// The limits are those of the network, so that nothing passes here that would not pass there.
class Loopback final : public Transport {
public:
    using Hub = std::function<Result<HttpAnswer>(std::string_view path, ByteView body)>;
    explicit Loopback(Hub hub) : m_hub(std::move(hub)) {}

    [[nodiscard]] Result<HttpAnswer> post(std::string_view path, ByteView body) override
    {
        if (body.size() > kBodyBytesMax) return fail(ErrorCode::TooLarge);
        m_traffic.bytesUp += body.size();
        ++m_traffic.roundTrips;
        LAPWING_ASSIGN(auto answer, m_hub(path, body));
        if (answer.body.size() > kAnswerBytesMax) return fail(ErrorCode::TooLarge);
        m_traffic.bytesDown += answer.body.size();
        return answer;
    }
    [[nodiscard]] Traffic traffic() const override { return m_traffic; }

private:
    Hub m_hub;
    Traffic m_traffic;
};

} // namespace lapwing::transport
