#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lapwing::tidy {

/// Texts by their path from the root of the checkout ("shared/base/bytes.h").
using Tree = std::map<std::string, std::string>;

/// One place where the tree breaks a rule.
struct Finding {
    std::string rule;
    std::string path;
    std::size_t line = 0; ///< from 1
    std::string what;
    bool smell = false; ///< to be explained, not refused
};

class Sources;
class Report;

/// One promise of docs/architecture.md that text alone can show to be kept.
struct Rule {
    std::string_view name;
    bool smell;
    void (*check)(const Sources&, Report&);
};

/// Every rule there is. There is no list of exceptions: a rule that is wrong is changed here.
[[nodiscard]] std::span<const Rule> rules();

/// Holds the tree against every rule; findings come in the order of the rules, then of paths.
[[nodiscard]] std::vector<Finding> tidy(const Tree& tree);

/// The texts under `root`, without what .gitignore names and without binary files.
[[nodiscard]] Tree readTree(const std::string& root);

} // namespace lapwing::tidy
