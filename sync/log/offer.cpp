#include "sync/log/offer.h"

#include "shared/wire/found_messages.h"

#include <algorithm>

namespace lapwing {

namespace {
Result<void> takeCertificate(Offer& offer, ByteView payload)
{
    LAPWING_ASSIGN(const auto told, wire::decodeMessage<wire::CertificateMessage>(payload));
    if (told.kind == 2) {
        LAPWING_ASSIGN(auto device, decodeDeviceCertificate(told.bytes.bytes));
        offer.devices.push_back(device);
        return {};
    }
    LAPWING_ASSIGN(auto actor, decodeActorCertificate(told.bytes.bytes));
    offer.actors.push_back(actor);
    return {};
}

Result<void> takeManifest(Offer& offer, ByteView payload)
{
    LAPWING_ASSIGN(auto told, wire::decodeMessage<wire::FoundManifest>(payload));
    offer.manifest.nonce.bytes = told.nonce.bytes;
    offer.manifest.envelopes = std::move(told.envelopes.items);
    offer.signature.bytes = told.signature.bytes;
    return {};
}

Result<void> takeFrame(Offer& offer, const wire::Frame& frame)
{
    using enum wire::FrameType;
    if (frame.type == CertificateFrame) return takeCertificate(offer, frame.payload);
    if (frame.type == wire::FrameType::Manifest) return takeManifest(offer, frame.payload);
    if (frame.type == Run) {
        if (offer.runs.size() >= kOfferRunsMax)
            return fail(ErrorCode::TooLarge, {}, "an offer of too many runs");
        offer.runs.push_back(frame.payload);
        return {};
    }
    const bool heads = frame.type == wire::FrameType::SnapshotEnvelope;
    if (!heads && frame.type != Piece) return fail(ErrorCode::Malformed, {}, "an offer's frame");
    LAPWING_ASSIGN(auto told, wire::decodeMessage<wire::PieceMessage>(frame.payload));
    if (!heads) {
        if (told.index.value != offer.pieces.size() || offer.pieces.size() >= kPiecesMax)
            return fail(ErrorCode::Malformed, {}, "an offer's piece out of order");
        offer.pieces.push_back(std::move(told.bytes.bytes));
        return {};
    }
    offer.envelopeBytes = std::move(told.bytes.bytes);
    LAPWING_ASSIGN(offer.envelope, decodeSnapshotEnvelope(offer.envelopeBytes));
    return {};
}
} // namespace

Result<Offer> decodeOffer(ByteView bytes)
{
    LAPWING_ASSIGN(const auto frames, wire::readFrames(bytes));
    Offer offer;
    for (const auto& frame : frames) LAPWING_TRY(takeFrame(offer, frame));
    return offer;
}

Result<SnapshotBody> believedBody(const Offer& offer, const crypto::PublicKey& hub)
{
    const auto wrong = [] { return fail(ErrorCode::Corrupt, {}, "an offer that no hub signed"); };
    const auto& named = offer.manifest.envelopes;
    if (std::ranges::find(named, envelopeHash(offer.envelopeBytes)) == named.end() ||
        !verify(offer.manifest, offer.signature, hub) ||
        offer.envelope.pieces.size() != offer.pieces.size())
        return wrong();
    Bytes body;
    for (std::size_t i = 0; i < offer.pieces.size(); ++i) {
        if (pieceHash(offer.pieces[i]) != offer.envelope.pieces[i]) return wrong();
        append(body, offer.pieces[i]);
    }
    if (bodyHash(body) != offer.envelope.body) return wrong();
    return decodeSnapshotBody(body);
}

} // namespace lapwing
