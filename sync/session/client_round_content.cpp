#include "sync/log/recovery_certificate.h"
#include "sync/session/client_round_taking.h"
#include "sync/session/receive.h"

#include "shared/base/mutant.h"

namespace lapwing {

Result<void> ClientRound::takeCertificate(Taking&, ByteView payload)
{
    LAPWING_ASSIGN(const auto told, wire::decodeMessage<wire::CertificateMessage>(payload));
    if (told.kind == 1) {
        LAPWING_ASSIGN(const auto hub, decodeHubKeyCertificate(told.bytes.bytes));
        if (!verify(hub, m_root)) return notSigned("a hub key");
        m_hubKey = hub.signKey;
        return m_replica.state().setHubKey(hub);
    }
    if (told.kind == 2) return takeDeviceCertificate(m_replica, told.bytes.bytes, m_hubKey);
    if (told.kind == 4) {
        LAPWING_ASSIGN(const auto recovery, decodeRecoveryCertificate(told.bytes.bytes));
        if (!verify(recovery, m_hubKey)) return notSigned("a recovery key");
        return m_replica.state().setRecoveryKey(recovery);
    }
    return takeActorCertificate(m_replica, told.bytes.bytes, m_hubKey);
}

Result<void> ClientRound::takeGrant(Taking&, ByteView payload)
{
    LAPWING_ASSIGN(const auto grant, decodeGrant(payload));
    if (!verify(grant, m_hubKey) || grant.device != m_device) return notSigned("a grant");
    if (m_grant && grant.serial < m_grant->serial) return notSigned("an older grant");
    m_contact.leaseS = grant.leaseS;
    m_report.stopped = grant.leaseS == 0;
    LAPWING_ASSIGN(const auto strands, m_replica.strands().strands());
    // A hub that was put back gives new handles, and its silence says nothing: of what was added
    // since its backup it has never heard.
    const bool anew = m_grant && m_grant->hubEpoch != grant.hubEpoch;
    for (const auto& strand : strands) {
        const auto named = grant.rightsOn(strand.id);
        const bool unheard = named == 0 && (anew || strand.handle == 0);
        const auto rights = unheard ? strand.rights : named;
        const auto handle = anew || rights == 0 ? 0 : strand.handle;
        if (rights != strand.rights || handle != strand.handle)
            LAPWING_TRY(m_replica.strands().setReader(strand.ix, handle, rights));
    }
    if (m_grant && m_grant->hubEpoch != grant.hubEpoch) LAPWING_TRY(keepFormer(strands));
    m_grant = grant;
    return m_replica.state().setGrant(grant);
}

Result<void> ClientRound::takeStrands(ByteView payload)
{
    LAPWING_ASSIGN(const auto told, wire::decodeMessage<wire::StrandMessages>(payload));
    for (const auto& strand : told.items) {
        if (strand.compartment >= schema::kCompartments || strand.handle.value == 0)
            return fail(ErrorCode::Malformed, {}, "a strand that cannot be");
        m_told.insert_or_assign(strand.handle.value, strand);
    }
    return {};
}

Result<void> ClientRound::takeEnvelope(Taking& t, ByteView payload)
{
    LAPWING_ASSIGN(const auto told, wire::decodeMessage<wire::PieceMessage>(payload));
    LAPWING_ASSIGN(auto envelope, decodeSnapshotEnvelope(told.bytes.bytes));
    const auto strand = m_told.find(told.handle.value);
    if (strand == m_told.end()) return fail(ErrorCode::Malformed, {}, "a snapshot of no strand");
    Pieces pieces{std::move(envelope), strand->second, {}, 0, {}};
    pieces.asItCame.bundle(wire::FrameType::SnapshotEnvelope,
                           wire::encodeMessage(wire::PieceMessage{{}, {}, told.bytes}));
    m_pieces.insert_or_assign(told.handle.value, std::move(pieces));
    t.unvouched.envelopes.push_back(envelopeHash(told.bytes.bytes));
    return {};
}

Result<void> ClientRound::takeManifest(Taking& t, ByteView payload)
{
    wire::Decoder r(payload);
    const auto signature = r.id<crypto::Signature>();
    if (!r.done() || !verify(t.unvouched, signature, m_hubKey)) return notSigned("snapshots");
    LAPWING_TRY(m_replica.vouched().keep(t.whole, t.unvouched, signature));
    t.unvouched.envelopes.clear();
    t.whole.clear();
    return {};
}

Result<void> ClientRound::takePiece(Taking& t, ByteView payload)
{
    LAPWING_ASSIGN(const auto piece, wire::decodeMessage<wire::PieceMessage>(payload));
    const auto at = m_pieces.find(piece.handle.value);
    if (at == m_pieces.end() || piece.index.value != at->second.next)
        return fail(ErrorCode::Malformed, {}, "a piece out of order");
    auto& whole = at->second;
    if (pieceHash(piece.bytes.bytes) != whole.envelope.pieces[whole.next])
        return notSigned("a snapshot's piece");
    append(whole.body, piece.bytes.bytes);
    whole.asItCame.bundle(wire::FrameType::Piece,
                          wire::encodeMessage(wire::PieceMessage{{}, piece.index, piece.bytes}));
    if (++whole.next < whole.envelope.pieces.size()) return {};

    if (bodyHash(whole.body) != whole.envelope.body) return notSigned("a snapshot's body");
    LAPWING_ASSIGN(const auto body, decodeSnapshotBody(whole.body));
    const auto& told = whole.strand;
    if (body.strand != told.strand || body.caseId != told.caseId
        || body.compartment != told.compartment)
        return notSigned("a snapshot under another name");
    const auto rights = m_grant ? m_grant->rightsOn(told.strand) : std::uint8_t{0};
    if (rights == 0) return notSigned("a strand that is not granted");
    LAPWING_ASSIGN(auto strand, m_replica.strands().findStrand(told.strand));
    if (!strand) {
        store::Strand fresh;
        fresh.id = told.strand;
        fresh.caseId = told.caseId;
        fresh.compartment = static_cast<schema::Compartment>(told.compartment);
        fresh.panel = static_cast<schema::Panel>(told.panel);
        LAPWING_ASSIGN(strand, m_replica.strands().addStrand(fresh));
    }
    LAPWING_TRY(m_replica.strands().setReader(strand->ix, told.handle.value, rights));
    const auto installed = t.receiving.install(strand->ix, body, whole.envelope.sseq);
    m_report.rolledBack = !installed.ok() && installed.error().code == ErrorCode::Conflict;
    LAPWING_TRY(installed);
    t.installed = true;
    LAPWING_TRY(m_replica.vouched().forgetOffer(told.strand));
    t.whole.push_back({told.strand, whole.asItCame.take()});
    m_pieces.erase(at);
    ++t.pulled;
    return {};
}

Result<void> ClientRound::takeRun(Taking& t, ByteView payload)
{
    LAPWING_ASSIGN(const auto raw, decodeRun(payload));
    LAPWING_ASSIGN(const auto strand, m_replica.strands().findStrandByHandle(raw.strandHandle));
    if (!strand || raw.strandHandle == 0)
        return fail(ErrorCode::NotFound, {}, "a run of a strand not held");
    LAPWING_ASSIGN(const auto author, m_replica.state().actor(raw.actor));
    if (!author) return notSigned("a run of an unknown author");
    LAPWING_ASSIGN(const auto arrived,
                   receiveRun(m_replica.log(), *strand, raw, raw.actor, author->key));
    // What lies below our snapshot cannot be checked here, and need not be: it is in its state.
    if (arrived.last <= arrived.chain.acceptedCtr) return {};
    if (arrived.standing == Standing::Gap)
        return fail(ErrorCode::NotFound, {}, "a run with a gap before it, or below a snapshot");
    if (arrived.standing == Standing::Unproven) return *arrived.error;
    if (arrived.standing == Standing::Fork && !mutant("fork-stalls"))
        LAPWING_TRY(makeWay(t, *strand, arrived));
    // Also of what is held: it comes as accepted now.
    LAPWING_TRY(t.receiving.add(strand->ix, *arrived.run, Verdict::Accepted));
    t.pulled += arrived.run->changes().size();
    return {};
}

} // namespace lapwing
