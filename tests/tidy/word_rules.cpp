#include "tests/tidy/tidy_checks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

namespace lapwing::tidy {

namespace {
using Words = std::span<const std::string_view>;

/// Reports each line of the code that holds one of `words`.
void forbid(const Source& source, Words words, std::string_view why, Report& report)
{
    const auto lines = linesOf(source.code);
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (const auto word : words)
            if (hasWord(lines[i], word))
                report.add(source, i + 1, std::string(word) + ": " + std::string(why));
}

/// Words that say nothing of what a thing is for.
constexpr std::array<std::string_view, 8> kHollow{"Manager", "Helper", "Helpers", "Utils",
                                                  "Util",    "Info",   "Data",    "Misc"};

bool hasHollowEnding(std::string_view name)
{
    return std::ranges::any_of(kHollow, [&](auto ending) { return name.ends_with(ending); });
}

/// manager.h and case_helpers.cpp, but not metadata.h.
bool hasHollowStem(std::string_view path)
{
    const auto file = path.substr(path.rfind('/') + 1);
    const auto stem = file.substr(0, file.find('.'));
    std::string last(stem.substr(stem.rfind('_') + 1));
    if (last.empty()) return false;
    last[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(last[0])));
    return std::ranges::find(kHollow, last) != kHollow.end();
}

/// How many hexadecimal digits start at `from`; none when the word goes on after them.
std::size_t hexDigits(std::string_view line, std::size_t from)
{
    auto end = from;
    while (end < line.size() && std::isxdigit(static_cast<unsigned char>(line[end])) != 0) ++end;
    return end < line.size() && isWordChar(line[end]) ? 0 : end - from;
}

/// "#abc" alone in its quotes, or #aabbcc anywhere in a literal.
bool hasColour(std::string_view code, std::string_view literal)
{
    for (auto at = literal.find('#'); at != std::string_view::npos;
         at = literal.find('#', at + 1)) {
        if (code[at] == '#') continue; // a directive: not in a literal
        const auto digits = hexDigits(literal, at + 1);
        const bool alone =
            at > 0 && literal[at - 1] == '"' && literal.substr(at + 1 + digits).starts_with('"');
        if (digits == 6 || digits == 8 || (alone && (digits == 3 || digits == 4))) return true;
    }
    return false;
}

/// An absolute path of somebody's machine, not a folder of ours that has the same name.
bool hasMachinePath(std::string_view line)
{
    constexpr std::array<std::string_view, 3> kPlaces{"/wo"
                                                      "rk/",
                                                      "/ro"
                                                      "ot/",
                                                      "/ho"
                                                      "me/"};
    for (const auto place : kPlaces)
        for (auto at = line.find(place); at != std::string_view::npos;
             at = line.find(place, at + 1))
            if (at == 0 ||
                (!isWordChar(line[at - 1]) &&
                 std::string_view("./})*-~>").find(line[at - 1]) == std::string_view::npos))
                return true;
    return false;
}

/// The type that a line at the margin defines: not a declaration, a nested type or a
/// specialisation.
std::string_view definedType(std::string_view line)
{
    auto words = line.starts_with("enum class ") ? line.substr(5) : line;
    if (!words.starts_with("class ") && !words.starts_with("struct ")) return {};
    words.remove_prefix(words.find(' ') + 1);
    std::size_t end = 0;
    while (end < words.size() && isWordChar(words[end])) ++end;
    const auto after = words.substr(end);
    const bool named = after.empty() || after.starts_with(" {") || after.starts_with(" :") ||
                       after.starts_with(" final");
    return named && !line.ends_with(';') ? words.substr(0, end) : std::string_view{};
}

/// The words of a record type are read with its name: visit::State, marker::State.
bool isVocabulary(const Source& source)
{
    return source.in("shared/schema") &&
           (source.path.ends_with("_words.h") || source.path.ends_with("_fields.h"));
}
} // namespace

void checkTypesOnce(const Sources& sources, Report& report)
{
    std::map<std::string_view, const Source*> first;
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.isShipped() || isVocabulary(source)) return;
        const auto lines = linesOf(source.code);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto type = definedType(lines[i]);
            if (type.empty()) continue;
            const auto [other, isNew] = first.try_emplace(type, &source);
            if (!isNew)
                report.add(source, i + 1,
                           std::string(type) + " is a type of " + other->second->path + " too");
        }
    });
}

