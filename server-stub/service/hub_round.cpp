#include "server-stub/service/change_judge.h"
#include "server-stub/service/quarantine.h"
#include "server-stub/service/quarantine_words.h"
#include "server-stub/service/round_session.h"

#include "shared/access/rights.h"
#include "shared/base/mutant.h"
#include "shared/wire/list_frames.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
constexpr std::size_t kFramesInMax = 4096;
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
    if (at == m_core.idle.end() || request.frames.size() != 1) return std::nullopt;
    auto& known = at->second;
    const auto& hello = request.hello;
    if (hello.cursor != known.cursor || hello.digest != known.digest ||
        hello.grantSerial.value != known.grantSerial || hello.hubEpoch != m_core.keys.epoch ||
        hello.ownSeq.value != known.received)
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
    if (!device) return fail(ErrorCode::Unauthorised, {}, "an unknown device");
    m_core.idle.erase(id);
    Session s;
    s.device = std::move(*device);
    s.hello = request.hello;
    s.manifest.nonce = request.hello.nonce;
    LAPWING_TRY(settleStanding(s));
    for (const auto& frame : request.frames) {
        if (frame.type == wire::FrameType::Run) LAPWING_TRY(takeRun(s, frame.payload));
        if (frame.type == wire::FrameType::Receipt) LAPWING_TRY(takeReceipt(s, frame.payload));
    }
    wire::putList<wire::VerdictMessages>(s.out, wire::FrameType::Verdicts, s.verdicts,
                                         wire::kVerdictsInFrame);
    LAPWING_TRY(serve(s));
    if (!s.manifest.envelopes.empty())
        s.out.put(wire::FrameType::Manifest, sign(s.manifest, m_core.keys.sign).view());
    s.out.put(wire::FrameType::End, wire::encodeMessage(endOf(s)));
    return RoundAnswer{s.out.take(), s.log};
}

wire::End HubRound::endOf(const Session& s) const
{
    wire::End end;
    end.cursor = s.cursor;
    end.durableDseq = s.cursor.dseq;
    end.more = s.more ? 1 : 0;
    end.resync = s.resync ? 1 : 0;
    end.remint = s.remint ? 1 : 0;
    end.hubEpoch = m_core.keys.epoch;
    end.hubTimeMs = {m_core.clock.wallMs()};
    end.nonce = s.hello.nonce;
    return end;
}

Result<void> HubRound::settleStanding(Session& s)
{
    LAPWING_ASSIGN(const auto own, m_core.registry.vaultActorOf(s.device.id));
    s.received = own ? own->received : 0;
    s.remint = s.hello.ownSeq.value < s.received;
    const auto proves = [&](const SyncStanding& standing) {
        return standing.cursor == s.hello.cursor &&
               (!standing.digest || *standing.digest == s.hello.digest);
    };
    // It holds a later grant than we remember to have given: this hub was put back from a backup.
    const auto held = s.hello.grantSerial.value;
    if (held > s.device.grantSerial && held < kSerialMax) s.device.grantSerial = held + 1;
    s.cursor = s.hello.cursor;
    const bool sameHub = s.hello.hubEpoch == m_core.keys.epoch || s.hello.hubEpoch == 0;
    if (sameHub && proves(s.device.latest)) {
        s.device.confirmed = s.device.latest;
        return {};
    }
    if (sameHub && proves(s.device.confirmed)) return {};
    // Neither answer we know of left the device like this: give it everything again, by state.
    s.cursor = {};
    s.resync = s.hello.cursor != wire::Cursor{};
    s.device.confirmed = {};
    return m_core.registry.restartInbox(s.device.id);
}

Result<void> HubRound::takeReceipt(Session& s, ByteView payload)
{
    LAPWING_ASSIGN(const auto purged, wire::decodeMessage<wire::StrandIds>(payload));
    // It may be of an earlier purge than the one now asked for: the device will say so again.
    if (s.hello.grantSerial.value != s.device.grantSerial) return {};
    for (const auto& strand : purged.items)
        LAPWING_TRY(m_core.registry.dropRetraction(s.device.id, strand));
    return {};
}

