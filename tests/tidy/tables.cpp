#include "tests/tidy/tidy_checks.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace lapwing::tidy {

namespace {
/// A table that the SQL of a literal names, and how.
struct TableName {
    std::string table;
    std::size_t line = 0;
    bool isCreated = false;
};

std::string upper(std::string_view word)
{
    std::string out(word);
    for (auto& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

/// The words inside the literals of a source, each with its line.
std::vector<std::pair<std::string_view, std::size_t>> literalWordsOf(const Source& source)
{
    std::vector<std::pair<std::string_view, std::size_t>> words;
    std::size_t line = 1, begin = 0;
    bool inWord = false;
    for (std::size_t i = 0; i < source.literal.size(); ++i) {
        const char c = source.literal[i];
        // What the code blanks and the literal keeps stands inside of quotes.
        const bool inside = isWordChar(c) && i < source.code.size() && source.code[i] != c;
        if (inside && !inWord) begin = i;
        if (!inside && inWord)
            words.emplace_back(std::string_view(source.literal).substr(begin, i - begin), line);
        inWord = inside;
        if (c == '\n') ++line;
    }
    return words;
}

/// Table names follow a keyword of SQL, which is written in capitals here.
std::vector<TableName> tablesOf(const Source& source)
{
    constexpr std::array<std::string_view, 5> kBefore{"FROM", "INTO", "JOIN", "UPDATE", "TABLE"};
    constexpr std::array<std::string_view, 3> kBetween{"IF", "NOT", "EXISTS"};
    const auto words = literalWordsOf(source);
    std::vector<TableName> found;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (std::ranges::find(kBefore, words[i].first) == kBefore.end()) continue;
        auto at = i + 1;
        while (at < words.size() && std::ranges::find(kBetween, words[at].first) != kBetween.end())
            ++at;
        if (at == words.size() || words[at].first == upper(words[at].first)) continue;
        found.push_back(
            {std::string(words[at].first), words[at].second, words[i].first == "TABLE"});
    }
    return found;
}

/// A tablet and a hub have each a database of their own, so that a name may be in both.
bool sharesFolder(const std::string& a, const std::string& b)
{
    const auto side = [](const std::string& path) { return path.substr(0, path.find('/')); };
    return side(a) == side(b);
}
} // namespace

void checkTableOwners(const Sources& sources, Report& report)
{
    std::map<std::string, std::set<std::string>> owners;
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.isShipped()) return;
        for (const auto& name : tablesOf(source)) {
            if (!name.isCreated) continue;
            auto& files = owners[name.table];
            const bool again = std::ranges::any_of(files, [&](const std::string& file) {
                return file != source.path && sharesFolder(file, source.path);
            });
            if (again)
                report.add(source, name.line, name.table + ": a table has one owner, in one file");
            files.insert(source.path);
        }
    });
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.isShipped()) return;
        for (const auto& name : tablesOf(source)) {
            const auto at = owners.find(name.table);
            if (name.isCreated || at == owners.end() || at->second.contains(source.path)) continue;
            report.add(source, name.line,
                       name.table + ": its SQL is in " + *at->second.begin() +
                           " alone; ask that for it");
        }
    });
}

} // namespace lapwing::tidy
