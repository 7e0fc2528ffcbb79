#include "sync/session/peer_round.h"

#include "shared/access/rights.h"
#include "shared/base/mutant.h"
#include "shared/wire/list_frames.h"
#include "sync/log/member.h"
#include "sync/session/chain_runs.h"

namespace lapwing {

namespace {
/// What one message carries of runs, about; the rest comes in another sync.
constexpr std::size_t kMessageBytes = 4u << 20;

Error notGranted(std::string_view detail)
{
    return fail(ErrorCode::Unauthorised,
                "These two tablets cannot exchange work: the office has stopped one of them, or "
                "one has not met the office for too long. Nothing was sent. Sync with the office "
                "first.",
                std::string(detail));
}

void putCertificate(wire::FrameWriter& out, std::uint8_t kind, Bytes bytes)
{
    out.put(wire::FrameType::CertificateFrame,
            wire::encodeMessage(wire::CertificateMessage{kind, {std::move(bytes)}}));
}
} // namespace

bool PeerRound::isGood(const Grant& grant) const
{
    if (mutant("peer-forgets-lease")) return true;
    return grant.leaseS > 0 && m_nowMs < grant.issuedMs + grant.leaseS * 1000ull;
}

Result<bool> PeerRound::isHub(const ActorId& actor)
{
    const auto told = m_hubs.find(actor);
    if (told != m_hubs.end()) return told->second;
    LAPWING_ASSIGN(const auto known, certifiedActor(m_replica, actor, m_hub));
    if (!known) return false;
    return m_hubs[actor] = known->actor.device == deviceOf(m_hub);
}

Result<bool> PeerRound::isTakenFromThem(const store::Strand& strand)
{
    if (mutant("peer-forgets-members")) return false;
    LAPWING_ASSIGN(const auto chains, m_replica.log().chains(strand.ix));
    std::uint64_t newest = 0;
    bool taken = false;
    for (const auto& chain : chains) {
        LAPWING_ASSIGN(const bool hubs, isHub(chain.actor));
        if (!hubs) continue;
        LAPWING_ASSIGN(const auto held, m_replica.log().ofChain(strand.ix, chain.actor, 1));
        for (const auto& stored : held) {
            // What a peer brought of the hub's is newer than all that the hub has told us itself.
            const auto at = isDecided(stored.state) ? stored.sseq : INT64_MAX;
            if (at < newest) continue;
            LAPWING_ASSIGN(const auto change,
                           openChange(strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
            for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
                const auto word = memberIn(change, i);
                if (!word || word->person != m_theirs->person) continue;
                taken = !access::Rights{word->rights}.read();
                newest = at;
            }
        }
    }
    return taken;
}

Result<bool> PeerRound::isShared(const store::Strand& strand)
{
    const auto known = m_shared.find(strand.id);
    if (known != m_shared.end()) return known->second;
    const bool theirs = m_theirs && (access::Rights{m_theirs->rightsOn(strand.id)}.read() ||
                                     mutant("peer-forgets-grant"));
    bool& shared = m_shared[strand.id];
    if (!theirs || !access::Rights{strand.rights}.read()) return shared;
    LAPWING_ASSIGN(const bool taken, isTakenFromThem(strand));
    return shared = !taken;
}

Result<Bytes> PeerRound::greet()
{
    wire::FrameWriter out;
    LAPWING_TRY(putGrant(out));
    return out.take();
}

Result<void> PeerRound::putGrant(wire::FrameWriter& out)
{
    if (m_greeted) return {};
    LAPWING_ASSIGN(const auto own, m_replica.state().grant());
    if (!own || !isGood(*own)) return notGranted("this tablet's own grant");
    out.put(wire::FrameType::GrantFrame, encode(*own));
    putCertificate(out, 2, encode(m_ends.device));
    putCertificate(out, 3, encode(m_ends.actor));
    m_certified.insert(m_ends.actor.actor());
    m_greeted = true;
    return {};
}

/// Of each strand that both have, how far each chain is held.
Result<void> PeerRound::putHeads(wire::FrameWriter& out)
{
    if (m_toldHeads || !m_theirs) return {};
    std::vector<wire::HeadMessage> heads;
    LAPWING_ASSIGN(const auto strands, m_replica.strands().strands());
    for (const auto& strand : strands) {
        LAPWING_ASSIGN(const bool shared, isShared(strand));
        if (!shared) continue;
        LAPWING_ASSIGN(const auto chains, m_replica.log().chains(strand.ix));
        for (const auto& chain : chains)
            if (chain.heldCtr > 0)
                heads.push_back({strand.id,
                                 chain.actor,
                                 {chain.heldCtr},
                                 Head8::from(chain.heldHead.view().first(Head8::kSize))});
    }
    wire::putList<wire::HeadMessages>(out, wire::FrameType::Heads, heads, wire::kHeadsInFrame);
    m_toldHeads = true;
    return {};
}

Result<void> PeerRound::putRuns(wire::FrameWriter& out)
{
    if (m_toldRuns || !m_wanted) return {};
    for (const auto& [id, theirs] : *m_wanted) {
        LAPWING_ASSIGN(const auto strand, m_replica.strands().findStrand(id));
        if (!strand) continue;
        LAPWING_ASSIGN(const bool shared, isShared(*strand));
        if (!shared) continue;
        LAPWING_ASSIGN(const auto chains, m_replica.log().chains(strand->ix));
        for (const auto& chain : chains) {
            const auto at = theirs.find(chain.actor);
            LAPWING_TRY(putChain(out, *strand, chain, at == theirs.end() ? Head{} : at->second));
        }
    }
    m_toldRuns = true;
    return {};
}

Result<void> PeerRound::putChain(wire::FrameWriter& out, const store::Strand& strand,
                                 const store::Chain& chain, const Head& theirs)
{
    if (theirs.ctr > chain.heldCtr) return {}; // it is for them to tell
    auto from = theirs.ctr + 1;
    if (theirs.ctr > 0) {
        LAPWING_ASSIGN(const auto ours, m_replica.log().hashAt(strand.ix, chain, theirs.ctr));
        // Two histories: all of ours is told, so that they see where the two part.
        if (ours && Head8::from(ours->view().first(Head8::kSize)) != theirs.head) from = 1;
    }
    LAPWING_ASSIGN(auto changes, wholeFrom(m_replica.log(), strand, chain.actor, from));
    std::size_t sound = 0;
    while (sound < changes.size() && !isAdverse(changes[sound].state)) ++sound;
    if (!mutant("peer-spreads-quarantine")) changes.resize(sound);
    if (changes.empty()) return {};
    LAPWING_ASSIGN(const bool believed, putAuthor(out, chain.actor));
    for (std::size_t start = 0; believed && start < changes.size() && out.size() < kMessageBytes;) {
        const auto end = runEnd(changes, start, false);
        if (end == start) break; // its author signed further on than what is here
        out.bundle(wire::FrameType::Run, runOf(strand, changes, start, end, false));
        m_report.told += end - start;
        start = end;
    }
    return {};
}

Result<bool> PeerRound::putAuthor(wire::FrameWriter& out, const ActorId& actor)
{
    if (m_certified.contains(actor)) return true;
    LAPWING_ASSIGN(const auto known, certifiedActor(m_replica, actor, m_hub));
    if (!known) return false;
    m_certified.insert(actor);
    putCertificate(out, 2, encode(known->device));
    putCertificate(out, 3, encode(known->actor));
    return true;
}

Result<Bytes> PeerRound::hear(ByteView message)
{
    if (m_isOver) return fail(ErrorCode::Rejected, {}, "a sync that is over");
    const auto before = m_report;
    auto answer = heard(message);
    if (answer.ok()) return answer;
    m_isOver = true;
    m_report = before;
    return answer;
}

Result<Bytes> PeerRound::heard(ByteView message)
{
    if (message.size() > kPeerMessageBytesMax)
        return fail(ErrorCode::TooLarge, {}, "a peer's message");
    LAPWING_ASSIGN(const auto frames, wire::readFrames(message));
    if (frames.empty()) return Bytes{};
    LAPWING_ASSIGN(const auto hub, m_replica.state().hubKey());
    if (!hub) return notGranted("no office is known");
    m_hub = hub->signKey;
    LAPWING_ASSIGN(auto receiving, store::Receiving::begin(m_replica));
    m_shared.clear();
    for (const auto& frame : frames) LAPWING_TRY(take(frame));
    LAPWING_TRY(takeRuns(receiving, frames));
    LAPWING_TRY(receiving.commit());
    m_shared.clear(); // a word of the hub may have come
    wire::FrameWriter out;
    LAPWING_TRY(putGrant(out));
    LAPWING_TRY(putHeads(out));
    LAPWING_TRY(putRuns(out));
    return out.take();
}

} // namespace lapwing
