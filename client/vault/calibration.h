#pragma once

#include "shared/base/clock.h"
#include "shared/crypto/kdf.h"

namespace lapwing {

/// How long one guess at a passphrase is to take, in milliseconds.
inline constexpr std::uint64_t kUnlockMsMin = 700;
inline constexpr std::uint64_t kUnlockMsMax = 1000;

/// What `measured` would have to be to take between kUnlockMsMin and kUnlockMsMax, seeing that it
/// took `tookMs`: the same passes over more or less memory, never below crypto::kKdfFloor nor
/// above what a slot may ask for.
[[nodiscard]] crypto::KdfCost scaledCost(crypto::KdfCost measured, std::uint64_t tookMs);

/// The cost that suits this machine, by trying it: from 256 MiB, or as much as there is memory
/// for. Takes a second or two; for set-up only.
/// Errors: those of crypto::argon2id at the floor.
[[nodiscard]] Result<crypto::KdfCost> calibrateKdf(const Clock& clock);

} // namespace lapwing
