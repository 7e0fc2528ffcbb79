#pragma once

#include "shared/base/civil.h"
#include "shared/base/random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lapwing::demo {

/// The day that is played, and the day the borough is invented for: a Tuesday.
inline constexpr std::string_view kToday = "2026-06-09";

/// "YYYY-MM-DD", so many days after the day that is played; before it when negative.
[[nodiscard]] inline std::string dayAt(int offset)
{
    return formatDay(parseDay(kToday).value() + offset);
}
/// An instant of such a day, as "HH:MM".
[[nodiscard]] inline std::string timeAt(int offset, std::string_view clock)
{
    return dayAt(offset) + "T" + std::string(clock) + ":00Z";
}

/// Chance that a seed repeats exactly: everything invented is drawn from one of these, in order.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_random(seed) {}

    [[nodiscard]] int between(int least, int most)
    {
        const auto values = static_cast<std::uint64_t>(most - least) + 1;
        return least + static_cast<int>(m_random.below(values));
    }
    [[nodiscard]] bool oneIn(std::uint64_t n) { return m_random.oneIn(n); }
    [[nodiscard]] std::string pick(std::span<const std::string_view> words)
    {
        return std::string(words[m_random.below(words.size())]);
    }
    /// `count` different words, in their order.
    [[nodiscard]] std::vector<std::string> some(std::span<const std::string_view> words, int count)
    {
        std::vector<std::string> chosen;
        auto wanted = std::min(static_cast<std::size_t>(count), words.size());
        for (std::size_t i = 0; i < words.size() && wanted > 0; ++i) {
            if (m_random.below(words.size() - i) >= wanted) continue;
            chosen.emplace_back(words[i]);
            --wanted;
        }
        return chosen;
    }

private:
    SeededRandom m_random;
};

} // namespace lapwing::demo
