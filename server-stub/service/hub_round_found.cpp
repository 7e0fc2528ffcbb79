// What a round says of cases and tablets that this hub lost with a restore.
#include "server-stub/service/found.h"
#include "server-stub/service/round_session.h"
#include "server-stub/service/stranger.h"

namespace lapwing::hub {

/// Nothing is taken from a device that is not known, and nothing told: a person admits it first.
Result<RoundAnswer> HubRound::meetStranger(const crypto::PublicKey& deviceKey,
                                           const RoundRequest& request)
{
    LAPWING_ASSIGN(const bool ours, hearStranger(m_core, deviceKey, request.frames));
    if (!ours) return fail(ErrorCode::Unauthorised, {}, "an unknown device");
    wire::End end;
    end.cursor = request.hello.cursor;
    end.hubEpoch = request.hello.hubEpoch;
    end.nonce = request.hello.nonce;
    wire::FrameWriter out;
    out.put(wire::FrameType::Stranger, {});
    out.put(wire::FrameType::End, wire::encodeMessage(end));
    return RoundAnswer{out.take(), {}};
}

/// An author whose device a person has yet to adopt since this hub was put back: their work waits
/// on the tablets.
Result<bool> HubRound::isKnown(const KnownActor& author)
{
    if (author.certificate.device == m_core.keys.device.device()) return true;
    LAPWING_ASSIGN(const auto device, m_core.registry.device(author.certificate.device));
    return device.has_value();
}

Result<void> HubRound::answerFound(Session& s, const RoundRequest& request)
{
    LAPWING_ASSIGN(auto words, hearFound(m_core, s.device, request.frames));
    if (words.empty()) return {};
    s.out.put(wire::FrameType::FoundAnswer,
              wire::encodeMessage(wire::FoundWords{std::move(words)}));
    return {};
}

} // namespace lapwing::hub
