#include "shared/search/fold.h"

#include "shared/base/bytes.h"
#include "shared/base/civil.h"
#include "shared/schema/json.h"
#include "shared/schema/person_fields.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <optional>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

namespace lapwing::search {

namespace {
/// Letters of one sound that Unicode does not take apart, and letters that keyboards of different
/// languages write differently. Sorted by letter.
struct Spelling {
    ucs4_t letter;
    const char* as;
};
constexpr auto kSpellings = std::to_array<Spelling>({
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"}, {0x0111, "d"},  {0x0127, "h"},
    {0x0131, "i"},  {0x0138, "q"}, {0x0142, "l"}, {0x014B, "n"},  {0x0153, "oe"}, {0x0167, "t"},
    {0x0180, "b"},  {0x0188, "c"}, {0x0192, "f"}, {0x0199, "k"},  {0x019A, "l"},  {0x01A5, "p"},
    {0x01AD, "t"},  {0x01B4, "y"}, {0x01B6, "z"}, {0x01DD, "e"},  {0x0247, "e"},  {0x0249, "j"},
    {0x024D, "r"},  {0x024F, "y"}, {0x0253, "b"}, {0x0254, "o"},  {0x0256, "d"},  {0x0257, "d"},
    {0x0259, "e"},  {0x025B, "e"}, {0x0260, "g"}, {0x0268, "i"},  {0x0269, "i"},  {0x026F, "u"},
    {0x0272, "n"},  {0x0275, "o"}, {0x0289, "u"}, {0x028B, "v"},  {0x03C2, "σ"},  {0x0623, "ا"},
    {0x0624, "و"},  {0x0625, "ا"}, {0x0626, "ي"}, {0x0629, "ه"},  {0x0649, "ي"},  {0x0671, "ا"},
    {0x06A9, "ك"},  {0x06BE, "ه"}, {0x06C0, "ه"}, {0x06C1, "ه"},  {0x06C2, "ه"},  {0x06C3, "ه"},
    {0x06CC, "ي"},  {0x06D0, "ي"}, {0x06D5, "ه"}, {0x0622, "ا"},
});

const char* spellingOf(ucs4_t letter)
{
    const auto at = std::ranges::find(kSpellings, letter, &Spelling::letter);
    return at == kSpellings.end() ? nullptr : at->as;
}

constexpr bool isIn(ucs4_t c, ucs4_t first, ucs4_t last) { return c >= first && c <= last; }

/// Accents and points that a person may leave out, as the nukta of Devanagari and Gurmukhi. Vowel
/// signs of Indic scripts are none of them.
bool isAccent(ucs4_t c)
{
    return isIn(c, 0x0300, 0x036F) || isIn(c, 0x1AB0, 0x1AFF) || isIn(c, 0x1DC0, 0x1DFF) ||
           isIn(c, 0x0483, 0x0487) || isIn(c, 0x0591, 0x05C7) || isIn(c, 0x0610, 0x061A) ||
           isIn(c, 0x064B, 0x065F) || c == 0x0640 || c == 0x0670 || isIn(c, 0x06D6, 0x06DC) ||
           isIn(c, 0x06DF, 0x06E8) || isIn(c, 0x06EA, 0x06ED) || c == 0x093C || c == 0x0A3C;
}

bool isApostrophe(ucs4_t c)
{
    constexpr std::array<ucs4_t, 15> kAll{'\'',   '`',    0x00B4, 0x02B9, 0x02BB,
                                          0x02BC, 0x02BD, 0x02BE, 0x02BF, 0x02C8,
                                          0x05F3, 0x2018, 0x2019, 0x201B, 0xFF07};
    return std::ranges::find(kAll, c) != kAll.end();
}

/// Hard and soft sign: written or not, as people please.
bool isCyrillicSign(ucs4_t c) { return c == 0x044C || c == 0x044A; }

bool isHan(ucs4_t c)
{
    return isIn(c, 0x3400, 0x4DBF) || isIn(c, 0x4E00, 0x9FFF) || isIn(c, 0xF900, 0xFAFF) ||
           isIn(c, 0x20000, 0x323AF) || c == 0x3007;
}

/// A syllable of a Korean name, which is written without a blank.
bool isHangul(ucs4_t c) { return isIn(c, 0xAC00, 0xD7A3); }

bool isHyphen(ucs4_t c)
{
    return c == '-' || c == 0x00AD || isIn(c, 0x2010, 0x2015) || c == 0x05BE || c == 0x2212;
}

bool isWordPart(ucs4_t c)
{
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
                                                   UC_CATEGORY_MASK_N);
}

void append(std::string& to, ucs4_t c)
{
    std::array<std::uint8_t, 6> bytes{};
    const int size = u8_uctomb(bytes.data(), c, bytes.size());
    if (size > 0) to.append(reinterpret_cast<const char*>(bytes.data()), std::size_t(size));
}

/// A final consonant of Malayalam, also written as the consonant, a virama and a joiner; 0 of any
/// other letter.
ucs4_t chilluOf(ucs4_t consonant)
{
    constexpr std::array<ucs4_t, 6> kConsonants{0x0D23, 0x0D28, 0x0D30, 0x0D32, 0x0D33, 0x0D15};
    constexpr ucs4_t kFirstChillu = 0x0D7A;
    const auto* at = std::ranges::find(kConsonants, consonant);
    return at == kConsonants.end() ? 0 : kFirstChillu + ucs4_t(at - kConsonants.begin());
}

using Utf8 = std::unique_ptr<std::uint8_t, decltype(&std::free)>;

template <typename Each>
void eachCharacter(std::string_view text, Each each)
{
    const auto view = bytesOf(text);
    for (std::size_t at = 0; at < view.size();) {
        ucs4_t c = 0;
        const int size = u8_mbtouc(&c, view.data() + at, view.size() - at);
        if (size <= 0) return;
        each(c);
        at += static_cast<std::size_t>(size);
    }
}

/// Lower case by Unicode, without accents. Taken apart for that, and put together again: what is
/// left of a mark is part of its letter, so that a letter without it is no beginning of it.
std::optional<std::string> plain(std::string_view text)
{
    const auto view = bytesOf(text);
    if (u8_check(view.data(), view.size()) != nullptr) return std::nullopt;
    std::size_t size = 0;
    const Utf8 apart(u8_casefold(view.data(), view.size(), nullptr, UNINORM_NFKD, nullptr, &size),
                     &std::free);
    if (!apart && size != 0) return std::nullopt;
    constexpr ucs4_t kShortI = 0x0438, kBreve = 0x0306, kVirama = 0x0D4D, kJoiner = 0x200D;
    std::string bare;
    ucs4_t consonant = 0;
    ucs4_t before = 0;
    eachCharacter(textOf({apart.get(), size}), [&](ucs4_t c) {
        const auto chillu = c == kJoiner && before == kVirama ? chilluOf(consonant) : 0;
        if (chillu != 0) {
            bare.resize(bare.size() - 6); // both are of three bytes
            append(bare, chillu);
        } else if (!isAccent(c) || (before == kShortI && c == kBreve)) {
            append(bare, c); // й is a letter of its own: without its breve it is another
        }
        consonant = before;
        before = c;
    });
    const auto rest = bytesOf(bare);
    const Utf8 whole(u8_normalize(UNINORM_NFC, rest.data(), rest.size(), nullptr, &size),
                     &std::free);
    if (!whole && size != 0) return std::nullopt;
    return std::string(textOf({whole.get(), size}));
}

/// One word of the text, with what parts it inside: "O'Brien" is o + brien, "Smith-Jones" two.
struct Piece {
    std::string word;
    bool joinsNext = false;         ///< a hyphen follows, and another word
    std::string withoutApostrophes; ///< as parts, when an apostrophe stood inside
};

class Cutter {
public:
    std::vector<Piece> pieces;

