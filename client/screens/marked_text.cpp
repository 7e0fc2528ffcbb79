#include "client/screens/marked_text.h"

#include <algorithm>

namespace lapwing::screens {

namespace {
constexpr qsizetype kSnippetMax = 160;
constexpr qsizetype kBeforeMax = 60; ///< how much of it stands before the first mark

/// Marks in the text as the screen counts it, which is in UTF-16.
struct Span {
    qsizetype from = 0, size = 0;
};

std::vector<Span> spansOf(std::string_view text, std::span<const search::Mark> marks)
{
    std::vector<Span> spans;
    for (const auto& mark : marks)
        spans.push_back({toQt(text.substr(0, mark.from)).size(),
                         toQt(text.substr(mark.from, mark.size)).size()});
    return spans;
}

QString oneLine(std::string_view text)
{
    auto line = toQt(text);
    for (auto& letter : line)
        if (letter.isSpace() || letter.category() == QChar::Other_Control) letter = u' ';
    return line;
}

MarkedText marked(const QString& text, std::span<const Span> spans)
{
    MarkedText out{text, {}};
    qsizetype at = 0;
    for (const auto& span : spans) {
        const auto from = std::clamp(span.from, at, text.size());
        const auto to = std::clamp(span.from + span.size, from, text.size());
        if (from == to) continue;
        out.styled += text.mid(at, from - at).toHtmlEscaped() + "<b><u>" +
                      text.mid(from, to - from).toHtmlEscaped() + "</u></b>";
        at = to;
    }
    if (!out.styled.isEmpty()) out.styled += text.mid(at).toHtmlEscaped();
    return out;
}
} // namespace

MarkedText markedText(std::string_view text, std::span<const search::Mark> marks)
{
    return marked(oneLine(text), spansOf(text, marks));
}

MarkedText snippetOf(std::string_view text, std::span<const search::Mark> marks)
{
    const auto line = oneLine(text);
    auto spans = spansOf(text, marks);
    qsizetype from = 0;
    if (!spans.empty() && spans.front().from > kBeforeMax && line.size() > kSnippetMax) {
        from = spans.front().from - kBeforeMax;
        const auto blank = line.indexOf(u' ', from);
        from = blank < 0 || blank >= spans.front().from ? spans.front().from : blank + 1;
    }
    auto to = line.size();
    if (to - from > kSnippetMax) {
        to = line.lastIndexOf(u' ', from + kSnippetMax);
        if (to <= from) to = from + kSnippetMax; // a word without end, or a script without blanks
        if (line.at(to - 1).isHighSurrogate()) --to;
    }
    const auto lead = from > 0 ? QStringLiteral("…") : QString();
    for (auto& span : spans) {
        const auto end = std::min(span.from + span.size, to);
        span.from = std::min(span.from, to);
        span.size = end - span.from;
        span.from += lead.size() - from;
    }
    return marked(lead + line.mid(from, to - from) + (to < line.size() ? "…" : ""), spans);
}

} // namespace lapwing::screens
