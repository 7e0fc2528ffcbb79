#pragma once

#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/schema/value.h"
#include "shared/wire/primitive.h"
#include "shared/wire/verdict.h"

#include <optional>
#include <span>
#include <vector>

namespace lapwing {

inline constexpr std::size_t kChangeBytesMax = 60 * 1024;
inline constexpr std::size_t kOpsPerChangeMax = 500;
/// A partial form has a salt for each op in place of the one of the whole change.
inline constexpr std::size_t kPartialBytesMax = kChangeBytesMax + kOpsPerChangeMax * 17;
inline constexpr std::size_t kDepsMax = 256;
inline constexpr std::size_t kWhyBytesMax = 4096;

/// How far a change's author had read another actor's chain. Deps are sorted by (actor, head).
struct Dep {
    ActorId actor;
    std::uint64_t ctr = 0;
    Head8 head; ///< first 8 bytes of that chain's hash at ctr

    auto operator<=>(const Dep&) const = default;
};

/// A dot that a form displayed when it was opened: chain 0 is the author's own, i is deps[i-1].
struct Superseded {
    std::uint32_t chain = 0;
    std::uint64_t ctr = 0;
    auto operator<=>(const Superseded&) const = default;
};

enum class OpKind : std::uint8_t { Set = 0, Genesis = 1, Member = 2, Verdict = 3, Redact = 4 };
/// The greatest that this version knows.
inline constexpr auto kOpKindLast = OpKind::Redact;

/// What one change does to one register; the content lies in the payload of the same index.
/// A kind this version does not know is kept, and stands in its field as what cannot be read here.
struct Op {
    std::uint8_t kind = 0;
    std::uint32_t record = 0; ///< index into Envelope::records
    std::uint32_t field = 0;  ///< wire number: n × 8 + compartment
    Bytes key;                ///< set member, else empty
    std::vector<Superseded> supersedes;
};

/// What an author's machine could say of time beside its wall clock: its boot, seconds since then,
/// and the last word of the hub that it had seen.
struct TimeEvidence {
    std::uint32_t boot = 0;
    std::uint64_t uptimeS = 0;
    Head8 beacon;
};

/// Only the hub writes it, and it puts nothing into any record.
[[nodiscard]] constexpr bool isHubs(const Op& op)
{
    return op.kind > static_cast<std::uint8_t>(OpKind::Set) &&
           op.kind <= static_cast<std::uint8_t>(kOpKindLast);
}
[[nodiscard]] constexpr bool isOfNewerKind(const Op& op)
{
    return op.kind > static_cast<std::uint8_t>(kOpKindLast);
}

/// The signed skeleton of a change. Claimed time is evidence for people, never an order.
struct Envelope {
    std::uint64_t schema = 1;
    std::uint64_t claimedMs = 0;
    std::optional<TimeEvidence> evidence;
    bool hubOps = false;
    std::vector<Dep> deps;
    std::vector<RecordId> records;
    std::vector<Op> ops;
};

/// What an op wrote, and the author's reason when one was asked for.
struct Payload {
    Bytes value; ///< encodeValue()
    std::string why;
};

[[nodiscard]] Bytes encodeEnvelope(const Envelope& envelope);
[[nodiscard]] Result<Envelope> decodeEnvelope(ByteView bytes);
[[nodiscard]] Bytes encodePayload(const Payload& payload);
[[nodiscard]] Result<Payload> decodePayload(ByteView bytes);

enum class ChangeEncoding : std::uint8_t { Full = 0, Partial = 1, Stub = 2 };

/// One save on one strand, as stored and forwarded: the bytes that were signed, verbatim.
/// Context (strand, actor, ctr, previous) is in the hash preimage and once per run on the wire.
/// Source: docs/wire-format.md "Change". Thread: a plain value.
struct Change {
    StrandId strand;
    ActorId actor;
    std::uint64_t ctr = 0;
    Hash previous;
    Hash hash; ///< c_ctr

    ChangeEncoding encoding = ChangeEncoding::Full;
    Bytes encoded; ///< the encoded form, its first byte the ChangeEncoding
    Envelope envelope;               ///< empty for a stub
    std::vector<Bytes> payloads;     ///< P_i; empty where redacted
    Verdict stubVerdict = Verdict::Undecided; ///< adverse for a stub: why it holds the place
};

/// c_0 of a chain.
[[nodiscard]] Hash chainStart(const StrandId& strand, const ActorId& actor);

using Salt = Id<struct SaltTag, 16>;

/// Makes a full change: encodes, commits with `salt` and hashes onto `previous`.
/// Errors: TooLarge over kChangeBytesMax, kOpsPerChangeMax or kWhyBytesMax.
[[nodiscard]] Result<Change> makeChange(const StrandId& strand, const ActorId& actor,
                                        std::uint64_t ctr, const Hash& previous, Envelope envelope,
                                        const std::vector<Payload>& payloads,
                                        const Salt& salt);

/// Decodes one stored or received form onto its context and computes its hash.
/// Errors: Malformed, TooLarge. A stub's hash is the one it carries.
[[nodiscard]] Result<Change> openChange(const StrandId& strand, const ActorId& actor,
                                      std::uint64_t ctr, const Hash& previous, ByteView form);

/// The partial form of a change in which these ops (indexes) have lost their payload and salt: only
/// their commitments stay, so that it opens onto the same hash. Indexes that it has not are no
/// matter, nor are ops that were taken out before. A stub stays as it is: it holds no content.
/// Errors: Malformed when `form` is none.
[[nodiscard]] Result<Bytes> redactedForm(ByteView form, std::span<const std::uint32_t> ops);

/// The stub that holds a change's place where its content is not shown: `verdict` is adverse.
[[nodiscard]] Bytes stubEncoding(const Hash& hash, Verdict verdict);

} // namespace lapwing