    void take(ucs4_t c)
    {
        if (isApostrophe(c)) {
            m_hadApostrophe = m_hadApostrophe || !m_word.empty();
            if (!m_word.empty()) m_parted += ' ';
        } else if (isCyrillicSign(c)) {
            return;
        } else if (isHyphen(c)) {
            end();
            if (!pieces.empty() && c != 0x00AD) pieces.back().joinsNext = true;
        } else if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cf)) {
            return; // joiners and direction marks stand inside words
        } else if (!isWordPart(c)) {
            end();
            parted();
        } else {
            if (isHan(c) != m_isHan) end();
            if (isHan(c) && m_isHan) m_word += ' ';
            m_isHan = isHan(c);
            letter(c);
        }
    }
    void end()
    {
        if (m_word.empty()) {
            m_isHan = false;
            return;
        }
        pieces.push_back(
            {std::move(m_word), false, m_hadApostrophe ? std::move(m_parted) : std::string()});
        m_word.clear();
        m_parted.clear();
        m_hadApostrophe = false;
        m_isHan = false;
    }

private:
    void letter(ucs4_t c)
    {
        if (const auto* as = spellingOf(c)) {
            m_word += as;
            m_parted += as;
            return;
        }
        append(m_word, c);
        append(m_parted, c);
    }
    void parted()
    {
        if (!pieces.empty()) pieces.back().joinsNext = false;
    }

    std::string m_word;
    std::string m_parted;
    bool m_hadApostrophe = false;
    bool m_isHan = false;
};

std::vector<Piece> piecesOf(std::string_view text)
{
    const auto folded = plain(text);
    Cutter cutter;
    if (!folded) return {};
    eachCharacter(*folded, [&](ucs4_t c) { cutter.take(c); });
    cutter.end();
    return std::move(cutter.pieces);
}

void addOnce(std::vector<std::string>& words, std::string word)
{
    if (!word.empty() && std::ranges::find(words, word) == words.end())
        words.push_back(std::move(word));
}

/// Its characters are parted by blanks, which no other word has.
bool isHanWord(const std::string& word) { return word.find(' ') != word.npos; }

