#pragma once

#include "shared/base/clock.h"
#include "sync/store/seal/anchor.h"

namespace lapwing {

/// The longest lease a hub gives, in milliseconds: 336 hours.
inline constexpr std::uint64_t kLeaseMaxMs = 336ull * 3600 * 1000;

enum class LeaseState : unsigned char {
    Valid,
    Expired,
    ClockWrong, ///< over a reboot the wall clock jumped too far to tell; nothing is ever erased
};

/// Whether a vault may be opened for reading, and for how many milliseconds more.
struct Lease {
    LeaseState state = LeaseState::Expired;
    std::uint64_t remainingMs = 0; ///< 0 unless valid
    bool operator==(const Lease&) const = default;
};

/// The newest hub time seen grows by the boot clock while the machine is up. Over a reboot it
/// grows by what the wall clock is ahead of it, and at least by the time since that boot; a wall
/// clock more than kLeaseMaxMs away from it is wrong. A vault that never had a lease is expired.
/// Pure. Source: docs/threat-model.md "Lease".
[[nodiscard]] Lease judgeLease(const store::AnchorState& anchored, const Clock& clock);

/// The same anchor with its hub time grown up to now, so that a wall clock put back later gains
/// nothing. It never shrinks; a wrong clock leaves it as it was.
[[nodiscard]] store::AnchorState ratcheted(store::AnchorState anchored, const Clock& clock);

/// Success when valid, else Locked with the sentence for the person.
[[nodiscard]] Result<void> mayOpen(const Lease& lease);

} // namespace lapwing
