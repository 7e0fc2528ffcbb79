#include "server-stub/service/round_session.h"

#include "shared/base/mutant.h"
#include "sync/log/retraction.h"
#include "sync/store/snapshot_body.h"

#include <algorithm>
#include <span>

namespace lapwing::hub {

namespace {
/// What may be on its way to one device at a time.
constexpr std::size_t kAnswerBytes = 256 * 1024;
constexpr std::size_t kInboxPage = 4096;
constexpr std::size_t kTailPage = 512;
constexpr std::uint64_t kGrantsInLease = 4; ///< of a tablet that syncs often

void putCertificate(wire::FrameWriter& out, std::uint8_t kind, Bytes bytes)
{
    out.bundle(wire::FrameType::CertificateFrame,
               wire::encodeMessage(wire::CertificateMessage{kind, {std::move(bytes)}}));
}
} // namespace

Result<void> HubRound::tellActor(Session& s, const ActorId& actor)
{
    if (!s.told.insert(actor).second) return {};
    LAPWING_ASSIGN(const auto known, m_core.registry.actor(actor));
    if (!known) return fail(ErrorCode::Internal, {}, "a chain of an unknown actor");
    LAPWING_ASSIGN(auto device, m_core.registry.certificate(known->certificate.device));
    putCertificate(s.out, 2, std::move(device));
    putCertificate(s.out, 3, encode(known->certificate));
    return {};
}

Result<void> HubRound::serveSnapshot(Session& s, const store::Strand& strand)
{
    LAPWING_ASSIGN(const auto holding, m_core.registry.holding(s.device.id, strand.ix));
    if (!holding) return fail(ErrorCode::Internal, {}, "an inbox entry without a holding");
    if (m_core.sums) LAPWING_TRY(m_core.sums->checkStrand(strand.ix));
    LAPWING_ASSIGN(const auto body, store::snapshotBody(m_core.db, strand.ix));
    for (const auto& chain : body.chains) LAPWING_TRY(tellActor(s, chain.actor));
    const auto pieces = encodePieces(body);
    if (pieces.size() > kPiecesMax)
        return fail(ErrorCode::TooLarge, {}, "a strand of more pieces than an envelope names");
    SnapshotEnvelope envelope;
    envelope.hubKey = m_core.keys.certificate.id;
    envelope.hubEpoch = m_core.keys.epoch;
    envelope.sseq = strand.sseq;
    envelope.issuedMs = m_core.clock.wallMs();
    Bytes whole;
    for (const auto& piece : pieces) {
        envelope.pieces.push_back(pieceHash(piece));
        append(whole, piece);
    }
    envelope.totalBytes = whole.size();
    envelope.body = bodyHash(whole);

    wire::StrandMessages told;
    told.items.push_back({strand.id, {holding->handle}, strand.caseId,
                          static_cast<std::uint8_t>(strand.compartment),
                          static_cast<std::uint8_t>(strand.panel), holding->rights});
    s.out.bundle(wire::FrameType::StrandList, wire::encodeMessage(told));
    const wire::PieceMessage head{{holding->handle}, {0}, {encode(envelope)}};
    s.manifest.envelopes.push_back(envelopeHash(head.bytes.bytes));
    s.out.bundle(wire::FrameType::SnapshotEnvelope, wire::encodeMessage(head));
    for (std::size_t i = 0; i < pieces.size(); ++i)
        s.out.bundle(wire::FrameType::Piece,
                     wire::encodeMessage(wire::PieceMessage{{holding->handle}, {i}, {pieces[i]}}));
    ++s.log.snapshots;
    return {};
}

Result<bool> HubRound::serveTail(Session& s, const store::Strand& strand, std::uint64_t from)
{
    LAPWING_ASSIGN(const auto holding, m_core.registry.holding(s.device.id, strand.ix));
    if (!holding) return fail(ErrorCode::Internal, {}, "an inbox entry without a holding");
    for (;;) {
        LAPWING_ASSIGN(const auto changes, m_core.log.changesAfter(strand.ix, from, kTailPage));
        std::size_t start = 0;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const auto& change = changes[i];
            // A run ends where we hold a signature, which covers all before it.
            if (!change.signature) continue;
            LAPWING_TRY(tellActor(s, change.actor));
            std::vector<Bytes> forms;
            for (auto k = start; k <= i; ++k)
                forms.push_back(changes[k].state == Verdict::Accepted
                                    ? changes[k].encoded
                                    : stubEncoding(changes[k].hash, changes[k].state));
            s.out.bundle(wire::FrameType::Run,
                         encodeRun(holding->handle, strand.id, false, change.actor,
                                   changes[start].ctr, forms, *change.signature));
            s.log.served += forms.size();
            start = i + 1;
            from = change.sseq;
            if (s.out.size() >= kAnswerBytes && from < strand.sseq) {
                s.cursor.handle = {holding->handle};
                s.cursor.sseq = {from};
                return true;
            }
        }
        if (changes.size() < kTailPage || start == 0) return false;
    }
}

