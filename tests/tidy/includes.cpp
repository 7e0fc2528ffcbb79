#include "tests/tidy/tidy_checks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace lapwing::tidy {

namespace {
std::string topOf(std::string_view path) { return std::string(path.substr(0, path.find('/'))); }

/// The first two steps of the folder: "sync/store" for sync/store/sql/statement.h.
std::string areaOf(std::string_view path)
{
    const auto folder = folderOf(path);
    const auto first = folder.find('/');
    return first == std::string::npos ? folder : folder.substr(0, folder.find('/', first + 1));
}

/// What a top folder may include besides itself.
const std::map<std::string, std::set<std::string>>& arrows()
{
    static const std::map<std::string, std::set<std::string>> kArrows{
        {"shared", {}},
        {"sync", {"shared"}},
        {"client", {"shared", "sync"}},
        {"server-stub", {"shared", "sync"}},
    };
    return kArrows;
}

void eachShippedInclude(const Sources& sources,
                        const std::function<void(const Source&, const Include&)>& visit)
{
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.isShipped()) return;
        for (const auto& include : source.includes) visit(source, include);
    });
}

bool inOneOf(const Source& source, std::span<const std::string_view> folders)
{
    return std::ranges::any_of(folders, [&](auto folder) { return source.in(folder); });
}

struct Wall {
    std::string_view header; ///< a prefix of the include
    std::array<std::string_view, 2> folders;
};
constexpr Wall kWalls[] = {
    {"sodium", {"shared/crypto"}},
    {"openssl/", {"shared/crypto"}},
    {"cereal/", {"shared/wire"}},
    {"sqlite3", {"sync/store"}},
    {"date/", {"sync/os"}},
    {"curl/", {"sync/transport"}},
    {"boost/", {"sync/transport", "server-stub/http"}},
    {"libpq", {"server-stub/journal"}},
    {"zip.h", {"server-stub/service"}},
    {"unicode/", {"shared/search"}},
    {"expat.h", {"server-stub/service"}},
    {"doctest", {}},
};

/// Follows includes from folder to folder and reports each way round it meets once.
class CycleSearch {
public:
    using FolderOf = std::string (*)(std::string_view);
    CycleSearch(const Sources& sources, FolderOf folderOf, Report& report) : m_report(report)
    {
        eachShippedInclude(sources, [&](const Source& source, const Include& include) {
            if (!include.quoted || !arrows().contains(topOf(include.path))) return;
            const auto from = folderOf(source.path);
            const auto to = folderOf(include.path);
            if (from != to) m_edges[from].emplace(to, Place{&source, include.line});
        });
    }

    void run()
    {
        for (const auto& [folder, to] : m_edges) visit(folder);
    }

private:
    struct Place {
        const Source* source;
        std::size_t line;
    };

    void visit(const std::string& folder)
    {
        if (m_done.contains(folder)) return;
        m_path.push_back(folder);
        if (const auto edges = m_edges.find(folder); edges != m_edges.end())
            for (const auto& [to, place] : edges->second) follow(to, place);
        m_path.pop_back();
        m_done.insert(folder);
    }

    void follow(const std::string& to, const Place& place)
    {
        const auto met = std::ranges::find(m_path, to);
        if (met == m_path.end()) return visit(to);
        std::string way;
        for (auto step = met; step != m_path.end(); ++step) way += *step + " -> ";
        m_report.add(*place.source, place.line, "goes round: " + way + to);
    }

    Report& m_report;
    std::map<std::string, std::map<std::string, Place>> m_edges;
    std::vector<std::string> m_path;
    std::set<std::string> m_done;
};

/// Tells which sources compile a part of Boost, by their own includes or through our headers.
class BoostPayers {
public:
    explicit BoostPayers(const Sources& sources)
    {
        for (const auto& source : sources.all()) m_byPath.emplace(source.path, &source);
    }

