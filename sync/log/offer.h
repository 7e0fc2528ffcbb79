#pragma once

#include "shared/wire/frame.h"
#include "shared/wire/messages.h"
#include "sync/log/certificate.h"
#include "sync/log/snapshot.h"

namespace lapwing {

inline constexpr std::size_t kOfferRunsMax = 16384;

/// A strand as a tablet offers it to a hub that lost it: what the hub once signed of it, and the
/// runs that its authors signed since. Layout: docs/wire-format.md "Found after a restore".
struct Offer {
    std::vector<DeviceCertificate> devices;
    std::vector<ActorCertificate> actors;
    Manifest manifest;
    crypto::Signature signature; ///< of the manifest, by the hub
    Bytes envelopeBytes;
    SnapshotEnvelope envelope;
    std::vector<Bytes> pieces;
    std::vector<Bytes> runs; ///< of one chain in order, not yet believed
};

/// Errors: Malformed, TooLarge. Nothing in it is believed yet.
[[nodiscard]] Result<Offer> decodeOffer(ByteView bytes);
/// The snapshot, when this key signed it. Errors: Corrupt, Malformed.
[[nodiscard]] Result<SnapshotBody> believedBody(const Offer& offer, const crypto::PublicKey& hub);

} // namespace lapwing