void checkClassNames(const Sources& sources, Report& report)
{
    constexpr std::array<std::string_view, 5> kIntroducers{"class", "struct", "enum", "union",
                                                           "using"};
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (hasHollowStem(source.path))
            report.add(source, 1, "a name that says nothing of what the file is for");
        const auto lines = linesOf(source.code);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto words = wordsOf(lines[i]);
            for (std::size_t w = 1; w < words.size(); ++w)
                if (std::ranges::find(kIntroducers, words[w - 1]) != kIntroducers.end() &&
                    hasHollowEnding(words[w]))
                    report.add(source, i + 1, std::string(words[w]) + " says nothing of its use");
        }
    });
}

void checkColours(const Sources& sources, Report& report)
{
    for (const auto& source : sources.all()) {
        const bool looked = source.kind == Kind::Cpp || source.kind == Kind::Qml;
        if (!looked || !source.isShipped() || source.in("qml/theme")) continue;
        const auto code = linesOf(source.code);
        const auto literal = linesOf(source.literal);
        for (std::size_t i = 0; i < code.size(); ++i)
            if (hasColour(code[i], literal[i]))
                report.add(source, i + 1, "colours have names, in qml/theme");
    }
}

void checkHeaderUsing(const Sources& sources, Report& report)
{
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.isHeader()) return;
        // A record type's header writes its fields in the words of field_lines.h, in a namespace
        // of its own that nobody opens.
        const bool isRecordType =
            source.in("shared/schema") && source.path.ends_with("_fields.h");
        const auto lines = linesOf(source.code);
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (trimmed(lines[i]).starts_with("using namespace") &&
                !(isRecordType && trimmed(lines[i]) == "using namespace lines;"))
                report.add(source, i + 1, "a header opens no namespace for its includers");
    });
}

void checkMachinePaths(const Sources& sources, Report& report)
{
    for (const auto& source : sources.all()) {
        if (source.isSample() || source.path == "LICENSE") continue;
        const auto lines = linesOf(source.text);
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (hasMachinePath(lines[i])) report.add(source, i + 1, "a path of one machine");
    }
}

void checkPragmaOnce(const Sources& sources, Report& report)
{
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (source.isHeader() && !trimmed(source.code).starts_with("#pragma once"))
            report.add(source, 1, "a header starts with #pragma once");
    });
}

void checkQmlSeams(const Sources& sources, Report& report)
{
    constexpr std::array<std::string_view, 7> kBackDoors{"setContextProperty",
                                                         "setContextObject",
                                                         "qmlRegisterType",
                                                         "qmlRegisterSingletonType",
                                                         "qmlRegisterSingletonInstance",
                                                         "qmlRegisterUncreatableType",
                                                         "qmlRegisterAnonymousType"};
    for (const auto& source : sources.all()) {
        if (source.in("qml") && (source.path.ends_with(".js") || source.path.ends_with(".mjs")))
            report.add(source, 1, "QML has no script files");
        if (source.kind == Kind::Cpp)
            forbid(source, kBackDoors, "types reach QML by QML_ELEMENT, values by `app`", report);
    }
}

void checkTestWaits(const Sources& sources, Report& report)
{
    constexpr std::array<std::string_view, 10> kWaits{
        "sleep_for", "sleep_until", "usleep", "nanosleep",    "sleep",
        "qWait",     "qSleep",      "msleep", "system_clock", "currentDateTime"};
    for (const auto& source : sources.all())
        if (source.isTest() && (source.kind == Kind::Cpp || source.kind == Kind::Qml))
            forbid(source, kWaits, "a test neither sleeps nor reads the wall clock", report);
}

void checkThrow(const Sources& sources, Report& report)
{
    constexpr std::array<std::string_view, 3> kThrows{"throw", "throw_with_nested",
                                                      "rethrow_exception"};
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (source.isShipped())
            forbid(source, kThrows, "an expected failure is a Result, a defect a check()", report);
    });
}

void checkUnfinished(const Sources& sources, Report& report)
{
    constexpr std::array<std::string_view, 3> kMarks{"TO"
                                                     "DO",
                                                     "FIX"
                                                     "ME",
                                                     "XX"
                                                     "X"};
    for (const auto& source : sources.all()) {
        if (source.isSample()) continue;
        const auto lines = linesOf(source.text);
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto mark : kMarks)
                if (hasWord(lines[i], mark)) report.add(source, i + 1, "finish it or leave it out");
    }
}

} // namespace lapwing::tidy
