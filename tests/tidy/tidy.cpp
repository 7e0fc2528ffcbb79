#include "tests/tidy/tidy.h"

#include "tests/tidy/tidy_checks.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace lapwing::tidy {

namespace {
constexpr Rule kRules[] = {
    {"arrow", false, checkArrows},
    {"cycle", false, checkCycles},
    {"rooted-include", false, checkRooted},
    {"qt", false, checkQt},
    {"third-party", false, checkThirdParty},
    {"boost-files", false, checkBoostFiles},
    {"pure-shared", false, checkPureShared},
    {"class-name", false, checkClassNames},
    {"type-once", false, checkTypesOnce},
    {"colour", false, checkColours},
    {"header-using", false, checkHeaderUsing},
    {"machine-path", false, checkMachinePaths},
    {"pragma-once", false, checkPragmaOnce},
    {"qml-seam", false, checkQmlSeams},
    {"test-wait", false, checkTestWaits},
    {"throw", false, checkThrow},
    {"unfinished", false, checkUnfinished},
    {"old-phrase", false, checkOldPhrases},
    {"old-word", false, checkOldWords},
    {"schema-word", false, checkSchemaWords},
    {"field-name", false, checkFieldNames},
    {"one-version", false, checkOneVersion},
    {"table-owner", false, checkTableOwners},
    {"mutable-static", false, checkMutableStatics},
    {"untranslated", false, checkSentences},
    {"line-length", false, checkLineLength},
    {"file-size", true, checkFileSize},
    {"function-size", false, checkFunctionSize},
    {"file-name", false, checkFileNames},
    {"named-path", false, checkNamedPaths},
    {"listed", false, checkListed},
    {"glob", false, checkNoGlob},
    {"page-files", false, checkPageFiles},
    {"download", false, checkNoDownload},
};
constexpr std::uintmax_t kTextBytesMax = 1 << 20;

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The plain names of .gitignore ("build/"); it has no patterns.
std::vector<std::string> ignoredNames(const std::filesystem::path& root)
{
    std::vector<std::string> names{".git"};
    const auto text = contentOf(root / ".gitignore");
    for (auto line : linesOf(text)) {
        if (line.ends_with('/')) line.remove_suffix(1);
        if (!line.empty()) names.emplace_back(line);
    }
    return names;
}
} // namespace

std::span<const Rule> rules() { return kRules; }

std::vector<Finding> tidy(const Tree& tree)
{
    const Sources sources(tree);
    std::vector<Finding> found;
    Report report(found);
    for (const auto& rule : kRules) {
        report.enter(rule);
        rule.check(sources, report);
    }
    return found;
}

Tree readTree(const std::string& root)
{
    const auto ignored = ignoredNames(root);
    Tree tree;
    const std::filesystem::recursive_directory_iterator end;
    for (std::filesystem::recursive_directory_iterator entry(root); entry != end; ++entry) {
        const auto name = entry->path().filename().string();
        if (std::ranges::find(ignored, name) != ignored.end()) {
            entry.disable_recursion_pending();
            continue;
        }
        if (!entry->is_regular_file() || entry->file_size() > kTextBytesMax) continue;
        auto text = contentOf(entry->path());
        if (text.find('\0') == std::string::npos)
            tree.emplace(entry->path().lexically_relative(root).generic_string(), std::move(text));
    }
    return tree;
}

} // namespace lapwing::tidy
