#include "shared/search/query.h"

#include "shared/base/civil.h"
#include "shared/search/fold.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace lapwing::search {

namespace {
constexpr std::size_t kWordsMax = 16;
constexpr std::size_t kWordBytesMax = 256;
constexpr std::size_t kNumberDigitsMin = 3;
constexpr std::size_t kEndDigitsMin = 6;

bool isNumber(std::string_view word)
{
    return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::string beginning(const std::string& word) { return '"' + word + "\"*"; }

std::string joined(const std::vector<std::string>& parts, std::string_view with)
{
    std::string all;
    for (const auto& part : parts) {
        if (!all.empty()) all += with;
        all += part;
    }
    return parts.size() > 1 ? "(" + all + ")" : all;
}

std::optional<int> numberIn(std::string_view word)
{
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return number;
}

/// "14th" is 14.
std::string_view withoutEnding(std::string_view word)
{
    for (const auto* ending : {"st", "nd", "rd", "th"})
        if (word.size() > 2 && word.ends_with(ending) && isNumber(word.substr(0, word.size() - 2)))
            return word.substr(0, word.size() - 2);
    return word;
}

void addDay(int year, int month, int day, std::vector<std::string>& found)
{
    std::array<char, 16> text{};
    const int size = std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
    if (size != 10) return;
    if (const auto known = parseDay({text.data(), 10})) found.push_back(wordOfDay(*known));
}

/// The days that three words in a row can mean: "14 3 1988", "14 march 88", "1988 03 14". A year
/// of two digits is one of either century.
std::vector<std::string> daysIn(std::string_view first, std::string_view second,
                                std::string_view third)
{
    std::vector<std::string> found;
    const auto month = monthNamed(second) ? monthNamed(second) : numberIn(second);
    const auto lead = numberIn(withoutEnding(first));
    const auto last = numberIn(third);
    if (!month || !lead || !last) return found;
    if (first.size() == 4) addDay(*lead, *month, *last, found);
    if (third.size() == 4) addDay(*last, *month, *lead, found);
    if (third.size() == 2) {
        addDay(1900 + *last, *month, *lead, found);
        addDay(2000 + *last, *month, *lead, found);
    }
    return found;
}

/// Digits however they are grouped: the number they are, or the end of one.
std::string numberTerm(const std::string& digits)
{
    const auto number = numberOf(digits);
    std::vector<std::string> ways{beginning(number)};
    if (digits.size() >= kEndDigitsMin)
        ways.push_back(beginning("r" + std::string(digits.rbegin(), digits.rend())));
    return joined(ways, " OR ");
}

/// The words from `at` on that are nothing but digits, in one.
std::string digitsFrom(const std::vector<std::string>& words, std::size_t at, std::size_t& end)
{
    std::string digits;
    for (end = at; end < words.size() && isNumber(words[end]); ++end) digits += words[end];
    return digits;
}

/// All of the words: of digits in a row as one number or each for itself, and of three words that
/// can be a day as that day.
std::string every(const std::vector<std::string>& words)
{
    std::vector<std::string> terms;
    for (std::size_t at = 0; at < words.size();) {
        const auto days = at + 2 < words.size() ? daysIn(words[at], words[at + 1], words[at + 2])
                                                : std::vector<std::string>{};
        std::size_t end = at;
        const auto digits = digitsFrom(words, at, end);
        if (!days.empty()) end = at + 3;
        if (days.empty() && digits.size() < kNumberDigitsMin) end = at + 1;
        std::vector<std::string> plain;
        for (std::size_t i = at; i < end; ++i) plain.push_back(beginning(words[i]));
        std::vector<std::string> ways{joined(plain, " AND ")};
        for (const auto& day : days) ways.push_back('"' + day + '"');
        if (digits.size() >= kNumberDigitsMin) ways.push_back(numberTerm(digits));
        terms.push_back(joined(ways, " OR "));
        at = end;
    }
    return joined(terms, " AND ");
}
} // namespace

Result<std::string> queryOf(std::string_view typed)
{
    const auto words = wordsOf(typed);
    const auto isLong = [](const std::string& word) { return word.size() > kWordBytesMax; };
    if (words.size() > kWordsMax || std::ranges::any_of(words, isLong))
        return fail(ErrorCode::Rejected, "A search takes at most 16 words of 64 characters. "
                                         "Nothing was changed. Use fewer words.");
    if (words.empty())
        return fail(ErrorCode::Rejected, "There is no word to search for. Nothing was changed. "
                                         "Type one.");
    std::vector<std::string> ways{every(words)};
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (isNumber(words[i]) && isNumber(words[i + 1])) continue;
        auto together = words;
        together[i] += together[i + 1];
        together.erase(together.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        ways.push_back(every(together));
    }
    if (words.size() > 2) {
        std::string whole;
        for (const auto& word : words) whole += word;
        ways.push_back(every({whole}));
    }
    return joined(ways, " OR ");
}

} // namespace lapwing::search
