#pragma once

#include "shared/crypto/sign.h"
#include "sync/log/change.h"

namespace lapwing {

inline constexpr std::size_t kRunChangesMax = 64;
/// Less than a frame holds, so that whoever passes a run on has room for another heading.
inline constexpr std::size_t kRunBytesMax = 62 * 1024;

/// Contiguous changes of one chain as they arrive, not yet believed. Views point into the input.
/// Wire: strand (handle v; 0 = 16 bytes follow) · actor (1 = the sender's own; 0 = 16 bytes
/// follow) · first ctr v · count v · forms as bytes · signature 64.
struct RawRun {
    std::uint64_t strandHandle = 0; ///< 0 when `strand` was spelt out
    StrandId strand;
    bool ownActor = false;
    ActorId actor;
    std::uint64_t firstCtr = 0;
    std::vector<ByteView> forms;
    crypto::Signature signature;
};

[[nodiscard]] Result<RawRun> decodeRun(ByteView bytes);

/// Changes whose hashes chain onto a known head and whose end its actor has signed: the only
/// thing apply() takes, so nothing unproven can be applied.
class VerifiedRun {
public:
    /// Errors: Malformed (does not decode), Corrupt (wrong previous hash, signature or actor).
    [[nodiscard]] static Result<VerifiedRun> open(const RawRun& raw, const StrandId& strand,
                                                  const ActorId& actor, const Hash& previous,
                                                  const crypto::PublicKey& key);
    /// Signs one change of one's own.
    [[nodiscard]] static VerifiedRun sign(Change change, const crypto::SigningKey& key);

    [[nodiscard]] const std::vector<Change>& changes() const { return m_changes; }
    [[nodiscard]] const crypto::Signature& signature() const { return m_signature; }

private:
    VerifiedRun() = default;
    std::vector<Change> m_changes;
    crypto::Signature m_signature;
};

/// Writes one run; `forms` are stored forms of contiguous changes, `signature` that of the last.
[[nodiscard]] Bytes encodeRun(std::uint64_t strandHandle, const StrandId& strand, bool ownActor,
                              const ActorId& actor, std::uint64_t firstCtr,
                              const std::vector<Bytes>& forms,
                              const crypto::Signature& signature);

} // namespace lapwing
