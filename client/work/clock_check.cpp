#include "client/work/clock_check.h"

namespace lapwing::work {

std::int64_t minutesAhead(const Meeting& met)
{
    constexpr std::uint64_t kMinuteMs = 60'000;
    if (met.hubMs == 0 || met.ownMs == 0) return 0;
    const bool isAhead = met.ownMs > met.hubMs;
    const auto off = isAhead ? met.ownMs - met.hubMs : met.hubMs - met.ownMs;
    if (off <= kClockSlackMs) return 0;
    const auto minutes = static_cast<std::int64_t>(off / kMinuteMs);
    return isAhead ? minutes : -minutes;
}

bool isAheadOfHub(std::uint64_t claimedMs, const Meeting& met)
{
    return met.hubMs != 0 && claimedMs > met.hubMs && claimedMs - met.hubMs > kClockSlackMs;
}

} // namespace lapwing::work
