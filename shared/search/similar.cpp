#include "shared/search/similar.h"

#include "shared/search/fold.h"

#include <algorithm>
#include <unistr.h>
#include <vector>

namespace lapwing::search {

namespace {
constexpr std::size_t kNameWordsMax = 16;
constexpr std::size_t kAlternativesMax = 40;

std::u32string lettersOf(std::string_view word)
{
    std::u32string letters;
    const auto* at = reinterpret_cast<const std::uint8_t*>(word.data());
    for (std::size_t left = word.size(); left > 0;) {
        ucs4_t letter = 0;
        const auto size = u8_mbtouc(&letter, at, left);
        if (size <= 0) break;
        letters += static_cast<char32_t>(letter);
        at += size;
        left -= static_cast<std::size_t>(size);
    }
    return letters;
}

bool isOneSlip(std::u32string_view one, std::u32string_view other)
{
    if (one.size() > other.size()) std::swap(one, other);
    if (other.size() - one.size() > 1) return false;
    const auto [a, b] = std::ranges::mismatch(one, other);
    const std::u32string_view restOne(a, one.end());
    const std::u32string_view restOther(b, other.end());
    if (restOther.empty()) return false;
    if (restOne.size() < restOther.size()) return restOne == restOther.substr(1);
    if (restOne.substr(1) == restOther.substr(1)) return true;
    return restOne.size() > 1 && restOne[0] == restOther[1] && restOne[1] == restOther[0] &&
           restOne.substr(2) == restOther.substr(2);
}

bool hasDigit(std::string_view word)
{
    return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}
} // namespace

bool isOneSlipAway(std::string_view word, std::string_view other)
{
    return isOneSlip(lettersOf(word), lettersOf(other));
}

std::optional<std::string> similarQueryOf(std::string_view typed,
                                          std::span<const std::string> names)
{
    const auto words = wordsOf(typed);
    if (words.empty() || words.size() > kNameWordsMax) return std::nullopt;
    std::string query;
    bool slipped = false;
    for (const auto& word : words) {
        std::string ways = '"' + word + "\"*";
        const auto letters = lettersOf(word);
        std::size_t found = 0;
        for (const auto& name : names) {
            // A letter has at most four bytes.
            if (letters.size() < kSlipLettersMin || hasDigit(word)) break;
            if (name.size() > word.size() + 4 || word.size() > name.size() + 4) continue;
            if (name.starts_with(word) || !isOneSlip(letters, lettersOf(name))) continue;
            if (++found > kAlternativesMax) break;
            ways += " OR \"" + name + '"';
            slipped = true;
        }
        query += (query.empty() ? "(" : " AND (") + ways + ")";
    }
    if (!slipped) return std::nullopt;
    return query;
}

} // namespace lapwing::search
