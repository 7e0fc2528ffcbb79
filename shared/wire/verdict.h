#pragma once

#include <cstdint>
#include <optional>

namespace lapwing {

/// The hub's word on a change: one numbering in stores, stubs, snapshots and frames.
/// Undecided is a tablet's own work on its way: it is stored, and never travels.
enum class Verdict : std::uint8_t { Undecided = 0, Accepted = 1, Quarantined = 2, Rejected = 3 };

[[nodiscard]] constexpr bool isDecided(Verdict verdict) { return verdict != Verdict::Undecided; }

/// The change moves its chain on, and its content is not in any record.
[[nodiscard]] constexpr bool isAdverse(Verdict verdict)
{
    return verdict == Verdict::Quarantined || verdict == Verdict::Rejected;
}

/// Whether a person's verdict may follow the one that stands: what waits is adopted or rejected,
/// and what was rejected may still be adopted. What is accepted stays: others have built on it.
[[nodiscard]] constexpr bool mayFollow(Verdict stands, Verdict next)
{
    if (next == Verdict::Rejected) return stands == Verdict::Quarantined;
    return next == Verdict::Accepted && isAdverse(stands);
}

/// A verdict as it arrives; nothing for a number that is none.
[[nodiscard]] constexpr std::optional<Verdict> verdictFrom(std::uint8_t number)
{
    const auto verdict = static_cast<Verdict>(number);
    if (isAdverse(verdict) || verdict == Verdict::Accepted) return verdict;
    return std::nullopt;
}

} // namespace lapwing
