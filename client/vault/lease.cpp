#include "client/vault/lease.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace lapwing {

namespace {

std::uint64_t plus(std::uint64_t a, std::uint64_t b)
{
    return b > std::numeric_limits<std::uint64_t>::max() - a
               ? std::numeric_limits<std::uint64_t>::max()
               : a + b;
}

/// Hub time by now; nothing when the wall clock cannot be believed.
std::optional<std::uint64_t> hubTimeNow(const store::AnchorState& anchored, const Clock& clock)
{
    const auto hub = anchored.hubTimeMs;
    // Two boots may share a tag; the younger one's clock then gives it away or serves as well.
    if (clock.bootTag() == anchored.bootTag && clock.bootMs() >= anchored.bootMs)
        return plus(hub, clock.bootMs() - anchored.bootMs);
    const auto wall = clock.wallMs();
    const auto jump = wall > hub ? wall - hub : hub - wall;
    if (jump > kLeaseMaxMs) return std::nullopt;
    return plus(hub, std::max(wall > hub ? jump : 0, clock.bootMs()));
}

} // namespace

Lease judgeLease(const store::AnchorState& anchored, const Clock& clock)
{
    if (anchored.leaseEndMs == 0) return {LeaseState::Expired, 0};
    const auto now = hubTimeNow(anchored, clock);
    if (!now) return {LeaseState::ClockWrong, 0};
    if (*now >= anchored.leaseEndMs) return {LeaseState::Expired, 0};
    return {LeaseState::Valid, anchored.leaseEndMs - *now};
}

store::AnchorState ratcheted(store::AnchorState anchored, const Clock& clock)
{
    const auto now = hubTimeNow(anchored, clock);
    if (!now || anchored.leaseEndMs == 0) return anchored;
    anchored.hubTimeMs = *now;
    anchored.bootTag = clock.bootTag();
    anchored.bootMs = clock.bootMs();
    return anchored;
}

Result<void> mayOpen(const Lease& lease)
{
    switch (lease.state) {
    case LeaseState::Valid: return {};
    case LeaseState::Expired:
        return fail(ErrorCode::Locked,
                    "This tablet has been away from the office for longer than it may be. Your "
                    "work is safe. Connect and sync to open it again.");
    case LeaseState::ClockWrong:
        return fail(ErrorCode::Locked,
                    "The clock of this tablet has jumped, so it cannot tell how long it "
                    "has been away. Your work is safe. Put the clock right, or connect and sync.");
    }
    check(false, "a lease in no state");
    return {};
}

} // namespace lapwing
