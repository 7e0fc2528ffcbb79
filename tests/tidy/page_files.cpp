#include "tests/tidy/tidy_checks.h"

#include <algorithm>
#include <set>

namespace lapwing::tidy {

namespace {
constexpr std::string_view kList = "client/models/page_list.h";

/// One line of the list: the page's id, and the class of its model.
struct Listed {
    std::string id, model;
    std::size_t line = 0;
};

std::vector<Listed> pagesIn(const Source& list)
{
    std::vector<Listed> pages;
    const auto lines = linesOf(list.code);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto words = wordsOf(lines[i]);
        if (words.size() < 3 || words[0] != "PAGE") continue;
        pages.push_back({std::string(words[1]), std::string(words[2]), i + 1});
    }
    return pages;
}
} // namespace

/// Four files make a page: screen, model, QML and its line in the list. So nothing else may list
/// pages or their files, and all that follows from the line has to be there.
void checkPageFiles(const Sources& sources, Report& report)
{
    const auto list = std::ranges::find(sources.all(), kList, &Source::path);
    if (list == sources.all().end()) return;
    std::set<std::string, std::less<>> paths;
    for (const auto& source : sources.all()) paths.insert(source.path);
    std::set<std::string, std::less<>> listed{"qml/pages/AppPage.qml"}; // what every page is
    for (const auto& page : pagesIn(*list)) {
        const auto file = "qml/pages/" + page.id + "Page.qml";
        const auto standIn = "tests/qml/mock/Mock" + page.model + ".qml";
        listed.insert(file);
        for (const auto& needed : {file, standIn})
            if (!paths.contains(needed)) report.add(*list, page.line, "there is no " + needed);
    }
    for (const auto& source : sources.all()) {
        const bool isPage = source.in("qml/pages") && source.path.ends_with("Page.qml");
        if (isPage && !listed.contains(source.path))
            report.add(source, 1, "a page that is not in the list of pages");
        if (source.kind != Kind::CMake) continue;
        const auto lines = linesOf(source.code);
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (lines[i].find("Page.qml") != std::string_view::npos &&
                lines[i].find("${id}") == std::string_view::npos)
                report.add(source, i + 1, "a list of sources names a page: its file is enough");
    }
}

} // namespace lapwing::tidy
