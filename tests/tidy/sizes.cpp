#include "tests/tidy/tidy_checks.h"

#include <algorithm>

namespace lapwing::tidy {

namespace {
constexpr std::size_t kColumnsMax = 100;
constexpr std::size_t kFileLinesMax = 400;
constexpr std::size_t kHeaderLinesMax = 150;
constexpr std::size_t kFunctionLinesMax = 70;
constexpr std::size_t kPageLinesMax = 200;
constexpr std::size_t kComponentLinesMax = 100;

/// Characters of UTF-8: every byte but the continuing ones.
std::size_t columnsOf(std::string_view line)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::size_t linesMax(const Source& source)
{
    if (source.in("qml/pages")) return kPageLinesMax;
    if (source.in("qml/components")) return kComponentLinesMax;
    return source.isHeader() ? kHeaderLinesMax : kFileLinesMax;
}
} // namespace

void checkLineLength(const Sources& sources, Report& report)
{
    for (const auto& source : sources.all()) {
        if (source.kind == Kind::Other || source.isSample()) continue;
        const auto lines = linesOf(source.text);
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (const auto columns = columnsOf(lines[i]); columns > kColumnsMax)
                report.add(source, i + 1, std::to_string(columns) + " columns");
    }
}

void checkFileSize(const Sources& sources, Report& report)
{
    for (const auto& source : sources.all()) {
        if (source.kind == Kind::Other) continue;
        const auto lines = linesOf(source.text).size();
        if (lines > linesMax(source))
            report.add(source, lines,
                       "over " + std::to_string(linesMax(source)) + " lines: is it one thought?");
    }
}

void checkFunctionSize(const Sources& sources, Report& report)
{
    // The layout of .clang-format opens a function by a brace alone on its line, and only that.
    sources.each(Kind::Cpp, [&](const Source& source) {
        const auto lines = linesOf(source.code);
        for (std::size_t open = 0; open < lines.size(); ++open) {
            if (trimmed(lines[open]) != "{") continue;
            const auto close = std::string(lines[open].substr(0, lines[open].find('{'))) + '}';
            auto end = open + 1;
            while (end < lines.size() && !lines[end].starts_with(close)) ++end;
            if (end - open - 1 > kFunctionLinesMax)
                report.add(source, open + 1,
                           "a function of " + std::to_string(end - open - 1) +
                               " lines: is it one thought?");
        }
    });
}

} // namespace lapwing::tidy
