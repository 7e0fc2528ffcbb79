#include "shared/search/other_letters.h"

#include "shared/search/fold.h"

#include <algorithm>
#include <array>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <utility>

namespace lapwing::search {

namespace {
constexpr std::size_t kTypedWordsMax = 16;
constexpr std::size_t kSoundLettersMin = 2;
constexpr int kLettersMax = 256;                           ///< of a word, in UTF-16
constexpr std::string_view kSoundOfOther = "\xEE\x80\x80"; // U+E000: a sound, not written in Latin
constexpr std::string_view kSoundOfLatin = "\xEE\x80\x81"; // U+E001: a sound, written in Latin
constexpr std::string_view kLatinOfOther = "\xEE\x80\x82"; // U+E002: the Latin spelling itself

bool isLetter(char c) { return c >= 'a' && c <= 'z'; }
bool isVowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

bool isLatin(std::string_view word) { return std::ranges::all_of(word, isLetter); }
bool isOther(std::string_view word)
{
    return std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0xC4; });
}

/// A y before a vowel is a consonant; before another it is none.
bool beginsWithVowel(std::string_view latin)
{
    const bool leads = latin.size() > 1 && (isVowel(latin[1]) || latin[1] == 'w');
    return isVowel(latin.front()) && !(latin.front() == 'y' && leads);
}

/// One letter for the ways in which one consonant is written.
std::string consonants(std::string_view latin)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSpelt{
        {{"ph", "f"}, {"tz", "ts"}, {"x", "ks"}, {"c", "k"}, {"q", "k"}}};
    std::string out;
    for (std::size_t at = 0; at < latin.size();) {
        const auto rest = latin.substr(at);
        const auto found = std::ranges::find_if(
            kSpelt, [&](const auto& spelt) { return rest.starts_with(spelt.first); });
        if (found == kSpelt.end()) {
            out += rest.front();
            ++at;
        } else {
            out += found->second;
            at += found->first.size();
        }
    }
    return out;
}

std::string term(std::string_view mark, const std::string& word, bool isBeginning)
{
    return '"' + std::string(mark) + word + (isBeginning ? "\"*" : "\"");
}
} // namespace

std::string soundOf(std::string_view latin)
{
    std::string sound;
    for (const char c : consonants(latin)) {
        if (!isLetter(c)) continue;
        if (sound.empty()) {
            sound += beginsWithVowel(latin) ? 'a' : c == 'w' ? 'v' : c;
            continue;
        }
        if (isVowel(c) || c == 'h' || c == 'w' || sound.back() == c) continue;
        sound += c;
    }
    return sound.size() < kSoundLettersMin ? std::string() : sound;
}

/// ICU's own rules, opened once.
struct OtherLetters::Rules {
    UTransliterator* trans = nullptr;

    Rules()
    {
        // Cyrillic as passports have it, and all else as the general rules do.
        constexpr std::u16string_view kId = u"Russian-Latin/BGN; Any-Latin; Lower";
        UErrorCode status = U_ZERO_ERROR;
        trans = utrans_openU(kId.data(), static_cast<int32_t>(kId.size()), UTRANS_FORWARD, nullptr,
                             0, nullptr, &status);
        if (U_FAILURE(status)) trans = nullptr;
    }
    ~Rules()
    {
        if (trans) utrans_close(trans);
    }
    Rules(const Rules&) = delete;
    Rules& operator=(const Rules&) = delete;
};

OtherLetters::OtherLetters() = default;
OtherLetters::~OtherLetters() = default;
OtherLetters::OtherLetters(OtherLetters&&) noexcept = default;
OtherLetters& OtherLetters::operator=(OtherLetters&&) noexcept = default;

/// The word in Latin letters, in as many parts as the rules make of it; none when they cannot.
std::vector<std::string> OtherLetters::latinOf(const std::string& word)
{
    if (!m_rules) m_rules = std::make_unique<Rules>();
    if (!m_rules->trans) return {};
    std::array<UChar, kLettersMax> letters{};
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = 0;
    u_strFromUTF8(letters.data(), kLettersMax, &count, word.data(),
                  static_cast<int32_t>(word.size()), &status);
    if (U_FAILURE(status)) return {};
    std::array<UChar, 4 * kLettersMax> text{};
    int32_t size = 0;
    for (const UChar letter : std::span(letters).first(static_cast<std::size_t>(count))) {
        text[static_cast<std::size_t>(size++)] = letter;
        // A Korean name is written in one; its first syllable is the family's.
        if (letter >= 0xAC00 && letter <= 0xD7A3) text[static_cast<std::size_t>(size++)] = u' ';
    }
    int32_t limit = size;
    utrans_transUChars(m_rules->trans, text.data(), &size, static_cast<int32_t>(text.size()), 0,
                       &limit, &status);
    std::array<char, 4 * text.size()> latin{};
    int32_t bytes = 0;
    u_strToUTF8(latin.data(), static_cast<int32_t>(latin.size()), &bytes, text.data(), size,
                &status);
    if (U_FAILURE(status)) return {};
    std::string plain(latin.data(), static_cast<std::size_t>(bytes));
    // Ayn at the start is heard as a vowel, or not at all.
    for (const std::string_view ayn : {"\xCA\xBF", "\xCA\xBB"})
        if (plain.starts_with(ayn)) plain.replace(0, ayn.size(), "a");
    auto parts = wordsOf(plain);
    std::erase_if(parts, [](const std::string& part) { return !isLatin(part); });
    return parts;
}

std::vector<std::string> OtherLetters::indexWordsOf(std::span<const std::string> names)
{
    std::vector<std::string> found;
    const auto add = [&](std::string_view mark, const std::string& word) {
        if (!word.empty()) found.push_back(std::string(mark) + word);
    };
    for (const auto& name : names) {
        if (isLatin(name)) add(kSoundOfLatin, soundOf(name));
        if (!isOther(name)) continue;
        // Of a Chinese name each syllable, and each end of it in one: "wang", "xiaolong".
        const auto parts = latinOf(name);
        std::string end;
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
            end = *part + end;
            add(kLatinOfOther, *part);
            if (end != *part) add(kLatinOfOther, end);
            add(kSoundOfOther, soundOf(end));
        }
    }
    std::ranges::sort(found);
    const auto twice = std::ranges::unique(found);
    found.erase(twice.begin(), twice.end());
    return found;
}

std::optional<std::string> OtherLetters::queryOf(std::string_view typed)
{
    const auto words = wordsOf(typed);
    if (words.size() > kTypedWordsMax) return std::nullopt;
    std::string query;
    bool crosses = false;
    for (const auto& word : words) {
        std::vector<std::string> ways{term({}, word, true)};
        if (isLatin(word)) {
            ways.push_back(term(kLatinOfOther, word, true));
            if (const auto sound = soundOf(word); !sound.empty())
                ways.push_back(term(kSoundOfOther, sound, false));
        } else if (isOther(word)) {
            std::string whole;
            for (const auto& part : latinOf(word)) whole += part;
            if (const auto sound = soundOf(whole); !sound.empty())
                ways.push_back(term(kSoundOfLatin, sound, false));
        }
        crosses = crosses || ways.size() > 1;
        std::string any;
        for (const auto& way : ways) any += (any.empty() ? "" : " OR ") + way;
        query += (query.empty() ? "(" : " AND (") + any + ")";
    }
    if (!crosses) return std::nullopt;
    return query;
}

} // namespace lapwing::search
