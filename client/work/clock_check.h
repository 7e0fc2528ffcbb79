#pragma once

#include <cstdint>

/// Whether clocks go right, to be told to people: nothing is ever ordered or refused by it.
/// Times are milliseconds since 1970. Pure; any thread. Errors: none.
namespace lapwing::work {

/// A clock may be off by so much, and an answer take so long, without a word.
inline constexpr std::uint64_t kClockSlackMs = 5 * 60'000;

/// When the tablet last met the hub, by the hub's clock and by its own; 0 for never.
struct Meeting {
    std::uint64_t hubMs = 0, ownMs = 0;
};

/// Minutes by which the tablet's clock was ahead of the hub's when they met, below zero: behind;
/// 0 within kClockSlackMs, and when they never met.
[[nodiscard]] std::int64_t minutesAhead(const Meeting& met);

/// Whether a time that another tablet wrote is later than the hub's when it had come here: then
/// that tablet's clock was ahead. One that is behind cannot be seen by this.
[[nodiscard]] bool isAheadOfHub(std::uint64_t claimedMs, const Meeting& met);

} // namespace lapwing::work
