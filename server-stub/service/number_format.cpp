#include "server-stub/service/number_format.h"

#include "shared/base/civil.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace lapwing::hub {

namespace {
constexpr double kWholeMax = 1e15; ///< up to here a double keeps every digit
constexpr std::int64_t kDaysTo1970 = 25569;
constexpr std::int64_t kDaysOf1904 = 1462;
constexpr std::int64_t kNoSuchDay = 60; ///< 29 February 1900, which the 1900 system counts
constexpr double kSecondsPerDay = 86400;

std::optional<double> decimalIn(std::string_view text)
{
    double number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

/// The part for positive numbers, without colours and conditions: "[$-809]dd/mm/yyyy;@".
std::string plainFormat(std::string_view format)
{
    std::string plain;
    bool quoted = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c == '"') quoted = !quoted;
        if (!quoted && c == ';') break;
        if (!quoted && c == '[') {
            i = std::min(format.find(']', i), format.size());
            continue;
        }
        plain += c;
    }
    return plain;
}

/// Letters that stand for parts of a date or a time, without what is quoted or escaped.
bool isOfDates(std::string_view format)
{
    bool quoted = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c == '"')
            quoted = !quoted;
        else if (c == '\\' || c == '_' || c == '*')
            ++i;
        else if (!quoted && (c == 'y' || c == 'd' || c == 'Y' || c == 'D'))
            return true;
    }
    return false;
}

std::optional<std::string> shownDate(double serial, bool is1904)
{
    auto days = static_cast<std::int64_t>(std::floor(serial));
    const auto seconds = std::llround((serial - std::floor(serial)) * kSecondsPerDay);
    if (is1904)
        days += kDaysOf1904;
    else if (days < kNoSuchDay)
        ++days;
    else if (days == kNoSuchDay)
        return std::nullopt;
    const auto day = days - kDaysTo1970;
    if (serial < 1 || day > kDayMax) return std::nullopt;
    if (seconds == 0) return formatDay(day);
    const auto instant = formatInstant(seconds * 1000);
    return formatDay(day) + " " + instant.substr(instant.find('T') + 1, 5);
}

/// Digits put into a format of nothing but places and signs: 000 000 0000, 00000-000000.
std::optional<std::string> filledUp(std::string digits, std::string_view format)
{
    std::string out;
    std::size_t places = 0;
    for (std::size_t i = format.size(); i-- > 0;) {
        const char c = format[i];
        if (c == '0' || c == '#') {
            ++places;
            if (!digits.empty()) {
                out += digits.back();
                digits.pop_back();
            } else if (c == '0')
                out += '0';
        } else if (c == ' ' || c == '-' || c == '(' || c == ')' || c == '+')
            out += c;
        else if (c != '\\' && c != '"')
            return std::nullopt;
    }
    if (places == 0) return std::nullopt;
    std::ranges::reverse(out);
    return digits + out;
}
} // namespace

std::string_view builtInFormat(int id)
{
    if (id == 1) return "0";
    if (id >= 14 && id <= 17) return "d/m/yyyy";
    if (id == 22) return "d/m/yyyy h:mm";
    if (id == 49) return "@";
    return "General";
}

std::string shownNumber(std::string_view stored, std::string_view format, bool is1904)
{
    const auto number = decimalIn(stored);
    if (!number) return std::string(stored);
    const auto plain = plainFormat(format);
    if (isOfDates(plain)) return shownDate(*number, is1904).value_or(std::string(stored));
    if (*number < 0 || *number > kWholeMax || *number != std::floor(*number))
        return std::string(stored);
    auto digits = std::to_string(static_cast<std::uint64_t>(*number));
    return filledUp(digits, plain).value_or(digits);
}

} // namespace lapwing::hub
