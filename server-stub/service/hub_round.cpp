#include "server-stub/service/administration.h"
#include "server-stub/service/blind_check.h"
#include "server-stub/service/linked_people.h"
#include "server-stub/service/round_session.h"

#include "shared/crypto/hash.h"
#include "shared/wire/list_frames.h"

namespace lapwing::hub {

namespace {
constexpr std::size_t kFramesInMax = 4096;
constexpr std::size_t kSameWordsInMax = 256;
constexpr std::uint64_t kSerialMax = 1ull << 48; // a tablet may say what it likes

Result<wire::Hello> helloOf(const std::vector<wire::Frame>& frames)
{
    if (frames.empty() || frames.front().type != wire::FrameType::Hello)
        return fail(ErrorCode::Malformed, {}, "a request without a hello");
    if (frames.size() > kFramesInMax) return fail(ErrorCode::TooLarge, {}, "too many frames");
    LAPWING_ASSIGN(const auto hello, wire::decodeMessage<wire::Hello>(frames.front().payload));
    if (hello.protocolMin > 1 || hello.protocolMax < 1)
        return fail(ErrorCode::TooOld, {}, "no protocol version in common");
    return hello;
}
} // namespace

Result<RoundRequest> RoundRequest::open(ByteView body)
{
    RoundRequest request;
    LAPWING_ASSIGN(request.frames, wire::readFrames(body));
    LAPWING_ASSIGN(request.hello, helloOf(request.frames));
    return request;
}

std::optional<RoundAnswer> HubRound::answerIdle(const crypto::PublicKey& deviceKey,
                                                const RoundRequest& request)
{
    const auto at = m_core.idle.find(deviceOf(deviceKey));
    if (at == m_core.idle.end() || request.frames.size() != 1 || m_core.areCluesDue)
        return std::nullopt;
    auto& known = at->second;
    const auto& hello = request.hello;
    if (hello.cursor != known.cursor || hello.digest != known.digest ||
        hello.grantSerial.value != known.grantSerial || hello.hubEpoch != m_core.keys.epoch ||
        hello.ownSeq.value != known.received || hello.ownHead != known.ownHead ||
        m_core.clock.wallMs() >= known.grantDueMs)
        return std::nullopt;
    known.met = true;
    wire::End end;
    end.cursor = known.cursor;
    end.durableDseq = known.cursor.dseq;
    end.hubEpoch = m_core.keys.epoch;
    end.hubTimeMs = {m_core.clock.wallMs()};
    end.nonce = hello.nonce;
    wire::FrameWriter out;
    out.put(wire::FrameType::End, wire::encodeMessage(end));
    RoundAnswer quick{out.take(), {}};
    quick.log.idle = true;
    return quick;
}

Result<RoundAnswer> HubRound::handle(const crypto::PublicKey& deviceKey, ByteView body)
{
    LAPWING_ASSIGN(const auto request, RoundRequest::open(body));
    return handle(deviceKey, request);
}

Result<RoundAnswer> HubRound::handle(const crypto::PublicKey& deviceKey,
                                     const RoundRequest& request)
{
    if (auto idle = answerIdle(deviceKey, request)) return std::move(*idle);
    const auto id = deviceOf(deviceKey);
    LAPWING_ASSIGN(auto device, m_core.registry.device(id));
    if (!device) return meetStranger(deviceKey, request);
    m_core.idle.erase(id);
    Session s;
    s.device = std::move(*device);
    s.hello = request.hello;
    s.manifest.nonce = request.hello.nonce;
    LAPWING_TRY(heedGrant(s, request));
    LAPWING_TRY(settleStanding(s));
    if (s.doubted) {
        s.cursor = {};
        s.out.put(wire::FrameType::End, wire::encodeMessage(endOf(s)));
        return RoundAnswer{s.out.take(), s.log};
    }
    for (const auto& frame : request.frames) {
        if (frame.type == wire::FrameType::Run) LAPWING_TRY(takeRun(s, frame.payload));
        // A copy of the vault speaks for itself alone.
        if (s.remint && frame.type != wire::FrameType::Run) continue;
        if (frame.type == wire::FrameType::Receipt) LAPWING_TRY(takeReceipt(s, frame.payload));
        if (frame.type == wire::FrameType::SameWord) LAPWING_TRY(takeSameWord(s, frame.payload));
    }
    wire::putList<wire::VerdictMessages>(s.out, wire::FrameType::Verdicts, s.verdicts,
                                         wire::kVerdictsInFrame);
    if (s.remint) return answerCopy(s);
    LAPWING_TRY(answerFound(s, request));
    LAPWING_TRY(serve(s));
    if (!s.manifest.envelopes.empty())
        s.out.put(wire::FrameType::Manifest, sign(s.manifest, m_core.keys.sign).view());
    s.out.put(wire::FrameType::End, wire::encodeMessage(endOf(s)));
    return RoundAnswer{s.out.take(), s.log};
}

/// Whoever has a copy of a vault gets no word of what was written since, nor another grant; the
/// office sees that there is one, and so does the vault that goes on.
Result<RoundAnswer> HubRound::answerCopy(Session& s)
{
    if (s.isProven) LAPWING_TRY(m_core.registry.noteCopied(s.device.id, m_core.clock.wallMs()));
    s.cursor = s.hello.cursor;
    s.resync = false;
    s.log.copied = s.isProven;
    LAPWING_ASSIGN(const auto retracted, m_core.registry.retractions(s.device.id));
    retract(s, retracted);
    s.out.put(wire::FrameType::End, wire::encodeMessage(endOf(s)));
    return RoundAnswer{s.out.take(), s.log};
}

wire::End HubRound::endOf(const Session& s) const
{
    wire::End end;
    end.cursor = s.cursor;
    end.durableDseq = s.cursor.dseq;
    end.more = s.more ? 1 : 0;
    end.resync = s.doubted ? wire::kShowGrant : s.resync ? 1 : 0;
    end.remint = s.remint ? wire::kIsCopy : s.isCopied ? wire::kIsCopied : 0;
    end.hubEpoch = m_core.keys.epoch;
    end.hubTimeMs = {m_core.clock.wallMs()};
    end.nonce = s.hello.nonce;
    return end;
}

/// After a restore the device's own newest grant tells what was taken from it since the backup:
/// that stays taken until the office gives it again. Before it has shown it, nothing is served.
Result<void> HubRound::heedGrant(Session& s, const RoundRequest& request)
{
    LAPWING_ASSIGN(s.doubted, m_core.registry.isDoubted(s.device.id));
    if (!s.doubted) return {};
    std::optional<Grant> shown;
    for (const auto& frame : request.frames) {
        if (frame.type != wire::FrameType::GrantFrame) continue;
        LAPWING_ASSIGN(shown, decodeGrant(frame.payload));
        if (shown->device != s.device.id || !verify(*shown, m_core.keys.sign.publicKey()))
            return fail(ErrorCode::Malformed, {}, "a grant that this hub never gave");
    }
    if (!shown && s.hello.grantSerial.value > 0) return {};
    s.doubted = false;
    LAPWING_TRY(m_core.registry.setProven(s.device.id));
    if (!shown) return {};
    // Today's serial has moved on with whatever the office did since for this person.
    LAPWING_ASSIGN(const auto known, m_core.foundRows.serialAtEnd(s.device.id, shown->hubEpoch));
    if (shown->serial <= known) return {};
    if (shown->leaseS == 0) LAPWING_TRY(stopDevice(m_core, s.device.id));
    LAPWING_ASSIGN(const auto held, m_core.registry.holdings(s.device.id));
    for (const auto& holding : held) {
        LAPWING_ASSIGN(const auto strand, m_core.strands.strand(holding.strand));
        LAPWING_TRY(withdraw(m_core, strand, s.device.staff, shown->rightsOn(strand.id),
                             shown->hubEpoch));
    }
    LAPWING_ASSIGN(auto device, m_core.registry.device(s.device.id));
    s.device = std::move(*device);
    return {};
}

Result<void> HubRound::settleStanding(Session& s)
{
    LAPWING_ASSIGN(const auto own, m_core.registry.vaultActorOf(s.device.id));
    s.received = own ? own->received : 0;
    LAPWING_TRY(readOwnChain(s));
    if (s.remint) return {};
    LAPWING_ASSIGN(const auto copied, m_core.registry.copiedAt(s.device.id));
    s.isCopied = copied.has_value();
    const auto proves = [&](const SyncStanding& standing) {
        return standing.cursor == s.hello.cursor &&
               (!standing.digest || *standing.digest == s.hello.digest);
    };
    // It holds a later grant than we remember to have given: this hub was put back from a backup.
    const auto held = s.hello.grantSerial.value;
    if (held > s.device.grantSerial && held < kSerialMax) s.device.grantSerial = held + 1;
    s.cursor = s.hello.cursor;
    // Nothing is owed to a stopped device, so that a copy of it stands where it stood itself.
    if (s.device.stopped && held != s.device.grantSerial)
        LAPWING_TRY(m_core.registry.repeatRetractions(s.device.id));
    const bool sameHub = s.hello.hubEpoch == m_core.keys.epoch || s.hello.hubEpoch == 0;
    const bool hasLatest = sameHub && proves(s.device.latest);
    LAPWING_TRY(m_core.registry.settleMarks(s.device.id, hasLatest));
    if (hasLatest) {
        s.device.confirmed = s.device.latest;
        return {};
    }
    if (sameHub && proves(s.device.confirmed)) return {};
    // Neither answer we know of left the device like this: give it everything again, by state.
    s.cursor = {};
    s.resync = s.hello.cursor != wire::Cursor{};
    s.device.confirmed = {};
    LAPWING_TRY(m_core.registry.repeatRetractions(s.device.id));
    return m_core.registry.restartInbox(s.device.id);
}

/// Whether the vault knows all that it has told of: a copy that was put back does not, or knows
/// something else in its place.
Result<void> HubRound::readOwnChain(Session& s)
{
    const ToldChain now{s.hello.ownSeq.value, s.hello.ownHead};
    LAPWING_ASSIGN(const auto told, m_core.registry.toldChain(s.device.id));
    const bool isBehind = told && now.seq < told->seq;
    const bool isOther = told && now.seq == told->seq && now.head != told->head;
    // What others brought of it may be ahead of a request that was on its way meanwhile.
    s.remint = isBehind || isOther || (!told && now.seq < s.received);
    // One that is only behind may be an old request that was long on its way; two are not.
    const auto first =
        isBehind ? m_core.behind.emplace(s.device.id, s.hello.nonce).first : m_core.behind.end();
    s.isProven = isOther || (isBehind && first->second != s.hello.nonce);
    if (s.remint || (told && now.seq == told->seq)) return {};
    return m_core.registry.setToldChain(s.device.id, now);
}

Result<void> HubRound::takeReceipt(Session& s, ByteView payload)
{
    LAPWING_ASSIGN(const auto purged, wire::decodeMessage<wire::StrandIds>(payload));
    // It may be of an earlier purge than the one now asked for: the device will say so again.
    if (s.hello.grantSerial.value != s.device.grantSerial) return {};
    for (const auto& strand : purged.items)
        LAPWING_TRY(m_core.registry.settleRetraction(s.device.id, strand));
    return {};
}

Result<void> HubRound::takeSameWord(Session& s, ByteView payload)
{
    if (++s.sameWordsIn > kSameWordsInMax) return {}; // another time
    LAPWING_ASSIGN(const auto message, wire::decodeMessage<wire::SameWordMessage>(payload));
    LAPWING_ASSIGN(const auto word, decodeSameWord(message.word.bytes));
    LAPWING_ASSIGN(const auto state, LinkedPeople(m_core).take(word));
    if (state) s.sameWordsBrought.insert(word.id);
    return {};
}

/// All that the device may know, however often: what it has already changes nothing there.
Result<void> HubRound::tellSameWords(Session& s)
{
    LAPWING_ASSIGN(const auto owed, LinkedPeople(m_core).owedTo(s.device, s.sameWordsBrought));
    Sum told;
    for (const auto& row : owed) {
        LAPWING_TRY(tellActor(s, row.word.actor));
        const wire::SameWordMessage message{static_cast<std::uint8_t>(row.state),
                                            {encode(row.word)}};
        const auto payload = wire::encodeMessage(message);
        s.out.bundle(wire::FrameType::SameWord, payload);
        told = crypto::add(told, crypto::hash16("lapwing.told.1", payload));
    }
    // An answer may be lost: it is told twice before the device may be idle.
    auto& before = m_core.sameTold[s.device.id];
    s.tellsAgain = before != told;
    before = told;
    return {};
}

/// Whom somebody else has, case by case where it is not what was told before.
Result<void> HubRound::tellElsewhere(Session& s)
{
    BlindCheck check(m_core);
    if (m_core.areCluesDue) {
        LAPWING_ASSIGN(s.log.asked, check.readDue());
    }
    auto& before = m_core.elsewhereTold[s.device.id];
    const bool isAnew = s.resync || s.hello.cursor == wire::Cursor{};
    if (isAnew) before = {};
    const auto serial = s.device.grantSerial;
    if (before.isSettled && before.moved == m_core.elsewhereMoved && before.grantSerial == serial)
        return {};
    LAPWING_ASSIGN(const auto told, check.of(s.device));
    HubCore::Told now{{}, true, m_core.elsewhereMoved, serial};
    for (const auto& message : told) {
        const auto payload = wire::encodeMessage(message);
        const auto sum = crypto::hash16("lapwing.told.1", payload);
        const auto at = before.cases.find(message.caseId);
        const bool isKnown = at != before.cases.end() && at->second.sum == sum;
        if (!isKnown || !at->second.twice) s.out.bundle(wire::FrameType::Elsewhere, payload);
        now.cases[message.caseId] = {sum, isKnown};
        now.isSettled = now.isSettled && isKnown;
    }
    s.tellsAgain = s.tellsAgain || !now.isSettled;
    before = std::move(now);
    return {};
}

} // namespace lapwing::hub
