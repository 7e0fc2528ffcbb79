#include "shared/rules/kpi.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

namespace lapwing::rules {

std::optional<double> share(std::int64_t part, std::int64_t whole)
{
    if (whole <= 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

std::optional<double> repeatRate(const HeardCounts& c) { return share(c.repeats, c.cases); }

std::optional<double> partnerRate(const HeardCounts& c)
{
    return share(c.cases - c.police, c.cases);
}

std::optional<double> completeness(const HeardCounts& c)
{
    return share(c.backgroundKnown, c.cases);
}

std::optional<double> yearOnYear(std::int64_t now, std::int64_t before)
{
    return share(now - before, before);
}

std::optional<double> per10000(std::int64_t cases, std::int64_t adultWomen)
{
    const auto each = share(cases, adultWomen);
    return each ? std::optional(*each * 10000) : std::nullopt;
}

double expectedCases(std::int64_t adultWomen, double rate)
{
    return static_cast<double>(adultWomen) * rate / 10000;
}

double idvaPosts(double casesAYear) { return casesAYear / 100; }
double adminPosts(double casesAYear) { return casesAYear / 400; }

std::string percent(std::optional<double> value)
{
    if (!value) return "none";
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f%%", std::round(*value * 1000) / 10);
    return text.data();
}

std::string shownCount(std::int64_t count, Audience audience)
{
    if (audience == Audience::Outside && count < kSuppressBelow) return "5 or under";
    return std::to_string(count);
}

std::string shownShare(std::int64_t part, std::int64_t whole, Audience audience)
{
    if (audience == Audience::Outside && std::min(part, whole - part) < kSuppressBelow)
        return "not shown";
    return percent(share(part, whole));
}

std::optional<std::int64_t> percentile(std::span<const std::int64_t> values, int rankPercent)
{
    if (values.empty()) return std::nullopt;
    std::vector<std::int64_t> sorted(values.begin(), values.end());
    const auto wanted = static_cast<std::size_t>(std::clamp(rankPercent, 1, 100));
    const auto rank = (sorted.size() * wanted + 99) / 100;
    const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::ranges::nth_element(sorted, at);
    return *at;
}

} // namespace lapwing::rules
