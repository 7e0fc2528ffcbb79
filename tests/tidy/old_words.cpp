#include "tests/tidy/tidy_checks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace lapwing::tidy {

namespace {
/// A word that plain English has no need of, and how often the tree still has it. The number may
/// only shrink: lower it with what you reword.
struct OldWord {
    std::string_view word;
    std::size_t most;
};

constexpr std::array<OldWord, 9> kOldWords{{{"octet", 0},
                                            {"octets", 6},
                                            {"whoever", 74},
                                            {"anew", 42},
                                            {"upon", 5},
                                            {"she", 97},
                                            {"her", 104},
                                            {"hers", 16},
                                            {"herself", 4}}};

/// What a person no longer reads on a screen or in the guide: there is a plainer way to say it.
constexpr std::array<std::string_view, 28> kOldPhrases{{"may be broken",
                                                        "heard of them",
                                                        "do not mention",
                                                        "whom not to",
                                                        "what not to have",
                                                        "where to live",
                                                        "read: ",
                                                        "go on with the visit",
                                                        "how does it stand",
                                                        "done updating",
                                                        "can't be done",
                                                        "sent by itself",
                                                        "taken back",
                                                        "yours to do",
                                                        "changed in two places",
                                                        "check needed",
                                                        "both changes",
                                                        "from the office\"",
                                                        "she or he",
                                                        "change wishes",
                                                        "usual route",
                                                        "present passphrase",
                                                        "blank between",
                                                        "when you are forced",
                                                        "with lapwing-cli, not",
                                                        "screen reader say",
                                                        "overdue (",
                                                        "keys of this tablet are erased"}};

/// The vault is our word: a person has a tablet.
constexpr std::array<std::string_view, 2> kVaultPhrases{"this vault", "the vault"};

/// A literal of one word, as the schema spells fields and vocabularies, and what stands before and
/// after it on its line.
struct WordLiteral {
    std::string word;
    std::string_view before, after;
};

std::vector<WordLiteral> wordLiteralsOf(std::string_view line)
{
    std::vector<WordLiteral> found;
    for (auto from = line.find('"'); from != std::string_view::npos; from = line.find('"', from)) {
        const auto end = line.find('"', from + 1);
        if (end == std::string_view::npos) break;
        const auto word = line.substr(from + 1, end - from - 1);
        if (word.size() > 1 && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
                                   std::string_view::npos)
            found.push_back({std::string(word), line.substr(0, from), line.substr(end + 1)});
        from = end + 1;
    }
    return found;
}

/// Whether a field, a type or a word of the schema is looked up, compared or written by its name.
/// A key of JSON, an option of the command line and a table of what is said of words are none.
bool decidesOn(const WordLiteral& literal)
{
    constexpr std::array<std::string_view, 6> kBefore{"find(",     "findType(", "typeNamed(",
                                                      "typeText(", "== ",       "!= "};
    return literal.after.starts_with(" ==") || literal.after.starts_with(" !=") ||
           literal.after.starts_with(", FieldEntry::How") ||
           std::ranges::any_of(kBefore,
                               [&](std::string_view one) { return literal.before.ends_with(one); });
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (auto& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}
} // namespace

void checkSchemaWords(const Sources& sources, Report& report)
{
    std::set<std::string> words;
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.in("shared/schema") || !source.path.ends_with(".h")) return;
        for (const auto line : linesOf(source.literal))
            for (auto& literal : wordLiteralsOf(line)) words.insert(std::move(literal.word));
    });
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.isShipped() || source.in("shared/schema")) return;
        const auto lines = linesOf(source.literal);
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto& literal : wordLiteralsOf(lines[i]))
                if (words.contains(literal.word) && decidesOn(literal))
                    report.add(source, i + 1,
                               literal.word + ": a word of the schema is asked by its handle");
    });
}

void checkFieldNames(const Sources& sources, Report& report)
{
    constexpr std::array<std::string_view, 7> kReads{".text(\"",    ".stored(\"", ".members(\"",
                                                     ".number(\"",  ".has(\"",    ".conflicts(\"",
                                                     "typeNamed(\""};
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.in("client")) return;
        const auto lines = linesOf(source.literal);
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto read : kReads)
                if (lines[i].find(read) != std::string_view::npos)
                    report.add(source, i + 1,
                               std::string(read) + ": a field is read by its handle");
    });
}

void checkOneVersion(const Sources& sources, Report& report)
{
    constexpr std::array<std::string_view, 8> kTakes{
        "each().front()",   "each().back()",   "each()[",   "each().at(",
        "distinct.front()", "distinct.back()", "distinct[", "distinct.at("};
    sources.each(Kind::Cpp, [&](const Source& source) {
        // Which of several is shown is what these two are there to say.
        if (!source.isShipped() || source.path == "sync/log/merge.cpp" ||
            source.path == "shared/domain/shown.h")
            return;
        const auto lines = linesOf(source.code);
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto take : kTakes)
                if (lines[i].find(take) != std::string_view::npos)
                    report.add(source, i + 1,
                               std::string(take) + ": takes one of several versions; ask only(), "
                                                   "any() or all(), or go through them");
    });
}

void checkOldPhrases(const Sources& sources, Report& report)
{
    for (const auto& source : sources.all()) {
        const bool isGuide = source.path == "docs/user-guide.md";
        const bool isScreen =
            source.in("client/screens") || source.in("client/models") || source.in("qml");
        const bool isError = source.in("client/vault") || source.in("client/work");
        if (!isGuide && !isScreen && !isError) continue;
        const auto text = lowered(isGuide ? source.text : source.literal);
        const auto lines = linesOf(text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto quote = isGuide ? 0 : lines[i].find('"');
            if (quote == std::string_view::npos) continue;
            for (const auto phrase : kOldPhrases)
                if (lines[i].find(phrase, quote) != std::string_view::npos)
                    report.add(source, i + 1,
                               std::string(phrase) + ": a person reads a plainer word for it");
            if (isGuide) continue; // it says which folder is the vault's
            for (const auto phrase : kVaultPhrases)
                if (lines[i].find(phrase, quote) != std::string_view::npos)
                    report.add(source, i + 1, std::string(phrase) + ": a person has a tablet");
        }
    }
}

void checkOldWords(const Sources& sources, Report& report)
{
    std::array<std::size_t, kOldWords.size()> seen{};
    for (const auto& source : sources.all()) {
        // The rule names the words; the licence is not ours to reword.
        if (source.isSample() || source.in("tests/tidy") || source.path == "LICENSE") continue;
        const auto text = lowered(source.text);
        const auto lines = linesOf(text);
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto word : wordsOf(lines[i]))
                for (std::size_t w = 0; w < kOldWords.size(); ++w)
                    if (word == kOldWords[w].word && ++seen[w] > kOldWords[w].most)
                        report.add(source, i + 1,
                                   std::string(word) + ": plain English has another word; " +
                                       std::to_string(kOldWords[w].most) + " are left of it");
    }
}

} // namespace lapwing::tidy
