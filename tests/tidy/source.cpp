#include "tests/tidy/source.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lapwing::tidy {

namespace {
Kind kindOf(std::string_view path)
{
    const auto ends = [&](std::string_view tail) { return path.ends_with(tail); };
    if (ends(".h") || ends(".cpp")) return Kind::Cpp;
    if (ends(".qml")) return Kind::Qml;
    if (ends("CMakeLists.txt") || ends(".cmake")) return Kind::CMake;
    if (path == "run" || path == ".ci/run" || ends(".sh")) return Kind::Script;
    return Kind::Other;
}

/// Blanks comments in both views and the insides of literals in `code`.
class Blanker {
public:
    explicit Blanker(Source& source) : m_source(source), m_text(source.text) {}

    void cFamily()
    {
        while (m_at < m_text.size()) {
            if (starts("//"))
                comment(m_text.find('\n', m_at));
            else if (starts("/*"))
                comment(after(m_text.find("*/", m_at + 2), 2));
            else if (starts("R\"") && !afterWord())
                rawString();
            else if (m_text[m_at] == '"' || (m_text[m_at] == '\'' && !afterWord()))
                string(m_text[m_at]);
            else
                ++m_at;
        }
    }

    void hashComments()
    {
        while ((m_at = m_text.find('#', m_at)) != std::string::npos)
            comment(m_text.find('\n', m_at));
    }

private:
    [[nodiscard]] bool starts(std::string_view with) const
    {
        return std::string_view(m_text).substr(m_at).starts_with(with);
    }
    // 1'000 separates digits; it opens no character.
    [[nodiscard]] bool afterWord() const { return m_at > 0 && isWordChar(m_text[m_at - 1]); }
    [[nodiscard]] static std::size_t after(std::size_t at, std::size_t size)
    {
        return at == std::string::npos ? at : at + size;
    }
    void blank(std::string& view, std::size_t from, std::size_t to) const
    {
        for (auto i = from; i < to; ++i)
            if (view[i] != '\n') view[i] = ' ';
    }
    void comment(std::size_t end)
    {
        end = std::min(end, m_text.size());
        blank(m_source.code, m_at, end);
        blank(m_source.literal, m_at, end);
        m_at = end;
    }
    void string(char quote)
    {
        auto end = m_at + 1;
        while (end < m_text.size() && m_text[end] != quote && m_text[end] != '\n')
            end += m_text[end] == '\\' ? 2 : 1;
        end = std::min(end, m_text.size());
        blank(m_source.code, m_at + 1, end);
        m_at = std::min(end + 1, m_text.size());
    }
    void rawString()
    {
        const auto open = m_text.find('(', m_at);
        if (open == std::string::npos) {
            m_at += 2;
            return;
        }
        const auto close = ')' + m_text.substr(m_at + 2, open - m_at - 2) + '"';
        const auto end = std::min(m_text.find(close, open), m_text.size());
        blank(m_source.code, open, end);
        m_at = std::min(end + close.size(), m_text.size());
    }

    Source& m_source;
    const std::string& m_text;
    std::size_t m_at = 0;
};

std::vector<Include> includesOf(const Source& source)
{
    std::vector<Include> found;
    const auto code = linesOf(source.code);
    const auto literal = linesOf(source.literal);
    for (std::size_t i = 0; i < code.size(); ++i) {
        const auto words = wordsOf(code[i]);
        if (!trimmed(code[i]).starts_with('#') || words.empty() || words[0] != "include") continue;
        const auto open = literal[i].find_first_of("<\"");
        if (open == std::string_view::npos) continue;
        const auto close = literal[i].find_first_of(">\"", open + 1);
        found.push_back({i + 1, std::string(literal[i].substr(open + 1, close - open - 1)),
                         literal[i][open] == '"'});
    }
    return found;
}
} // namespace

bool Source::in(std::string_view folder) const
{
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool Source::isShipped() const
{
    constexpr std::array kTop{"client", "sync", "shared", "server-stub", "qml"};
    return std::ranges::any_of(kTop, [&](const char* top) { return in(top); });
}

Sources::Sources(const Tree& tree)
{
    for (const auto& [path, text] : tree) {
        Source source{path, kindOf(path), text, text, text, {}};
        Blanker blanker(source);
        if (source.kind == Kind::Cpp || source.kind == Kind::Qml) blanker.cFamily();
        if (source.kind == Kind::CMake) blanker.hashComments();
        if (source.kind == Kind::Cpp) source.includes = includesOf(source);
        m_all.push_back(std::move(source));
    }
}

void Sources::each(Kind kind, const std::function<void(const Source&)>& visit) const
{
    for (const auto& source : m_all)
        if (source.kind == kind) visit(source);
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string_view trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

bool isWordChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < text.size();) {
        auto end = i;
        while (end < text.size() && isWordChar(text[end])) ++end;
        if (end > i) words.push_back(text.substr(i, end - i));
        i = end > i ? end : i + 1;
    }
    return words;
}

bool hasWord(std::string_view text, std::string_view word)
{
    if (text.find(word) == std::string_view::npos) return false;
    const auto words = wordsOf(text);
    return std::ranges::find(words, word) != words.end();
}

std::string folderOf(std::string_view path)
{
    const auto slash = path.rfind('/');
    return std::string(path.substr(0, slash == std::string_view::npos ? 0 : slash));
}

} // namespace lapwing::tidy
