#include "tests/tidy/tidy_checks.h"

#include <algorithm>
#include <array>

namespace lapwing::tidy {

namespace {
enum class Scope { Namespace, Type, Body };

bool holdsOneOf(std::span<const std::string_view> words, std::span<const std::string_view> of)
{
    return std::ranges::any_of(words,
                               [&](auto word) { return std::ranges::find(of, word) != of.end(); });
}

/// A statement's head up to its initialiser or body, read as words: enough to tell a variable
/// from a function, and a constant from what can change, without parsing C++.
struct Head {
    explicit Head(std::string_view text)
        : words(wordsOf(text)), isCall(text.find('(') < text.find('='))
    {
    }

    [[nodiscard]] bool isConstant() const
    {
        constexpr std::array<std::string_view, 3> kConst{"const", "constexpr", "consteval"};
        return holdsOneOf(words, kConst);
    }
    [[nodiscard]] bool isMutableIn(Scope scope) const
    {
        if (words.size() < 2 || isCall || isConstant()) return false;
        if (scope != Scope::Namespace) {
            // Labels stand before a member: "public: static int x".
            constexpr std::array<std::string_view, 2> kStatic{"static", "thread_local"};
            return holdsOneOf(std::span(words).first(std::min<std::size_t>(3, words.size())),
                              kStatic);
        }
        constexpr std::array<std::string_view, 12> kOthers{
            "using", "typedef",   "template", "class",         "struct",  "union",
            "enum",  "namespace", "extern",   "static_assert", "concept", "operator"};
        return !holdsOneOf(words, kOthers);
    }
    [[nodiscard]] Scope opens() const
    {
        constexpr std::array<std::string_view, 2> kNamespace{"namespace", "extern"};
        constexpr std::array<std::string_view, 4> kType{"class", "struct", "union", "enum"};
        if (!isCall && holdsOneOf(words, kNamespace)) return Scope::Namespace;
        return !isCall && holdsOneOf(words, kType) ? Scope::Type : Scope::Body;
    }

    std::vector<std::string_view> words;
    bool isCall; ///< a parenthesis comes before any '='
};

std::string withoutDirectives(std::string code)
{
    bool goesOn = false;
    std::size_t at = 0;
    const auto original = code; // the lines point into it
    for (const auto line : linesOf(original)) {
        const bool directive = goesOn || trimmed(line).starts_with('#');
        goesOn = directive && line.ends_with('\\');
        if (directive)
            std::fill_n(code.begin() + static_cast<std::ptrdiff_t>(at), line.size(), ' ');
        at += line.size() + 1;
    }
    return code;
}

/// Walks the statements of one file, knowing only the kind of each brace it is in.
class Walk {
public:
    Walk(const Source& source, Report& report) : m_source(source), m_report(report) {}

    void run()
    {
        for (const char c : withoutDirectives(m_source.code)) step(c);
    }

private:
    void step(char c)
    {
        if (c == '\n') ++m_line;
        if (c == '(') ++m_parentheses;
        if (c == ')') --m_parentheses;
        if (m_parentheses > 0 || (c != ';' && c != '{' && c != '}')) {
            m_head += c;
            return;
        }
        if (c == '}') {
            if (m_scopes.size() > 1) m_scopes.pop_back();
        } else {
            const Head head(m_head);
            if (head.isMutableIn(m_scopes.back()) && !(c == '{' && opensScope(head)))
                m_report.add(m_source, m_line, "what can change is owned by someone, never static");
            if (c == '{') m_scopes.push_back(head.opens());
        }
        m_head.clear();
    }

    [[nodiscard]] static bool opensScope(const Head& head) { return head.opens() != Scope::Body; }

    const Source& m_source;
    Report& m_report;
    std::vector<Scope> m_scopes{Scope::Namespace};
    std::string m_head;
    std::size_t m_line = 1;
    int m_parentheses = 0;
};
} // namespace

void checkMutableStatics(const Sources& sources, Report& report)
{
    sources.each(Kind::Cpp, [&](const Source& source) {
        if (!source.isShipped()) return;
        Walk(source, report).run();
        const auto lines = linesOf(source.code);
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (lines[i].find("& instance(") != std::string_view::npos)
                report.add(source, i + 1, "no singletons: pass what is needed");
    });
}

} // namespace lapwing::tidy
