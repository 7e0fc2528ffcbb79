#include "sync/session/client_round_taking.h"

#include "shared/wire/list_frames.h"
#include "sync/log/digest.h"
#include "sync/log/retraction.h"
#include "sync/session/chain_runs.h"

namespace lapwing {

namespace {
constexpr std::size_t kChangesPerRequest = 1000;
constexpr std::size_t kRequestBytes = 2u << 20;
constexpr unsigned kResyncsMax = 3;
} // namespace

ClientRound::ClientRound(store::Replica& replica, const crypto::PublicKey& hubRoot,
                         ByteView digestKey32, const DeviceId& device)
    : m_replica(replica), m_root(hubRoot), m_digestKey(crypto::Secret::copyOf(digestKey32)),
      m_device(device)
{
}

Result<Sum> ClientRound::digest()
{
    LAPWING_ASSIGN(const auto strands, m_replica.strands().strands());
    Sum sum;
    // Without a handle it is one that the hub knows nothing of since it was put back.
    for (const auto& strand : strands)
        if (strand.rights > 0 && strand.handle != 0)
            sum = crypto::add(sum, strandDigest(m_digestKey.view(), strand.id, strand.vector));
    return sum;
}

Result<Bytes> ClientRound::request()
{
    auto& state = m_replica.state();
    LAPWING_ASSIGN(const auto hub, state.hubKey());
    if (hub) m_hubKey = hub->signKey;
    wire::Hello hello;
    LAPWING_ASSIGN(hello.hubEpoch, state.hubEpoch());
    LAPWING_ASSIGN(const auto own, state.ownChain());
    hello.ownSeq = {own.seq};
    hello.ownHead = Head8::from(own.head.view().first(Head8::kSize));
    LAPWING_ASSIGN(hello.cursor, state.cursor());
    LAPWING_ASSIGN(m_grant, state.grant());
    if (m_grant) {
        hello.grantSerial = {m_grant->serial};
        m_report.stopped = m_grant->leaseS == 0;
    }
    LAPWING_ASSIGN(hello.digest, digest());
    LAPWING_ASSIGN(hello.nonce, m_replica.author().random.id<wire::RoundNonce>());
    m_asked = hello.nonce;
    wire::FrameWriter out;
    out.put(wire::FrameType::Hello, wire::encodeMessage(hello));
    if (m_shows && m_grant) out.put(wire::FrameType::GrantFrame, encode(*m_grant));
    if (m_introduction) {
        if (m_grant) out.put(wire::FrameType::FoundGrant, encode(*m_grant));
        out.put(wire::FrameType::Introduction, encode(*m_introduction));
        ++m_report.roundTrips;
        return out.take();
    }
    LAPWING_ASSIGN(const bool all, putRuns(out));
    LAPWING_TRY(putCarried(out));
    LAPWING_TRY(putFound(out));
    // A word comes after the people whom it is of.
    if (all) LAPWING_TRY(putSameWords(out));
    LAPWING_ASSIGN(const auto purged, state.purged());
    wire::putList<wire::StrandIds>(out, wire::FrameType::Receipt, purged.items,
                                   wire::kStrandIdsInFrame);
    ++m_report.roundTrips;
    return out.take();
}

/// Whether everything that waits is in it.
Result<bool> ClientRound::putRuns(wire::FrameWriter& out)
{
    std::size_t sent = 0;
    const auto own = m_replica.author().actor;
    LAPWING_ASSIGN(const auto waiting, m_replica.log().strandsWithUndecided());
    for (const auto ix : waiting) {
        LAPWING_ASSIGN(const auto strand, m_replica.strands().strand(ix));
        // A hub that was put back does not know yet that this is theirs to write.
        if (strand.rights > 0 && strand.handle == 0 && !m_report.stopped) continue;
        LAPWING_ASSIGN(const auto changes, m_replica.log().undecided(ix));
        for (std::size_t start = 0; start < changes.size();) {
            const auto end = runEnd(changes, start, m_splits);
            if (end == start) {
                // Its author signed further on than what is here: they have it, and send it.
                const auto author = changes[start].actor;
                while (start < changes.size() && changes[start].actor == author) ++start;
                continue;
            }
            const bool isOwn = changes[start].actor == own;
            out.put(wire::FrameType::Run, runOf(strand, changes, start, end, isOwn));
            sent += end - start;
            start = end;
            if (sent + kRunChangesMax > kChangesPerRequest || out.size() > kRequestBytes)
                return false;
        }
    }
    return true;
}

Result<bool> ClientRound::receive(ByteView answer)
{
    auto more = takeAnswer(answer);
    if (m_report.rolledBack) return false;
    if (more.ok() || more.error().code != ErrorCode::NotFound || m_restarted) return more;
    // What we hold is not what the office took us to hold: begin again from its state.
    m_restarted = true;
    m_pieces.clear();
    LAPWING_ASSIGN(auto receiving, store::Receiving::begin(m_replica));
    LAPWING_TRY(m_replica.state().setCursor({}));
    LAPWING_TRY(receiving.commit());
    return true;
}

Result<bool> ClientRound::takeAnswer(ByteView answer)
{
    LAPWING_ASSIGN(const auto frames, wire::readFrames(answer));
    if (frames.empty() || frames.back().type != wire::FrameType::End)
        return fail(ErrorCode::Malformed, {}, "an answer without an end");
    LAPWING_ASSIGN(const auto end, wire::decodeMessage<wire::End>(frames.back().payload));
    if (!m_asked || end.nonce != *m_asked)
        return fail(ErrorCode::Malformed, {}, "an answer to another request");
    m_asked.reset();
    m_report.isCopied = end.remint == wire::kIsCopied;
    if (end.remint != 0 &&
        !m_report.isCopied) { // an older copy: what it holds may be all that there is of it
        m_report.rolledBack = true;
        return false;
    }
    m_report.isStranger = frames.front().type == wire::FrameType::Stranger;
    if (m_report.isStranger) return false;
    LAPWING_ASSIGN(auto receiving, store::Receiving::begin(m_replica));
    Taking taking(std::move(receiving));
    taking.unvouched.nonce = end.nonce;
    // Whatever was purged before has now been told: the receipt is not sent twice.
    LAPWING_TRY(m_replica.state().setPurged({}));
    for (const auto& frame : frames) LAPWING_TRY(take(taking, frame));
    LAPWING_TRY(settleCarried(taking));
    LAPWING_TRY(purgeRetracted(taking));
    if (!m_pieces.empty() || !taking.unvouched.envelopes.empty())
        return fail(ErrorCode::Malformed, {}, "a snapshot without its end or its signature");
    if (!taking.purged.items.empty()) LAPWING_TRY(m_replica.state().setPurged(taking.purged));
    LAPWING_TRY(taking.receiving.commit());
    m_report.pushed += taking.decided;
    m_report.quarantined += taking.quarantined;
    m_report.pulled += taking.pulled;
    m_report.purged += taking.purged.items.size();
    if (!taking.purged.items.empty()) LAPWING_TRY(m_replica.scrub());
    LAPWING_ASSIGN(const auto unsent, m_replica.log().undecidedCount());
    const bool moved = taking.decided > 0 || taking.pulled > 0;
    const bool splits = taking.needed && !m_splits;
    m_splits = m_splits || splits;
    const bool more = splits || taking.end.more != 0 || taking.end.resync != 0 ||
                      !taking.purged.items.empty() || taking.installed || (unsent > 0 && moved);
    m_caughtUp = !more;
    return more ? Result<bool>(true) : isOfferDue();
}

Result<void> ClientRound::take(Taking& t, const wire::Frame& frame)
{
    using enum wire::FrameType;
    switch (frame.type) {
    case CertificateFrame: return takeCertificate(t, frame.payload);
    case GrantFrame: return takeGrant(t, frame.payload);
    case StrandList: return takeStrands(frame.payload);
    case SnapshotEnvelope: return takeEnvelope(t, frame.payload);
    case Piece: return takePiece(t, frame.payload);
    case Manifest: return takeManifest(t, frame.payload);
    case Run: return takeRun(t, frame.payload);
    case Verdicts: return takeVerdicts(t, frame.payload);
    case Need: return takeNeed(t, frame.payload);
    case Retract: return takeRetraction(t, frame.payload);
    case wire::FrameType::FoundAnswer:
        return takeFoundWords(frame.payload);
    case SameWord:
        return takeSameWord(frame.payload);
    case Elsewhere:
        return takeElsewhere(frame.payload);
    case End: return takeEnd(t, frame.payload);
    default: return fail(ErrorCode::Malformed, {}, "a frame that no answer has");
    }
}

Result<void> ClientRound::takeVerdicts(Taking& t, ByteView payload)
{
    LAPWING_ASSIGN(const auto told, wire::decodeMessage<wire::VerdictMessages>(payload));
    for (const auto& verdict : told.items) {
        LAPWING_ASSIGN(const auto strand, m_replica.strands().findStrand(verdict.strand));
        const auto word = verdictFrom(verdict.verdict);
        if (!strand || !word) continue;
        LAPWING_TRY(t.receiving.decide(strand->ix, verdict.actor, verdict.first.value,
                                       verdict.last.value, *word));
        const auto count = verdict.last.value + 1 - verdict.first.value;
        t.decided += count;
        if (*word == Verdict::Quarantined) t.quarantined += count;
    }
    return {};
}

Result<void> ClientRound::takeNeed(Taking& t, ByteView payload)
{
    // Only a hub restored from an older copy lacks what comes before. It knows our cursor no
    // more, so the same answer starts the strands again, and what it lost is sent next: in the
    // smallest runs, so that what rests on a loss holds nothing else back.
    LAPWING_ASSIGN(const auto need, wire::decodeMessage<wire::NeedMessage>(payload));
    t.needed = true;
    std::erase_if(m_carried, [&](const auto& row) {
        return row.strand == need.strand && row.last.actor == need.actor;
    });
    // A strand that was taken off this tablet does not start again, but its last changes may wait.
    LAPWING_ASSIGN(const auto strand, m_replica.strands().findStrand(need.strand));
    if (!strand || strand->rights != 0) return {};
    return t.receiving.reopenFrom(strand->ix, need.actor, need.from.value);
}

Result<void> ClientRound::takeRetraction(Taking& t, ByteView payload)
{
    LAPWING_ASSIGN(const auto told, decodeRetraction(payload));
    const bool ours = m_grant && told.device == m_device && told.hubEpoch == m_grant->hubEpoch &&
                      told.serial == m_grant->serial;
    if (!ours || !verify(told, m_hubKey)) return notSigned("a retraction");
    auto& strands = m_replica.strands();
    for (const auto& id : told.strands) {
        LAPWING_ASSIGN(const auto strand, strands.findStrand(id));
        if (!strand) {
            t.purged.items.push_back(id);
            continue;
        }
        // A hub that was put back may lack what its former self took: it is sent once more.
        const bool unheard = strand->rights > 0 && strand->handle == 0;
        if (unheard) LAPWING_TRY(t.receiving.reopenHeld(strand->ix));
        // Edits stop at once. The hub may give the handle to another strand from now on.
        LAPWING_TRY(strands.setReader(strand->ix, 0, 0));
        t.retracted.push_back(strand->ix);
    }
    return {};
}

/// What was retracted goes as soon as the hub has all that was written in it.
Result<void> ClientRound::purgeRetracted(Taking& t)
{
    for (const auto ix : t.retracted) {
        LAPWING_ASSIGN(const auto strand, m_replica.strands().strand(ix));
        LAPWING_ASSIGN(const auto waiting, m_replica.log().undecided(ix));
        LAPWING_ASSIGN(const bool carries,
                       store::CarriedRuns(m_replica.database()).isAnyOf(strand.id));
        if (!waiting.empty() || carries) continue;
        LAPWING_TRY(t.receiving.purge(ix));
        t.purged.items.push_back(strand.id);
    }
    return {};
}

Result<void> ClientRound::takeEnd(Taking& t, ByteView payload)
{
    LAPWING_ASSIGN(t.end, wire::decodeMessage<wire::End>(payload));
    LAPWING_TRY(m_replica.state().setCursor(t.end.cursor));
    m_shows = t.end.resync == wire::kShowGrant;
    LAPWING_TRY(heedEpoch(t.end.hubEpoch));
    if (t.end.resync != 0 && ++m_resyncs > kResyncsMax)
        return fail(ErrorCode::Internal,
                    "The office and this tablet do not agree on what was sent. Nothing is lost; "
                    "what is unsent stays on this tablet. Tell the office.",
                    "the hub begins again and again");
    m_contact.hubTimeMs = t.end.hubTimeMs.value;
    return {};
}

} // namespace lapwing
