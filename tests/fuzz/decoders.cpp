#include "tests/fuzz/decoders.h"

#include "shared/wire/cargo_messages.h"
#include "shared/wire/enrolment_messages.h"
#include "shared/wire/found_messages.h"
#include "shared/wire/frame.h"
#include "shared/wire/messages.h"
#include "shared/wire/peer_messages.h"
#include "sync/log/certificate.h"
#include "sync/log/grant.h"
#include "sync/log/introduction.h"
#include "sync/log/note.h"
#include "sync/log/recovery_certificate.h"
#include "sync/log/retraction.h"
#include "sync/log/run.h"
#include "sync/log/same_word.h"
#include "sync/log/snapshot.h"

#include <algorithm>
#include <array>

namespace lapwing::test {

namespace {
Outcome same(ByteView in, ByteView out) { return equal(in, out) ? Outcome::Kept : Outcome::Broken; }

/// A decoder of T with the encode() that belongs to it.
template <auto Decode>
Outcome tryPair(ByteView in)
{
    const auto decoded = Decode(in);
    return decoded.ok() ? same(in, encode(*decoded)) : Outcome::Refused;
}

template <typename Message>
Outcome tryMessage(ByteView in)
{
    const auto decoded = wire::decodeMessage<Message>(in);
    return decoded.ok() ? same(in, wire::encodeMessage(*decoded)) : Outcome::Refused;
}

Outcome tryEnvelope(ByteView in)
{
    const auto decoded = decodeEnvelope(in);
    return decoded.ok() ? same(in, encodeEnvelope(*decoded)) : Outcome::Refused;
}

Outcome tryPayload(ByteView in)
{
    const auto decoded = decodePayload(in);
    return decoded.ok() ? same(in, encodePayload(*decoded)) : Outcome::Refused;
}

Outcome tryValue(ByteView in)
{
    const auto decoded = decodeValue(in);
    return decoded.ok() ? same(in, encodeValue(*decoded)) : Outcome::Refused;
}

Outcome tryRun(ByteView in)
{
    const auto raw = decodeRun(in);
    if (!raw.ok()) return Outcome::Refused;
    std::vector<Bytes> forms;
    for (const auto form : raw->forms) forms.emplace_back(form.begin(), form.end());
    return same(in, encodeRun(raw->strandHandle, raw->strand, raw->ownActor, raw->actor,
                              raw->firstCtr, forms, raw->signature));
}

/// A form is kept as it came; what it was read as must still spell it.
Outcome tryForm(ByteView in)
{
    const auto change = openChange({}, {}, 1000, {}, in);
    if (!change.ok()) return Outcome::Refused;
    wire::Decoder r(in);
    wire::Writer w;
    w.u8(r.u8());
    if (change->encoding == ChangeEncoding::Stub) {
        const auto hash = r.id<Hash>();
        w.id(hash);
        w.u8(r.u8());
        w.varint(r.varint());
        return hash == change->hash ? same(in, w.view()) : Outcome::Broken;
    }
    (void)r.bytes(in.size());
    w.bytes(encodeEnvelope(change->envelope));
    if (change->encoding == ChangeEncoding::Full) w.id(r.id<Salt>());
    for (const auto& payload : change->payloads) {
        if (change->encoding == ChangeEncoding::Partial) {
            w.u8(r.u8());
            if (payload.empty()) w.id(r.id<Hash>());
            else w.id(r.id<Salt>());
        }
        if (payload.empty()) continue;
        w.bytes(payload);
        (void)r.bytes(in.size());
    }
    return r.done() ? same(in, w.view()) : Outcome::Broken;
}

/// Packing is free, so frames have more than one spelling: written again they must read the same.
Outcome tryFrames(ByteView in)
{
    const auto frames = wire::readFrames(in);
    if (!frames.ok()) return Outcome::Refused;
    wire::FrameWriter out;
    for (const auto& frame : *frames) {
        if (frame.payload.size() > wire::kFrameWireBytesMax) return Outcome::Kept;
        out.put(frame.type, frame.payload);
    }
    const auto again = wire::readFrames(out.take());
    const auto alike = [](const wire::Frame& a, const wire::Frame& b) {
        return a.type == b.type && a.payload == b.payload;
    };
    const bool kept = again.ok() && std::ranges::equal(*frames, *again, alike);
    return kept ? Outcome::Kept : Outcome::Broken;
}

constexpr auto kDecoders = std::to_array<FuzzTarget>({
    {"run", tryRun},
    {"form", tryForm},
    {"envelope", tryEnvelope},
    {"payload", tryPayload},
    {"value", tryValue},
    {"hub_key_certificate", tryPair<decodeHubKeyCertificate>},
    {"device_certificate", tryPair<decodeDeviceCertificate>},
    {"actor_certificate", tryPair<decodeActorCertificate>},
    {"grant", tryPair<decodeGrant>},
    {"retraction", tryPair<decodeRetraction>},
    {"record", tryPair<decodeRecord>},
    {"snapshot_body", tryPair<decodeSnapshotBody>},
    {"snapshot_envelope", tryPair<decodeSnapshotEnvelope>},
    {"hello", tryMessage<wire::Hello>},
    {"end", tryMessage<wire::End>},
    {"verdicts", tryMessage<wire::VerdictMessages>},
    {"need", tryMessage<wire::NeedMessage>},
    {"heads", tryMessage<wire::HeadMessages>},
    {"strand_list", tryMessage<wire::StrandMessages>},
    {"strand_ids", tryMessage<wire::StrandIds>},
    {"piece", tryMessage<wire::PieceMessage>},
    {"certificate", tryMessage<wire::CertificateMessage>},
    {"enrol_proof", tryMessage<wire::EnrolProof>},
    {"enrol_request", tryMessage<wire::EnrolRequest>},
    {"enrol_answer", tryMessage<wire::EnrolAnswer>},
    {"found_list", tryMessage<wire::FoundStrands>},
    {"found_part", tryMessage<wire::FoundPart>},
    {"found_words", tryMessage<wire::FoundWords>},
    {"found_manifest", tryMessage<wire::FoundManifest>},
    {"introduction", tryPair<decodeIntroduction>},
    {"frames", tryFrames},
    {"cargo_outcomes", tryMessage<wire::CargoOutcomes>},
    {"note", tryPair<decodeNote>},
    {"same_word", tryPair<decodeSameWord>},
    {"same_word_told", tryMessage<wire::SameWordMessage>},
    {"elsewhere", tryMessage<wire::ElsewhereMessage>},
    {"recovery_certificate", tryPair<decodeRecoveryCertificate>},
});
} // namespace

std::span<const FuzzTarget> decoders() { return kDecoders; }

const FuzzTarget& decoderNamed(std::string_view name)
{
    const auto at = std::ranges::find(kDecoders, name, &FuzzTarget::name);
    check(at != kDecoders.end(), "a decoder of that name");
    return *at;
}

} // namespace lapwing::test