    /// The include of `source` by which it comes to pay; null when it does not.
    [[nodiscard]] const Include* find(const Source& source, std::string_view part) const
    {
        std::set<std::string> seen;
        const auto leads = std::ranges::find_if(source.includes,
                                                [&](const auto& i) { return pays(i, part, seen); });
        return leads == source.includes.end() ? nullptr : &*leads;
    }

private:
    bool pays(const Include& include, std::string_view part, std::set<std::string>& seen) const
    {
        // The sources that compile the libraries themselves (…/src.hpp) are not users of them.
        if (include.path.starts_with(part)) return !include.path.ends_with("src.hpp");
        const auto ours = m_byPath.find(include.path);
        if (ours == m_byPath.end() || !seen.insert(include.path).second) return false;
        return std::ranges::any_of(ours->second->includes,
                                   [&](const auto& next) { return pays(next, part, seen); });
    }

    std::map<std::string, const Source*, std::less<>> m_byPath;
};
} // namespace

void checkArrows(const Sources& sources, Report& report)
{
    eachShippedInclude(sources, [&](const Source& source, const Include& include) {
        if (!include.quoted) return;
        const auto from = topOf(source.path);
        const auto to = topOf(include.path);
        const auto allowed = arrows().find(from);
        const bool known = arrows().contains(to) || to == "tests" || to == "qml";
        if (known && from != to && (allowed == arrows().end() || !allowed->second.contains(to)))
            report.add(source, include.line, from + " must not include " + to);
        const auto area = areaOf(include.path);
        if (area == "client/app" && from == "client" && !source.in("client/app"))
            report.add(source, include.line, "only client/app includes client/app");
        if (area == "sync/store" && source.in("client/models"))
            report.add(source, include.line, "models are handed values, never the store");
    });
}

void checkCycles(const Sources& sources, Report& report)
{
    CycleSearch(sources, areaOf, report).run();
    CycleSearch(
        sources, [](std::string_view path) { return folderOf(path); }, report)
        .run();
}

void checkRooted(const Sources& sources, Report& report)
{
    sources.each(Kind::Cpp, [&](const Source& source) {
        for (const auto& include : source.includes) {
            const auto top = topOf(include.path);
            const bool rooted = arrows().contains(top) || top == "tests";
            if (include.quoted != rooted && !include.path.ends_with(".moc"))
                report.add(source, include.line,
                           "ours are \"from/the/root.h\", others' are <in/brackets.h>");
        }
    });
}

void checkQt(const Sources& sources, Report& report)
{
    eachShippedInclude(sources, [&](const Source& source, const Include& include) {
        const auto& path = include.path;
        const bool qt = path.size() > 1 && path[0] == 'Q' &&
                        std::isupper(static_cast<unsigned char>(path[1])) != 0;
        const bool module = path.starts_with("Qt");
        if ((qt || module) && !source.in("client") && !source.in("qml"))
            report.add(source, include.line, "Qt stays in client and qml");
    });
}

void checkThirdParty(const Sources& sources, Report& report)
{
    eachShippedInclude(sources, [&](const Source& source, const Include& include) {
        for (const auto& wall : kWalls)
            if (include.path.starts_with(wall.header) && !inOneOf(source, wall.folders))
                report.add(source, include.line, include.path + " has another named includer");
    });
}

void checkBoostFiles(const Sources& sources, Report& report)
{
    // Beast costs one compilation of the whole tree, and Asio one more of sync/transport.
    const BoostPayers payers(sources);
    std::size_t beast = 0;
    std::size_t asio = 0;
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.isShipped() || source.isHeader()) return;
        if (const auto* include = payers.find(source, "boost/beast"); include && ++beast > 1)
            report.add(source, include->line, "a second source that pays for Beast");
        if (!source.in("sync/transport")) return;
        if (const auto* include = payers.find(source, "boost/asio"); include && ++asio > 1)
            report.add(source, include->line, "a second source that pays for Asio");
    });
}

void checkPureShared(const Sources& sources, Report& report)
{
    constexpr std::array<std::string_view, 9> kImpure{
        "thread",  "mutex",    "shared_mutex", "condition_variable", "future",
        "fstream", "iostream", "filesystem",   "semaphore"};
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.in("shared")) return;
        for (const auto& include : source.includes)
            if (std::ranges::find(kImpure, include.path) != kImpure.end())
                report.add(source, include.line, "shared has no threads and no files");
        const auto lines = linesOf(source.code);
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (lines[i].find("::now(") != std::string_view::npos)
                report.add(source, i + 1, "shared is told the time by a Clock");
    });
}

} // namespace lapwing::tidy
