// What a tablet takes from another. Nothing that is read here may purge, give back or decide.
#include "sync/session/peer_round.h"

#include "shared/access/rights.h"
#include "shared/base/mutant.h"
#include "sync/session/receive.h"
#include "sync/store/carried_runs.h"

#include <algorithm>

namespace lapwing {

namespace {
// Of one sync, whatever the other sends.
constexpr std::size_t kHeadsInMax = 262'144;
constexpr std::size_t kCertificatesInMax = 1024;
constexpr std::size_t kChangesInMax = 8192;
} // namespace

Result<void> PeerRound::take(const wire::Frame& frame)
{
    using enum wire::FrameType;
    if (frame.type == GrantFrame) return takeGrant(frame.payload);
    if (!m_theirs)
        return fail(ErrorCode::Unauthorised, {}, "a peer that shows no grant before anything else");
    if (frame.type == CertificateFrame) return takeCertificate(frame.payload);
    if (frame.type == Heads) return takeHeads(frame.payload);
    if (frame.type == Run) return {}; // after all that they rest on
    return fail(ErrorCode::Malformed, {}, "a frame that no peer sends");
}

Result<void> PeerRound::takeGrant(ByteView payload)
{
    LAPWING_ASSIGN(auto grant, decodeGrant(payload));
    if (!verify(grant, m_hub) || grant.device != m_ends.peer) return notSigned("a peer's grant");
    if (!isGood(grant))
        return fail(ErrorCode::Unauthorised,
                    "The office has stopped the other tablet, or it has not met the office for too "
                    "long. Nothing was sent. It must sync with the office first.",
                    "a peer's grant");
    m_theirs = std::move(grant);
    return {};
}

Result<void> PeerRound::takeCertificate(ByteView payload)
{
    if (++m_certificatesIn > kCertificatesInMax)
        return fail(ErrorCode::TooLarge, {}, "a peer's certificates");
    LAPWING_ASSIGN(const auto told, wire::decodeMessage<wire::CertificateMessage>(payload));
    if (told.kind == 2) return takeDeviceCertificate(m_replica, told.bytes.bytes, m_hub);
    if (told.kind == 3) return takeActorCertificate(m_replica, told.bytes.bytes, m_hub);
    return fail(ErrorCode::Malformed, {}, "a certificate that no peer sends");
}

Result<void> PeerRound::takeHeads(ByteView payload)
{
    LAPWING_ASSIGN(const auto told, wire::decodeMessage<wire::HeadMessages>(payload));
    m_headsIn += told.items.size();
    if (m_headsIn > kHeadsInMax) return fail(ErrorCode::TooLarge, {}, "a peer's heads");
    if (!m_wanted) m_wanted.emplace();
    for (const auto& head : told.items) {
        if (head.ctr.value == 0) return fail(ErrorCode::Malformed, {}, "a head of nothing");
        (*m_wanted)[head.strand][head.actor] = {head.ctr.value, head.head};
    }
    return {};
}

/// In any order: a run waits until what it rests on is here, and is left when that does not come.
Result<void> PeerRound::takeRuns(store::Receiving& receiving,
                                 const std::vector<wire::Frame>& frames)
{
    std::vector<ByteView> waiting;
    for (const auto& frame : frames) {
        if (frame.type != wire::FrameType::Run) continue;
        LAPWING_ASSIGN(const auto raw, decodeRun(frame.payload));
        if (raw.strandHandle != 0 || raw.ownActor)
            return fail(ErrorCode::Malformed, {}, "a peer's run without its names");
        m_changesIn += raw.forms.size();
        if (m_changesIn > kChangesInMax)
            ++m_report.left;
        else
            waiting.emplace_back(frame.payload);
    }
    for (auto before = waiting.size() + 1; waiting.size() < before && !waiting.empty();) {
        before = waiting.size();
        std::vector<ByteView> still;
        for (const auto payload : waiting) {
            LAPWING_ASSIGN(const bool taken, takeRun(receiving, payload));
            if (!taken) still.push_back(payload);
        }
        waiting = std::move(still);
    }
    m_report.left += waiting.size();
    return {};
}

Result<bool> PeerRound::takeRun(store::Receiving& receiving, ByteView payload)
{
    LAPWING_ASSIGN(const auto raw, decodeRun(payload));
    LAPWING_ASSIGN(const auto strand, m_replica.strands().findStrand(raw.strand));
    LAPWING_ASSIGN(const bool shared, strand ? isShared(*strand) : Result<bool>(false));
    if (!shared) return fail(ErrorCode::Malformed, {}, "a run of a strand that is not shared");
    const bool isOwn = raw.actor == m_replica.author().actor;
    LAPWING_ASSIGN(const auto author, m_replica.state().actor(raw.actor));
    if (!author && !isOwn) return false;
    LAPWING_ASSIGN(const auto others, store::CarriedRuns(m_replica.database())
                                          .headsAt(strand->id, {raw.actor, raw.firstCtr - 1}));
    LAPWING_ASSIGN(const auto arrived,
                   receiveRun(m_replica.log(), *strand, raw, raw.actor,
                              isOwn ? m_replica.author().key.publicKey() : author->key, others));
    if (arrived.standing == Standing::Held) return true;
    if (arrived.standing == Standing::Gap) return false;
    if (arrived.standing == Standing::Unproven) {
        ++m_report.unproven;
        return true;
    }
    if (isOwn) { // the hub decides which of the two is the copy; who has it brings it there
        m_report.isCopied = true;
        return true;
    }
    LAPWING_ASSIGN(const bool shows, mayShow(*strand, *arrived.run));
    if (arrived.standing == Standing::Fork || !shows) return carry(*strand, *arrived.run, payload);
    const auto added =
        receiving.add(strand->ix, *arrived.run, Verdict::Undecided, store::Origin::Written);
    if (added.ok()) {
        m_report.taken += arrived.last - std::min(arrived.last, arrived.chain.heldCtr);
        return true;
    }
    const auto code = added.error().code;
    if (code == ErrorCode::NotFound) return false;
    // It rests on another history than ours, or there is no room for it.
    if (code == ErrorCode::Corrupt || code == ErrorCode::Rejected || code == ErrorCode::TooLarge)
        return carry(*strand, *arrived.run, payload);
    return added.error();
}

Result<bool> PeerRound::carry(const store::Strand& strand, const VerifiedRun& run, ByteView payload)
{
    if (mutant("peer-drops-forks")) return true;
    const auto& last = run.changes().back();
    LAPWING_ASSIGN(const bool kept,
                   store::CarriedRuns(m_replica.database())
                       .keep(strand.id, {last.actor, last.ctr}, last.hash, payload));
    ++(kept ? m_report.carried : m_report.left);
    return true;
}

Result<bool> PeerRound::mayShow(const store::Strand& strand, const VerifiedRun& run)
{
    if (mutant("peer-forgets-policy")) return true;
    const auto& actor = run.changes().front().actor;
    LAPWING_ASSIGN(const bool hubs, isHub(actor));
    if (hubs) return true;
    LAPWING_ASSIGN(const auto known, m_replica.state().actor(actor));
    // Of others' rights their own tablets' grants tell, and the hub.
    const access::Rights rights{m_theirs->rightsOn(strand.id)};
    const bool theirs = known && known->person == m_theirs->person;
    if (theirs && !rights.write() && !rights.decide()) return false;
    return std::ranges::all_of(run.changes(), [&](const Change& change) {
        return change.encoding == ChangeEncoding::Full && isHonest(change, strand) &&
               !speaksForOthers(change);
    });
}

} // namespace lapwing
