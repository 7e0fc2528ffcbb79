#include "tests/tidy/tidy_checks.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace lapwing::tidy {

namespace {
/// Arguments as CMake splits them.
std::vector<std::string> argumentsOf(std::string_view text)
{
    constexpr std::string_view kBetween = " \t\r\n()\";";
    std::vector<std::string> arguments;
    for (auto from = text.find_first_not_of(kBetween); from != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(kBetween, from), text.size());
        arguments.emplace_back(text.substr(from, end - from));
        from = text.find_first_not_of(kBetween, end);
    }
    return arguments;
}

/// Where a file is added by itself: all that a page is made of lies there, and no list names it.
bool isRoom(std::string_view folder)
{
    constexpr std::array<std::string_view, 4> kRooms{"client/models", "client/screens", "qml",
                                                     "tests/qml/screens"};
    return std::ranges::find(kRooms, folder) != kRooms.end();
}

void forbidArguments(const Sources& sources, std::initializer_list<std::string_view> forbidden,
                     const char* why, Report& report)
{
    sources.each(Kind::CMake, [&](const Source& source) {
        const auto lines = linesOf(source.code);
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto& argument : argumentsOf(lines[i]))
                if (std::ranges::find(forbidden, argument) != forbidden.end())
                    report.add(source, i + 1, argument + ": " + why);
    });
}
} // namespace

void checkListed(const Sources& sources, Report& report)
{
    std::set<std::string> listed;
    sources.each(Kind::CMake, [&](const Source& cmake) {
        for (const auto& argument : argumentsOf(cmake.code)) {
            constexpr std::string_view kRoot = "${CMAKE_SOURCE_DIR}/";
            if (argument.starts_with(kRoot)) {
                listed.insert(argument.substr(kRoot.size()));
                continue;
            }
            // An included .cmake file speaks from the folder that includes it.
            std::filesystem::path folder = folderOf(cmake.path);
            const bool isModule = cmake.path.ends_with(".cmake");
            do {
                listed.insert((folder / argument).lexically_normal().generic_string());
                if (folder.empty()) break;
                folder = folder.parent_path();
            } while (isModule);
        }
    });
    for (const auto& source : sources.all())
        if (!isRoom(folderOf(source.path)) && (source.isShipped() || source.isTest()) &&
            source.path.ends_with(".cpp") && !listed.contains(source.path))
            report.add(source, 1, "no CMakeLists.txt names it, so nothing compiles it");
}

void checkNoGlob(const Sources& sources, Report& report)
{
    sources.each(Kind::CMake, [&](const Source& source) {
        const auto lines = linesOf(source.code);
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto& argument : argumentsOf(lines[i])) {
                if (argument == "GLOB_RECURSE" || argument == "aux_source_directory")
                    report.add(source, i + 1, argument + ": sources are listed by name");
                const bool isAsked = lines[i].find("CONFIGURE_DEPENDS") != std::string_view::npos;
                if (argument == "GLOB" && !(isRoom(folderOf(source.path)) && isAsked))
                    report.add(source, i + 1,
                               "GLOB: only a room of pages, and looked at by each "
                               "build");
            }
    });
}

void checkNoDownload(const Sources& sources, Report& report)
{
    forbidArguments(sources,
                    {"FetchContent", "FetchContent_Declare", "ExternalProject",
                     "ExternalProject_Add", "DOWNLOAD"},
                    "nothing is fetched to build", report);
}

} // namespace lapwing::tidy
