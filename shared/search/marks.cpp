#include "shared/search/marks.h"

#include "shared/search/fold.h"

#include <algorithm>
#include <unictype.h>
#include <unistr.h>

namespace lapwing::search {

namespace {
/// Words of other scripts begin with one of those in the index (other_letters.h).
constexpr std::string_view kSoundMark = "\xEE\x80";
constexpr std::size_t kRunsMax = 3; ///< how many neighbours the index joins

bool isAlnum(ucs4_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What parts words whatever is folded, so that each run folds by itself as it does in its text.
bool isBlank(ucs4_t c)
{
    if (c < 0x80) return !isAlnum(c) && c != '\'' && c != '`' && c != '-';
    constexpr std::string_view kInside = "\u2018\u2019\u201B\u05F3\u05BE\u00AD\uFF07";
    std::uint8_t bytes[6];
    const int size = u8_uctomb(bytes, c, sizeof bytes);
    const std::string_view letter(reinterpret_cast<const char*>(bytes), size > 0 ? size : 0);
    if (kInside.find(letter) != kInside.npos || (c >= 0x2010 && c <= 0x2015)) return false;
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Z | UC_CATEGORY_MASK_Cc |
                                                   UC_CATEGORY_MASK_P);
}

bool isEdge(char c) { return c == '\'' || c == '`' || c == '-'; }

void addMark(std::vector<Mark>& marks, Mark mark)
{
    if (mark.size != 0) marks.push_back(mark);
}

std::vector<Mark> inOrder(std::vector<Mark> marks)
{
    std::ranges::sort(marks, {}, &Mark::from);
    std::vector<Mark> apart;
    for (const auto& mark : marks) {
        if (apart.empty() || apart.back().from + apart.back().size < mark.from) {
            apart.push_back(mark);
            continue;
        }
        auto& last = apart.back();
        last.size = std::max(last.from + last.size, mark.from + mark.size) - last.from;
    }
    return apart;
}
} // namespace

/// What stands between two blanks, and its folded words in one.
struct Marker::Run {
    std::size_t from = 0, size = 0;
    std::string_view text;
    std::string folded;
};

Marker::Marker(std::span<const std::string> expressions, OtherLetters& letters)
    : m_letters(&letters)
{
    // A folded word has neither quote nor star in it.
    for (const auto& expression : expressions)
        for (std::size_t at = expression.find('"'); at != expression.npos;
             at = expression.find('"', at)) {
            const auto end = expression.find('"', at + 1);
            if (end == expression.npos) break;
            Term term{expression.substr(at + 1, end - at - 1),
                      end + 1 < expression.size() && expression[end + 1] == '*'};
            auto& terms = term.word.starts_with(kSoundMark) ? m_sounds : m_terms;
            terms.push_back(std::move(term));
            at = end + 1;
        }
}

std::vector<Marker::Run> Marker::runsOf(std::string_view text)
{
    std::vector<Run> runs;
    const auto end = [&](std::size_t from, std::size_t to) {
        while (from < to && isEdge(text[from])) ++from;
        while (from < to && isEdge(text[to - 1])) --to;
        if (from == to) return;
        Run run{from, to - from, text.substr(from, to - from), {}};
        for (const auto& word : wordsOf(run.text)) run.folded += word;
        if (!run.folded.empty()) runs.push_back(std::move(run));
    };
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();) {
        ucs4_t c = 0;
        const int size = u8_mbtouc(&c, reinterpret_cast<const std::uint8_t*>(text.data()) + at,
                                   text.size() - at);
        if (size <= 0) break;
        if (isBlank(c)) end(std::exchange(from, at + static_cast<std::size_t>(size)), at);
        at += static_cast<std::size_t>(size);
    }
    end(from, text.size());
    return runs;
}

/// Whether a term is that word, or its beginning. Han characters of a word have blanks between
/// them, and are found from any of them on.
bool Marker::isWanted(std::string_view indexWord) const
{
    const auto whole = ' ' + std::string(indexWord) + ' ';
    return std::ranges::any_of(m_terms, [&](const Term& term) {
        const auto part = ' ' + term.word + (term.isBeginning ? "" : " ");
        return whole.find(part) != whole.npos;
    });
}

/// Whether a term is those words in one, or their beginning, and reaches beyond so many bytes.
bool Marker::isJoined(std::string_view words, std::size_t beyond) const
{
    return std::ranges::any_of(m_terms, [&](const Term& term) {
        return term.word.size() > beyond &&
               (term.isBeginning ? words.starts_with(term.word) : words == term.word);
    });
}

bool Marker::sounds(const Run& run)
{
    if (m_sounds.empty()) return false;
    const auto words = wordsOf(run.text);
    return std::ranges::any_of(m_letters->indexWordsOf(words), [&](const std::string& word) {
        return std::ranges::any_of(m_sounds, [&](const Term& term) {
            return term.isBeginning ? word.starts_with(term.word) : word == term.word;
        });
    });
}

std::size_t Marker::wantedFrom(std::span<const Run> runs, bool isShort) const
{
    const auto words = indexWordsOf(runs.front().text, isShort);
    if (std::ranges::any_of(words, [&](const auto& word) { return isWanted(word); })) return 1;
    // Neighbours in one; Han characters are found across a blank in any text.
    std::string together, apart;
    for (std::size_t i = 0; i < std::min(runs.size(), kRunsMax); ++i) {
        const auto before = together.size();
        together += runs[i].folded;
        apart += (i > 0 ? " " : "") + runs[i].folded;
        if (i > 0 && ((isShort && isJoined(together, before)) || isJoined(apart, before + i)))
            return i + 1;
    }
    return 0;
}

std::vector<Mark> Marker::marksIn(const schema::Field& field, std::string_view text)
{
    const bool isName = isNameOfAPerson(field);
    const auto runs = runsOf(text);
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        auto wanted = wantedFrom(std::span(runs).subspan(i), isShort(field));
        if (wanted == 0 && isName && sounds(runs[i])) wanted = 1;
        if (wanted == 0) continue;
        const auto& last = runs[i + wanted - 1];
        addMark(marks, {runs[i].from, last.from + last.size - runs[i].from});
    }
    for (const auto& number : numbersIn(text))
        if (std::ranges::any_of(number.words, [&](const auto& word) { return isWanted(word); }))
            addMark(marks, {number.from, number.size});
    return inOrder(std::move(marks));
}

bool Marker::isDay(std::int64_t day) const { return isWanted(wordOfDay(day)); }

} // namespace lapwing::search