/// A Korean name is one word, and its family name the first syllable, seldom the first two.
void addGivenName(std::vector<std::string>& words, const std::string& name)
{
    constexpr std::size_t kSyllable = 3; // bytes
    constexpr std::size_t kSyllablesMax = 5;
    bool isKorean = true;
    eachCharacter(name, [&](ucs4_t c) { isKorean = isKorean && isHangul(c); });
    const auto syllables = name.size() / kSyllable;
    if (!isKorean || syllables < 3 || syllables > kSyllablesMax) return;
    addOnce(words, name.substr(kSyllable));
    if (syllables > 3) addOnce(words, name.substr(2 * kSyllable));
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLatin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
} // namespace

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    for (auto& piece : piecesOf(text)) words.push_back(std::move(piece.word));
    return words;
}

std::vector<std::string> indexWordsOf(std::string_view text, bool isName)
{
    const auto pieces = piecesOf(text);
    std::vector<std::string> words;
    for (const auto& piece : pieces) words.push_back(piece.word);
    std::vector<std::string> more;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        for (std::size_t at = 0; at < pieces[i].withoutApostrophes.size();) {
            const auto end = std::min(pieces[i].withoutApostrophes.find(' ', at),
                                      pieces[i].withoutApostrophes.size());
            addOnce(more, pieces[i].withoutApostrophes.substr(at, end - at));
            at = end + 1;
        }
        if (isName) addGivenName(more, pieces[i].word);
        if (isHanWord(pieces[i].word)) continue;
        if (i + 1 < pieces.size() && (isName || pieces[i].joinsNext))
            addOnce(more, pieces[i].word + pieces[i + 1].word);
        if (i + 2 < pieces.size() && isName)
            addOnce(more, pieces[i].word + pieces[i + 1].word + pieces[i + 2].word);
        std::string chain = pieces[i].word;
        std::size_t j = i;
        for (; j + 1 < pieces.size() && pieces[j].joinsNext && j - i < 4; ++j)
            chain += pieces[j + 1].word;
        if (j > i + 1) addOnce(more, std::move(chain));
    }
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

std::string numberOf(std::string_view text)
{
    std::string digits;
    bool plus = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (text.substr(at).starts_with("(0)") && !digits.empty()) {
            at += 2;
            continue;
        }
        if (isDigit(c))
            digits += c;
        else if (c == '+' && digits.empty())
            plus = true;
        else if (c == '/' || c == ',' || isLatin(c))
            break;
    }
    constexpr std::size_t kAbroad = 12; // 44 and a number without its 0
    if (digits.starts_with("0044")) digits = digits.substr(2);
    const bool abroad = plus || digits.size() == kAbroad ||
                        (digits.starts_with("440") && digits.size() == kAbroad + 1);
    if (digits.starts_with("440") && abroad)
        digits = digits.substr(2);
    else if (digits.starts_with("44") && abroad)
        digits = "0" + digits.substr(2);
    else if (digits.size() == 10 && digits.front() == '7')
        digits = "0" + digits;
    return digits.size() < 3 ? std::string() : digits;
}

namespace {
/// What a number is found by: its digits, and its digits from the end, so that the last six find
/// it by their beginning.
std::vector<std::string> indexWordsOfNumber(std::string_view text)
{
    const auto digits = numberOf(text);
    if (digits.empty()) return {};
    return {digits, "r" + std::string(digits.rbegin(), digits.rend())};
}

} // namespace

std::vector<NumberAt> numbersIn(std::string_view text)
{
    constexpr std::string_view kParts = "0123456789 ()+-.\t";
    constexpr std::string_view kDigits = "0123456789";
    constexpr std::size_t kDigitsMin = 6;
    std::vector<NumberAt> found;
    for (std::size_t at = text.find_first_of("+0123456789"); at < text.size();
         at = text.find_first_of("+0123456789", at)) {
        const auto end = std::min(text.find_first_not_of(kParts, at), text.size());
        const auto number = text.substr(at, end - at);
        auto words = indexWordsOfNumber(number);
        if (!words.empty() && words.front().size() >= kDigitsMin)
            found.push_back({at, number.find_last_of(kDigits) + 1, std::move(words)});
        at = end;
    }
    return found;
}

bool isShort(const schema::Field& field)
{
    constexpr std::size_t kShort = 500;
    return field.kind == ValueKind::Text && field.limit <= kShort;
}

bool isNameOfAPerson(const schema::Field& field)
{
    using namespace schema::person;
    return legalName.names(field) || surname.names(field) || aliases.names(field);
}

std::string wordOfDay(std::int64_t day)
{
    auto text = formatDay(day);
    std::erase(text, '-');
    return "d" + text;
}

std::string indexWordsOf(const schema::Field& field, const Value& value)
{
    if (field.kind == ValueKind::Day) return wordOfDay(value.asInteger());
    const auto text = schema::valueText(field, value);
    auto words = indexWordsOf(text, isShort(field));
    for (auto& number : numbersIn(text))
        words.insert(words.end(), number.words.begin(), number.words.end());
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

} // namespace lapwing::search
