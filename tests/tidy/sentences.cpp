#include "tests/tidy/tidy_checks.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lapwing::tidy {

namespace {
/// Calls whose words are translated, or are for those who write Lapwing.
constexpr std::array<std::string_view, 7> kCalls{
    "tr", "translate", "QT_TRANSLATE_NOOP", "QT_TR_NOOP", "check", "QML_UNCREATABLE", "defined"};

/// Whether it has words that are read: letters, a space and a letter, and a capital to begin with.
bool isSentence(std::string_view words)
{
    const auto isLetter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    if (words.empty() || std::isupper(static_cast<unsigned char>(words.front())) == 0) return false;
    for (std::size_t i = 1; i + 1 < words.size(); ++i)
        if (words[i] == ' ' && isLetter(words[i - 1]) && isLetter(words[i + 1])) return true;
    return false;
}

std::string wordBefore(std::string_view code, std::size_t at)
{
    auto begin = at;
    while (begin > 0 && isWordChar(code[begin - 1])) --begin;
    return std::string(code.substr(begin, at - begin));
}

std::size_t lineAt(std::string_view text, std::size_t at)
{
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}
} // namespace

void checkSentences(const Sources& sources, Report& report)
{
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.in("client/screens") && !source.in("client/models")) return;
        std::vector<std::string> calls;
        const std::string_view code = source.code;
        for (std::size_t at = 0; at < code.size(); ++at) {
            if (code[at] == '(') calls.push_back(wordBefore(code, at));
            if (code[at] == ')' && !calls.empty()) calls.pop_back();
            if (code[at] != '"') continue;
            const auto end = std::min(code.find('"', at + 1), code.size());
            const auto words = std::string_view(source.literal).substr(at + 1, end - at - 1);
            const bool isKnown = std::ranges::any_of(calls, [](const std::string& call) {
                return std::ranges::find(kCalls, call) != kCalls.end();
            });
            if (isSentence(words) && !isKnown)
                report.add(source, lineAt(code, at), "a sentence that cannot be translated");
            at = end;
        }
    });
}

} // namespace lapwing::tidy
