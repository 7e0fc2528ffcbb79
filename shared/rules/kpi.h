#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace lapwing::rules {

/// Counts of the cases heard in a period; a case counts each time it is heard.
/// A person of unknown background stays in `cases` and is in no other count.
struct HeardCounts {
    std::int64_t cases = 0;
    std::int64_t repeats = 0;
    std::int64_t police = 0; ///< referred by police
    std::int64_t children = 0;
    std::int64_t bme = 0;
    std::int64_t lgbt = 0;
    std::int64_t disabled = 0;
    std::int64_t male = 0;
    std::int64_t aged16to17 = 0;
    std::int64_t backgroundKnown = 0; ///< cases with every question of background answered
};

/// Figures of the SafeLives return; shares are 0 … 1. Empty: nothing to divide by.
/// Source: the formulae of the SafeLives Marac data guidance.
[[nodiscard]] std::optional<double> share(std::int64_t part, std::int64_t whole);
[[nodiscard]] std::optional<double> repeatRate(const HeardCounts& counts);
[[nodiscard]] std::optional<double> partnerRate(const HeardCounts& counts); ///< not police
[[nodiscard]] std::optional<double> completeness(const HeardCounts& counts);
[[nodiscard]] std::optional<double> yearOnYear(std::int64_t now, std::int64_t before);
[[nodiscard]] std::optional<double> per10000(std::int64_t cases, std::int64_t adultWomen);
/// Cases a year that a population of adult women leads one to expect, at `rate` per 10,000.
[[nodiscard]] double expectedCases(std::int64_t adultWomen, double rate = 40);
[[nodiscard]] double idvaPosts(double casesAYear);  ///< full-time: one per 100 cases a year
[[nodiscard]] double adminPosts(double casesAYear); ///< full-time: one per 400 cases a year

/// "31.1%", halves rounded away from zero; "none" when there is nothing to divide by.
[[nodiscard]] std::string percent(std::optional<double> share);

enum class Audience : std::uint8_t { Partnership, Outside };
/// Counts below this leave the partnership only as "5 or under".
inline constexpr std::int64_t kSuppressBelow = 6;
[[nodiscard]] std::string shownCount(std::int64_t count, Audience audience);
/// A share whose part is hidden from the audience, or whose rest is, would tell the count.
[[nodiscard]] std::string shownShare(std::int64_t part, std::int64_t whole, Audience audience);

/// The smallest value that at least `rankPercent` (1 … 100) per cent of the values do not exceed
/// (nearest rank); nullopt of no values. 50 is the median.
[[nodiscard]] std::optional<std::int64_t> percentile(std::span<const std::int64_t> values,
                                                     int rankPercent);

} // namespace lapwing::rules
