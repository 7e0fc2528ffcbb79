#pragma once

#include "shared/crypto/sign.h"
#include "shared/wire/messages.h"
#include "sync/log/record.h"
#include "sync/log/redaction.h"

namespace lapwing {

/// More would not let the envelope fit into a frame.
inline constexpr std::size_t kPiecesMax = 1800;
/// What a reader takes of a body. Who writes one keeps within it: the hub leaves what would not fit
/// with the tablet that brings it.
inline constexpr std::size_t kSnapshotChainsMax = 4096;
inline constexpr std::size_t kSnapshotStubsMax = 1u << 20; ///< and records, and redactions

/// A strand's accepted state in one canonical form: equal accepted sets give equal bytes on any
/// replica. Records number chains by their place in `chains`.
/// Layout: docs/wire-format.md "Snapshot".
struct SnapshotBody {
    StrandId strand;
    CaseId caseId;
    std::uint8_t compartment = 0;
    std::uint8_t panel = 0;
    struct Chain {
        ActorId actor;
        Head8 fork;            ///< zero before any fork
        std::uint64_t forkCtr = 0;
        std::uint64_t ctr = 0; ///< accepted up to here
        Hash head;             ///< c at ctr
        auto operator<=>(const Chain&) const = default;
    };
    std::vector<Chain> chains; ///< sorted by (actor, fork)
    struct QuarantineStub {
        std::uint32_t chain = 0;
        std::uint64_t ctr = 0;
        Verdict verdict{}; ///< adverse
        auto operator<=>(const QuarantineStub&) const = default;
    };
    std::vector<QuarantineStub> stubs; ///< sorted by (chain, ctr)
    std::vector<Bytes> records; ///< encoded rows sorted by record id
    /// What was taken out of changes of these chains, also of those that are in no record any more:
    /// by (actor, ctr, first op).
    std::vector<Redaction> redactions{};
};

/// The body in pieces of at most `pieceBytes`, cut between records where they fit; their
/// concatenation is the canonical body.
[[nodiscard]] std::vector<Bytes> encodePieces(const SnapshotBody& body,
                                              std::size_t pieceBytes = 48 * 1024);
[[nodiscard]] Bytes encode(const SnapshotBody& body);
/// Errors: Malformed, also for anything out of order.
[[nodiscard]] Result<SnapshotBody> decodeSnapshotBody(ByteView bytes);

/// Where in the strand's sequence a snapshot stands, and its pieces. Believed under a manifest.
struct SnapshotEnvelope {
    std::uint32_t hubKey = 0;
    std::uint64_t hubEpoch = 0;
    std::uint64_t sseq = 0;
    std::uint64_t issuedMs = 0;
    std::vector<Hash> pieces; ///< H("lapwing.piece.1", piece), in order
    std::uint64_t totalBytes = 0;
    Hash body; ///< H("lapwing.ckpt.1", body)
};

[[nodiscard]] Hash pieceHash(ByteView piece);
[[nodiscard]] Hash bodyHash(ByteView body);
[[nodiscard]] Bytes encode(const SnapshotEnvelope& envelope);
[[nodiscard]] Result<SnapshotEnvelope> decodeSnapshotEnvelope(ByteView bytes);

/// What the hub signs once in an answer: every snapshot in it, in order, for one request.
struct Manifest {
    wire::RoundNonce nonce; ///< the request's
    std::vector<Hash> envelopes; ///< H("lapwing.ckenv.1", an envelope's bytes)
};
[[nodiscard]] Hash envelopeHash(ByteView envelope);
[[nodiscard]] crypto::Signature sign(const Manifest& manifest, const crypto::SigningKey& hub);
[[nodiscard]] bool verify(const Manifest& manifest, const crypto::Signature& signature,
                          const crypto::PublicKey& hub);

} // namespace lapwing
