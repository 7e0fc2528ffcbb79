#include "tests/tidy/tidy_checks.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace lapwing::tidy {

namespace {
/// Guides that send a reader to files by name.
constexpr std::array<std::string_view, 2> kGuides{"docs/hacking.md", "CONTRIBUTING.md"};

/// Names that each folder may have.
constexpr std::array<std::string_view, 4> kEverywhere{"CMakeLists.txt", "README.md", "main.cpp",
                                                      "run"};

std::string_view nameOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// `between backticks` of one line.
std::vector<std::string_view> quotedIn(std::string_view line)
{
    std::vector<std::string_view> quoted;
    for (auto from = line.find('`'); from != std::string_view::npos;) {
        const auto end = line.find('`', from + 1);
        if (end == std::string_view::npos) break;
        quoted.push_back(line.substr(from + 1, end - from - 1));
        from = line.find('`', end + 1);
    }
    return quoted;
}

/// A path from the root: it has a slash, and nothing that a command or a placeholder has.
bool isPath(std::string_view text)
{
    return text.find('/') != std::string_view::npos &&
           text.find_first_of(" <>*$\"()") == std::string_view::npos && !text.starts_with("./") &&
           !text.starts_with("build/");
}

/// Every file, and every folder as "a/b/".
std::set<std::string, std::less<>> placesOf(const Sources& sources)
{
    std::set<std::string, std::less<>> places;
    for (const auto& source : sources.all()) {
        places.insert(source.path);
        for (auto folder = folderOf(source.path); !folder.empty(); folder = folderOf(folder))
            places.insert(folder + "/");
    }
    return places;
}
} // namespace

void checkNamedPaths(const Sources& sources, Report& report)
{
    const auto places = placesOf(sources);
    for (const auto& source : sources.all()) {
        if (std::ranges::find(kGuides, source.path) == kGuides.end()) continue;
        const auto lines = linesOf(source.text);
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto named : quotedIn(lines[i])) {
                const bool there =
                    places.contains(named) || places.contains(std::string(named) + "/");
                if (isPath(named) && !there)
                    report.add(source, i + 1, "there is no " + std::string(named));
            }
    }
}

void checkFileNames(const Sources& sources, Report& report)
{
    std::map<std::string_view, std::string_view> first;
    for (const auto& source : sources.all()) {
        const auto name = nameOf(source.path);
        if (std::ranges::find(kEverywhere, name) != kEverywhere.end()) continue;
        if (source.in("tests/golden")) continue; // what a program made, under the program's names
        const auto [other, isNew] = first.try_emplace(name, source.path);
        if (!isNew)
            report.add(source, 1, "a second file of the name of " + std::string(other->second));
    }
}

} // namespace lapwing::tidy
