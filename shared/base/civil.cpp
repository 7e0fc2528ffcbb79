#include "shared/base/civil.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace lapwing {

namespace {
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// The number that exactly `text` spells in decimal digits, or -1.
int digits(std::string_view text)
{
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

year_month_day civil(std::int64_t day)
{
    return year_month_day{sys_days{days{static_cast<days::rep>(day)}}};
}

std::int64_t dayNumber(year_month_day date) { return sys_days{date}.time_since_epoch().count(); }
} // namespace

std::optional<std::int64_t> parseDay(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int y = digits(text.substr(0, 4));
    const int m = digits(text.substr(5, 2));
    const int d = digits(text.substr(8, 2));
    if (y < 1 || m < 1 || d < 1) return std::nullopt;
    const year_month_day date{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                              std::chrono::day{static_cast<unsigned>(d)}};
    if (!date.ok()) return std::nullopt;
    return dayNumber(date);
}

std::string formatDay(std::int64_t day)
{
    if (day < kDayMin || day > kDayMax) return "#" + std::to_string(day);
    const auto date = civil(day);
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

std::optional<int> monthNamed(std::string_view word)
{
    constexpr std::array<std::string_view, 12> kMonths{
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    std::string low(word);
    for (auto& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    for (std::size_t i = 0; i < kMonths.size(); ++i)
        if (low.size() >= 3 && kMonths[i].starts_with(low)) return static_cast<int>(i) + 1;
    return std::nullopt;
}

std::optional<std::int64_t> parseInstant(std::string_view text)
{
    const bool withMs = text.size() == 24;
    if (text.size() != 20 && !withMs) return std::nullopt;
    if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z')
        return std::nullopt;
    if (withMs && text[19] != '.') return std::nullopt;
    const auto day = parseDay(text.substr(0, 10));
    const int h = digits(text.substr(11, 2));
    const int m = digits(text.substr(14, 2));
    const int s = digits(text.substr(17, 2));
    const int ms = withMs ? digits(text.substr(20, 3)) : 0;
    if (!day || *day < 0 || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59 || ms < 0)
        return std::nullopt;
    return *day * kMsPerDay + ((h * 60 + m) * 60 + s) * std::int64_t{1000} + ms;
}

std::string formatInstant(std::int64_t ms)
{
    if (ms < 0 || ms > kInstantMax) return "#" + std::to_string(ms);
    const auto inDay = static_cast<int>(ms % kMsPerDay);
    const int seconds = inDay / 1000;
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                  seconds % 60);
    std::string out = formatDay(ms / kMsPerDay) + text.data();
    if (inDay % 1000 != 0) {
        std::snprintf(text.data(), text.size(), ".%03d", inDay % 1000);
        out += text.data();
    }
    return out + "Z";
}

} // namespace lapwing