Result<void> HubRound::takeRun(Session& s, ByteView payload)
{
    LAPWING_ASSIGN(const auto raw, decodeRun(payload));
    if (raw.strandHandle != 0) return fail(ErrorCode::Malformed, {}, "a pushed run by handle");
    LAPWING_ASSIGN(const auto author, raw.ownActor ? m_core.registry.vaultActorOf(s.device.id)
                                                   : m_core.registry.actor(raw.actor));
    LAPWING_ASSIGN(const auto strand, m_core.strands.findStrand(raw.strand));
    // An unknown strand or author is left undecided: the device keeps the work and says so.
    if (!author || !strand) return {};
    const auto actor = author->certificate.actor();
    LAPWING_ASSIGN(const auto chain, m_core.strands.chainOf(*strand, actor));
    const auto needFrom = [&](std::uint64_t from) {
        const wire::NeedMessage need{strand->id, actor, {from}};
        s.out.put(wire::FrameType::Need, wire::encodeMessage(need));
    };
    if (raw.firstCtr > chain.heldCtr + 1) {
        needFrom(chain.heldCtr + 1);
        return {};
    }
    LAPWING_ASSIGN(const auto previous,
                   raw.firstCtr == 1 ? Result<std::optional<Hash>>(chainStart(strand->id, actor))
                                     : m_core.strands.hashAt(strand->ix, chain, raw.firstCtr - 1));
    if (!previous) {
        needFrom(chain.heldCtr + 1);
        return {};
    }
    const auto run = VerifiedRun::open(raw, strand->id, actor, *previous, author->certificate.key);
    if (!run.ok()) {
        // Two histories of one chain: this device was restored from an older copy.
        s.remint = s.remint || raw.firstCtr <= chain.heldCtr;
        return s.remint ? Result<void>{} : run.error();
    }
    return takeVerified(s, *strand, *author, *run);
}

Result<bool> HubRound::takeCarried(ByteView run)
{
    LAPWING_ASSIGN(const auto raw, decodeRun(run));
    if (raw.ownActor) return fail(ErrorCode::Malformed, {}, "a carried run without its author");
    LAPWING_ASSIGN(const auto author, m_core.registry.actor(raw.actor));
    if (!author) return false;
    LAPWING_ASSIGN(auto device, m_core.registry.device(author->certificate.device));
    if (!device) return false;
    Session s;
    s.device = std::move(*device);
    m_core.idle.erase(s.device.id);
    LAPWING_TRY(takeRun(s, run));
    return !s.verdicts.empty();
}

Result<access::Rights> HubRound::rightsOf(const Session& s, const store::Strand& strand,
                                          const KnownActor& author)
{
    LAPWING_ASSIGN(const auto from, m_core.registry.device(author.certificate.device));
    if (!from || from->stopped || s.device.stopped) return access::Rights{};
    LAPWING_ASSIGN(const auto staff, m_core.registry.staff(author.staff));
    if (!staff) return access::Rights{};
    // What they were made a member for, as far as their role allows it at the most today: what of
    // it is theirs is asked of each change.
    constexpr access::StrandFacts kAtMost{.created = true, .ownsAction = true, .listedSoon = true};
    const auto role = strand.caseId.isZero() ? access::standingRights(staff->role, strand.panel)
                                             : access::strandRights(staff->role, strand.compartment,
                                                                    strand.panel, kAtMost);
    LAPWING_ASSIGN(const auto member, m_core.registry.memberRights(strand.ix, author.staff));
    return access::Rights{static_cast<std::uint8_t>(member & role.bits)};
}

Result<std::vector<Judgement>> HubRound::judged(const Session& s, const store::Strand& strand,
                                                const KnownActor& author, const VerifiedRun& run)
{
    LAPWING_ASSIGN(const auto rights, rightsOf(s, strand, author));
    LAPWING_ASSIGN(const auto chain, m_core.strands.chainOf(strand, author.certificate.actor()));
    LAPWING_ASSIGN(auto judge,
                   ChangeJudge::open(m_core, strand, author, rights, chain.heldCtr + 1));
    // Our own work of before, which a backup did not have, is as good as when we signed it.
    const bool ours =
        author.certificate.device == m_core.keys.device.device() && !mutant("hub-disowns-its-past");
    std::vector<Judgement> all;
    for (const auto& change : run.changes()) {
        const bool isOurs = ours && change.encoding == ChangeEncoding::Full;
        if (isOurs || change.ctr <= chain.heldCtr) { // of what is held the word is out
            all.push_back({Verdict::Accepted, {}});
            continue;
        }
        if (mutant("judge-asks-the-first-only") && !all.empty()) {
            all.push_back(all.front());
            continue;
        }
        LAPWING_ASSIGN(auto told, judge.judge(change));
        if (mutant("hub-trusts-clocks") && change.envelope.claimedMs > m_core.clock.wallMs())
            told.state = Verdict::Quarantined;
        all.push_back(told);
    }
    return all;
}

