#pragma once

#include "tests/tidy/tidy.h"

#include <functional>

namespace lapwing::tidy {

enum class Kind { Cpp, Qml, CMake, Script, Other };

struct Include {
    std::size_t line = 0;
    std::string path;
    bool quoted = false; ///< "…" rather than <…>
};

/// One file, seen three ways; the views have the same length and line breaks.
struct Source {
    std::string path;
    Kind kind = Kind::Other;
    std::string text;
    std::string code;    ///< comments and the insides of literals blanked
    std::string literal; ///< comments blanked, literals kept
    std::vector<Include> includes;

    [[nodiscard]] bool isHeader() const { return path.ends_with(".h"); }
    [[nodiscard]] bool in(std::string_view folder) const;
    [[nodiscard]] bool isTest() const { return in("tests"); }
    /// client, sync, shared, server-stub or qml.
    [[nodiscard]] bool isShipped() const;
    /// Samples that must stay byte for byte as they are.
    [[nodiscard]] bool isSample() const { return in("tests/golden") || in("tests/fuzz/corpus"); }
};

class Sources {
public:
    explicit Sources(const Tree& tree);
    [[nodiscard]] const std::vector<Source>& all() const { return m_all; }
    void each(Kind kind, const std::function<void(const Source&)>& visit) const;

private:
    std::vector<Source> m_all;
};

/// Where rules put what they find.
class Report {
public:
    explicit Report(std::vector<Finding>& out) : m_out(out) {}
    void enter(const Rule& rule) { m_rule = &rule; }
    void add(const Source& source, std::size_t line, std::string what)
    {
        m_out.push_back(
            {std::string(m_rule->name), source.path, line, std::move(what), m_rule->smell});
    }

private:
    std::vector<Finding>& m_out;
    const Rule* m_rule = nullptr;
};

[[nodiscard]] std::vector<std::string_view> linesOf(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] bool isWordChar(char c);
/// The identifiers and numbers of `text`, in order.
[[nodiscard]] std::vector<std::string_view> wordsOf(std::string_view text);
[[nodiscard]] bool hasWord(std::string_view text, std::string_view word);
[[nodiscard]] std::string folderOf(std::string_view path);

} // namespace lapwing::tidy
