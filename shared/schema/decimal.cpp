#include "shared/schema/decimal.h"

#include <charconv>
#include <limits>

namespace lapwing::schema {

namespace {
constexpr std::int64_t kMantissaMax = (std::int64_t{1} << 62) - 1;
constexpr int kPlacesShownMax = 18; // more zeros than this are shown as an exponent

bool takeDigits(std::string_view& rest, std::int64_t& mantissa, int& taken)
{
    for (taken = 0; !rest.empty() && rest[0] >= '0' && rest[0] <= '9'; ++taken) {
        const int digit = rest[0] - '0';
        if (mantissa > (kMantissaMax - digit) / 10) return false;
        mantissa = mantissa * 10 + digit;
        rest.remove_prefix(1);
    }
    return taken > 0;
}
} // namespace

std::optional<Value::Decimal> parseDecimal(std::string_view text)
{
    const bool negative = text.starts_with('-');
    auto rest = text.substr(negative ? 1 : 0);
    std::int64_t mantissa = 0;
    int taken = 0;
    if (!takeDigits(rest, mantissa, taken)) return std::nullopt;
    int exponent = 0;
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        if (!takeDigits(rest, mantissa, taken)) return std::nullopt;
        exponent = -taken;
    }
    if (rest.starts_with('e')) {
        int power = 0;
        const auto* end = rest.data() + rest.size();
        const auto [stop, error] = std::from_chars(rest.data() + 1, end, power);
        if (error != std::errc{} || stop != end || power < -1000 || power > 1000)
            return std::nullopt;
        exponent += power;
    } else if (!rest.empty()) {
        return std::nullopt;
    }
    using Limits = std::numeric_limits<std::int8_t>;
    if (exponent < Limits::min() || exponent > Limits::max()) return std::nullopt;
    return Value::Decimal{negative ? -mantissa : mantissa, static_cast<std::int8_t>(exponent)};
}

std::string formatDecimal(Value::Decimal number)
{
    const int exponent = number.exponent;
    std::string digits = std::to_string(number.mantissa);
    if (exponent == 0) return digits;
    if (exponent > 0 || exponent < -kPlacesShownMax) return digits + "e" + std::to_string(exponent);
    const bool negative = digits.starts_with('-');
    if (negative) digits.erase(0, 1);
    const auto places = static_cast<std::size_t>(-exponent);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, ".");
    return (negative ? "-" : "") + digits;
}

} // namespace lapwing::schema