Result<void> HubRound::takeVerified(Session& s, const store::Strand& strand,
                                    const KnownActor& author, const VerifiedRun& run)
{
    const auto actor = author.certificate.actor();
    LAPWING_ASSIGN(auto words, judged(s, strand, author, run));
    const auto statesOf = [](const std::vector<Judgement>& all) {
        std::vector<Verdict> states;
        for (const auto& one : all) states.push_back(one.state);
        return states;
    };
    const auto first = run.changes().front().ctr;
    const auto last = run.changes().back().ctr;
    if (mutant("hub-drops-acknowledged") && words.front().state == Verdict::Accepted) {
        s.verdicts.push_back(
            {strand.id, actor, {first}, {last}, static_cast<std::uint8_t>(Verdict::Accepted), 0});
        return {};
    }
    auto applied = m_core.strands.apply(strand.ix, run, statesOf(words));
    if (!applied.ok() && applied.error().code == ErrorCode::TooLarge) {
        // No room for it in the case: it is kept whole, for a person at the office.
        for (auto& word : words)
            if (word.state == Verdict::Accepted) word = {Verdict::Quarantined, kNoRoomWords};
        applied = m_core.strands.apply(strand.ix, run, statesOf(words));
    }
    if (!applied.ok() && applied.error().code == ErrorCode::NotFound) {
        LAPWING_ASSIGN(const auto chain, m_core.strands.chainOf(strand, actor));
        const wire::NeedMessage need{strand.id, actor, {chain.heldCtr + 1}};
        s.out.put(wire::FrameType::Need, wire::encodeMessage(need));
        return {};
    }
    if (!applied.ok() && applied.error().code == ErrorCode::Corrupt) {
        // Another change at a place we know: this vault was put back from a copy. It keeps its
        // branch, and is told.
        s.remint = true;
        return {};
    }
    if (!applied.ok()) return applied.error();
    if (applied->fresh > 0) {
        for (std::size_t i = words.size() - applied->fresh; i < words.size(); ++i)
            if (words[i].state == Verdict::Quarantined)
                LAPWING_TRY(keepReason(m_core, strand.ix, {actor, first + i}, words[i].reason));
        auto known = author;
        known.received += applied->fresh;
        if (actor == author.certificate.actor() && author.certificate.device == s.device.id)
            s.received = known.received;
        LAPWING_TRY(m_core.registry.put(known));
        // fanOut writes the device's row: give it ours first, and read it back after.
        LAPWING_TRY(m_core.registry.put(s.device));
        LAPWING_TRY(m_core.fanOut(strand, &s.device.id));
        LAPWING_ASSIGN(auto device, m_core.registry.device(s.device.id));
        s.device = std::move(*device);
    }
    return answerVerdicts(s, strand, actor, first, last);
}

Result<void> HubRound::answerVerdicts(Session& s, const store::Strand& strand, const ActorId& actor,
                                      std::uint64_t first, std::uint64_t last)
{
    LAPWING_ASSIGN(const auto held, m_core.strands.ofChain(strand.ix, actor, first));
    for (const auto& change : held) {
        if (change.ctr > last) break;
        if (change.state == Verdict::Accepted) ++s.log.accepted;
        if (change.state == Verdict::Quarantined) ++s.log.quarantined;
        if (change.state == Verdict::Rejected) ++s.log.rejected;
        const auto verdict = static_cast<std::uint8_t>(change.state);
        auto& told = s.verdicts;
        const bool extends = !told.empty() && told.back().strand == strand.id &&
                             told.back().actor == actor && told.back().verdict == verdict &&
                             told.back().last.value + 1 == change.ctr;
        if (extends)
            told.back().last = {change.ctr};
        else
            told.push_back({strand.id, actor, {change.ctr}, {change.ctr}, verdict, 0});
    }
    return {};
}

} // namespace lapwing::hub
