#include "server-stub/service/administration.h"
#include "server-stub/service/change_judge.h"
#include "server-stub/service/erase.h"
#include "server-stub/service/exclusion.h"
#include "server-stub/service/late_words.h"
#include "server-stub/service/linked_people.h"
#include "server-stub/service/other_history.h"
#include "server-stub/service/quarantine.h"
#include "server-stub/service/quarantine_decision.h"
#include "server-stub/service/quarantine_words.h"
#include "server-stub/service/redact.h"
#include "server-stub/service/round_session.h"

#include "shared/access/rights.h"
#include "shared/base/mutant.h"
#include "shared/crypto/hash.h"
#include "shared/wire/list_frames.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
constexpr std::size_t kFramesInMax = 4096;
constexpr std::size_t kChangesInMax = 8192;
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
    if (at == m_core.idle.end() || request.frames.size() != 1) return std::nullopt;
    auto& known = at->second;
    const auto& hello = request.hello;
    if (hello.cursor != known.cursor || hello.digest != known.digest ||
        hello.grantSerial.value != known.grantSerial || hello.hubEpoch != m_core.keys.epoch ||
        hello.ownSeq.value != known.received || hello.ownHead != known.ownHead)
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
        if (frame.type == wire::FrameType::Receipt) LAPWING_TRY(takeReceipt(s, frame.payload));
        if (frame.type == wire::FrameType::SameWord) LAPWING_TRY(takeSameWord(s, frame.payload));
    }
    wire::putList<wire::VerdictMessages>(s.out, wire::FrameType::Verdicts, s.verdicts,
                                         wire::kVerdictsInFrame);
    LAPWING_TRY(answerFound(s, request));
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
    end.resync = s.doubted ? wire::kShowGrant : s.resync ? 1 : 0;
    end.remint = s.remint ? 1 : 0;
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
    if (!shown || shown->serial <= s.device.grantSerial) return {};
    if (shown->leaseS == 0) LAPWING_TRY(stopDevice(m_core, s.device.id));
    LAPWING_ASSIGN(const auto held, m_core.registry.holdings(s.device.id));
    for (const auto& holding : held) {
        LAPWING_ASSIGN(const auto strand, m_core.strands.strand(holding.strand));
        LAPWING_TRY(withdraw(m_core, strand, s.device.staff, shown->rightsOn(strand.id)));
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

Result<void> HubRound::takeRun(Session& s, ByteView payload)
{
    LAPWING_ASSIGN(const auto raw, decodeRun(payload));
    if (raw.strandHandle != 0) return fail(ErrorCode::Malformed, {}, "a pushed run by handle");
    // The same again is answered once, and what is over the limit another time.
    s.changesIn += raw.forms.size();
    const auto name = crypto::hash16("lapwing.runs.in", payload);
    if (s.changesIn > kChangesInMax || !s.runsIn.insert(name).second) return {};
    LAPWING_ASSIGN(const auto author, raw.ownActor ? m_core.registry.vaultActorOf(s.device.id)
                                                   : m_core.registry.actor(raw.actor));
    LAPWING_ASSIGN(const auto strand, m_core.strands.findStrand(raw.strand));
    // An unknown strand or author is left undecided: the device keeps the work and says so.
    if (!author || !strand) return {};
    LAPWING_ASSIGN(const bool known, isKnown(*author));
    if (!known) return {};
    // What it says of a strand that it once gave back comes from an older copy of its vault.
    LAPWING_TRY(m_core.registry.repeatRetraction(s.device.id, strand->id));
    const auto actor = author->certificate.actor();
    LAPWING_ASSIGN(const auto chain, m_core.log.chainOf(*strand, actor));
    LAPWING_ASSIGN(const auto before, hashesBefore(*strand, chain, raw.firstCtr));
    if (before.empty()) {
        const wire::NeedMessage need{strand->id, actor, {chain.heldCtr + 1}};
        s.out.put(wire::FrameType::Need, wire::encodeMessage(need));
        return {};
    }
    for (const auto& hash : before) {
        const auto run = VerifiedRun::open(raw, strand->id, actor, hash, author->certificate.key);
        if (run.ok()) return takeVerified(s, *strand, *author, *run);
    }
    return passOver(s, *author, raw.firstCtr);
}

/// What verifies against nothing known: nobody signed it, or it goes on from a history that this
/// hub lacks. It proves nothing about its author's vault. Where it can only be the first, the
/// request is bad; else its tablet keeps it.
Result<void> HubRound::passOver(const Session& s, const KnownActor& author, std::uint64_t first)
{
    // A hub that was never put back has all that a tablet's own next change goes on from.
    const bool knowsAll = m_core.keys.epoch == kFirstEpoch && !s.carried && !s.remint &&
                          author.certificate.device == s.device.id;
    if (first > 1 && !knowsAll) return {};
    return fail(ErrorCode::Malformed, {}, "a run that its author did not sign");
}

/// What a run may go on from: the chain, or what is kept of another history of it.
Result<std::vector<Hash>> HubRound::hashesBefore(const store::Strand& strand,
                                                 const store::Chain& chain, std::uint64_t first)
{
    if (first == 1) return std::vector{chainStart(strand.id, chain.actor)};
    LAPWING_ASSIGN(auto hashes, othersAt(m_core, strand.ix, {chain.actor, first - 1}));
    if (first > chain.heldCtr + 1) return hashes;
    LAPWING_ASSIGN(const auto known, m_core.log.hashAt(strand.ix, chain, first - 1));
    if (known) hashes.insert(hashes.begin(), *known);
    return hashes;
}

/// Another change at a place we know: the author's vault was put back from a copy. The first
/// history stands; this one is kept for a person, and its tablet is told.
Result<void> HubRound::takeOther(Session& s, const store::Strand& strand, const KnownActor& author,
                                 const VerifiedRun& run)
{
    s.keptApart = true;
    s.remint = s.remint || author.certificate.device == s.device.id;
    LAPWING_TRY(keepOther(m_core, strand, run));
    return keepErased(m_core, strand);
}

Result<bool> HubRound::takeCarried(ByteView run)
{
    LAPWING_ASSIGN(const auto raw, decodeRun(run));
    if (raw.ownActor) return fail(ErrorCode::Malformed, {}, "a carried run without its author");
    LAPWING_ASSIGN(const auto author, m_core.registry.actor(raw.actor));
    if (!author) return false;
    LAPWING_ASSIGN(auto device, m_core.registry.device(author->certificate.device));
    if (!device) return false;
    return takeBrought(std::move(*device), run);
}

Result<bool> HubRound::takeOffered(ByteView run, const DeviceId& from)
{
    LAPWING_ASSIGN(auto device, m_core.registry.device(from));
    if (!device) return false;
    return takeBrought(std::move(*device), run);
}

Result<bool> HubRound::takeBrought(Device device, ByteView run)
{
    Session s;
    s.device = std::move(device);
    m_core.idle.erase(s.device.id);
    s.carried = true;
    LAPWING_ASSIGN(s.doubted, m_core.registry.isDoubted(s.device.id));
    LAPWING_TRY(takeRun(s, run));
    return !s.verdicts.empty() || s.keptApart;
}

Result<access::Rights> HubRound::rightsOf(const Session& s, const store::Strand& strand,
                                          const KnownActor& author)
{
    LAPWING_ASSIGN(const auto from, m_core.registry.device(author.certificate.device));
    if (!from || from->stopped || s.device.stopped || s.doubted) return access::Rights{};
    LAPWING_ASSIGN(const auto staff, m_core.registry.staff(author.staff));
    LAPWING_ASSIGN(const bool never, m_core.isExcluded(author.staff, strand.caseId));
    if (!staff || never) return access::Rights{};
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
    LAPWING_ASSIGN(const auto chain, m_core.log.chainOf(strand, author.certificate.actor()));
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
    const auto statesOf = [](const std::vector<Judgement>& all) {
        std::vector<Verdict> states;
        for (const auto& one : all) states.push_back(one.state);
        return states;
    };
    const auto first = run.changes().front().ctr;
    const auto last = run.changes().back().ctr;
    LAPWING_ASSIGN(const bool isOther, isOtherHistory(m_core, strand, run));
    if (isOther) return takeOther(s, strand, author, run);
    LAPWING_ASSIGN(const auto chain, m_core.log.chainOf(strand, actor));
    if (last <= chain.heldCtr) return answerVerdicts(s, strand, actor, first, last);
    LAPWING_ASSIGN(auto words, judged(s, strand, author, run));
    if (mutant("hub-drops-acknowledged") && words.front().state == Verdict::Accepted) {
        s.verdicts.push_back(
            {strand.id, actor, {first}, {last}, static_cast<std::uint8_t>(Verdict::Accepted), 0});
        return {};
    }
    const auto applyWith = [&](std::string_view reason) {
        for (auto& word : words)
            if (!reason.empty() && word.state == Verdict::Accepted)
                word = {Verdict::Quarantined, reason};
        return m_core.engine.apply(strand.ix, run, statesOf(words));
    };
    auto applied = applyWith({});
    // No room for it in the case, or nothing to rest on: it is kept whole, for a person.
    if (!applied.ok() && applied.error().code == ErrorCode::TooLarge)
        applied = applyWith(kNoRoomWords);
    if (!applied.ok() && applied.error().code == ErrorCode::Corrupt)
        applied = applyWith(kOnOtherHistoryWords);
    if (!applied.ok() && applied.error().code == ErrorCode::NotFound) {
        const wire::NeedMessage need{strand.id, actor, {chain.heldCtr + 1}};
        s.out.put(wire::FrameType::Need, wire::encodeMessage(need));
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
        bool isNews = false; // also to whoever brought it
        const bool isOurs = author.certificate.device == m_core.keys.device.device();
        if (isOurs) {
            LAPWING_ASSIGN(isNews, heedVerdicts(m_core, strand, run));
            LAPWING_TRY(heedRedactions(m_core, strand, run));
        }
        LAPWING_TRY(m_core.fanOut(strand, isNews ? nullptr : &s.device.id));
        for (std::size_t i = words.size() - applied->fresh; i < words.size(); ++i)
            if (words[i].state == Verdict::Quarantined)
                LAPWING_TRY(sayLate(m_core, strand, run.changes()[i]));
        if (isOurs) LAPWING_TRY(heedMembers(m_core, strand, run));
        for (const auto& change : run.changes())
            LAPWING_TRY(heedExclusions(m_core, strand, change.envelope.records));
        LAPWING_TRY(keepErased(m_core, strand));
        LAPWING_ASSIGN(auto device, m_core.registry.device(s.device.id));
        s.device = std::move(*device);
    }
    return answerVerdicts(s, strand, actor, first, last);
}

Result<void> HubRound::answerVerdicts(Session& s, const store::Strand& strand, const ActorId& actor,
                                      std::uint64_t first, std::uint64_t last)
{
    LAPWING_ASSIGN(const auto held, m_core.log.ofChain(strand.ix, actor, first, last));
    for (const auto& change : held) {
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