void HubRound::retract(Session& s, std::span<const StrandId> strands)
{
    for (; !strands.empty();) {
        const auto now = strands.first(std::min(strands.size(), kRetractionStrandsMax));
        strands = strands.subspan(now.size());
        Retraction told{m_core.keys.certificate.id, m_core.keys.epoch, s.device.grantSerial,
                        s.device.id, {now.begin(), now.end()}, {}};
        sign(told, m_core.keys.sign);
        s.out.put(wire::FrameType::Retract, encode(told));
    }
}

Result<void> HubRound::serve(Session& s)
{
    auto& dueMs = m_core.grantDueMs[s.device.id];
    const bool isOld = m_core.clock.wallMs() >= dueMs && !mutant("grant-grows-old");
    if (s.hello.grantSerial.value != s.device.grantSerial || s.resync || isOld ||
        s.hello.cursor == wire::Cursor{}) {
        LAPWING_ASSIGN(const auto recovery, m_core.registry.setting("recovery"));
        LAPWING_ASSIGN(const auto grant, m_core.makeGrant(s.device));
        s.out.put(wire::FrameType::CertificateFrame,
                  wire::encodeMessage(
                      wire::CertificateMessage{1, {encode(m_core.keys.certificate)}}));
        if (recovery)
            s.out.put(wire::FrameType::CertificateFrame,
                      wire::encodeMessage(wire::CertificateMessage{4, {*recovery}}));
        s.out.put(wire::FrameType::GrantFrame, encode(grant));
        dueMs = grant.issuedMs + grant.leaseS * 1000ull / kGrantsInLease;
    }
    LAPWING_ASSIGN(const auto retracted, m_core.registry.retractions(s.device.id));
    retract(s, retracted);
    if (!s.device.stopped) {
        LAPWING_ASSIGN(const auto owed, m_core.registry.inboxAfter(s.device.id, s.cursor.dseq.value,
                                                                  kInboxPage));
        s.more = owed.size() == kInboxPage;
        for (const auto& entry : owed) {
            LAPWING_ASSIGN(const auto strand, m_core.strands.strand(entry.strand));
            LAPWING_ASSIGN(const auto holding,
                           m_core.registry.holding(s.device.id, entry.strand));
            const bool resumed = holding && s.cursor.handle.value == holding->handle;
            const auto from = resumed ? s.cursor.sseq.value : entry.fromSseq;
            bool full = false;
            if (from == 0) LAPWING_TRY(serveSnapshot(s, strand));
            else {
                LAPWING_ASSIGN(full, serveTail(s, strand, from));
                // An adopted change comes into effect at a place that the device is past.
                LAPWING_ASSIGN(const auto adopted, m_core.registry.lastAdoption(entry.strand));
                if (!full && adopted > entry.fromSseq && !mutant("adoption-untold"))
                    LAPWING_TRY(serveSnapshot(s, strand));
            }
            if (full) {
                s.more = true;
                break;
            }
            s.cursor = {{entry.dseq}, {}, {}};
            if (s.out.size() >= kAnswerBytes) {
                s.more = true;
                break;
            }
        }
    }
    if (!s.more) {
        LAPWING_TRY(tellSameWords(s));
        LAPWING_TRY(tellElsewhere(s));
    }
    s.device.latest.cursor = s.cursor;
    s.device.latest.digest =
        s.more || s.device.stopped ? std::nullopt : std::optional(s.device.digest);
    const bool quiet =
        !s.more && !s.isCopied && !s.tellsAgain && !s.device.stopped && retracted.empty();
    LAPWING_TRY(m_core.registry.put(s.device));
    if (quiet)
        m_core.idle[s.device.id] = {s.cursor,   s.device.digest, s.device.grantSerial,
                                    s.received, s.hello.ownHead, false,
                                    dueMs};
    return {};
}

} // namespace lapwing::hub
