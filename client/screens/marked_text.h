#pragma once

#include "client/screens/said.h"
#include "shared/search/marks.h"

#include <span>

/// Texts in which the words that were searched for are marked. Pure; any thread.
namespace lapwing::screens {

/// The same text twice: as it is, and as StyledText, escaped, with the marked words bold and
/// underlined; that is empty when nothing is marked.
struct MarkedText {
    QString plain, styled;
};

/// The whole of a text.
[[nodiscard]] MarkedText markedText(std::string_view text, std::span<const search::Mark> marks);
/// About a line of it, around the first mark; the rest is told by "…".
[[nodiscard]] MarkedText snippetOf(std::string_view text, std::span<const search::Mark> marks);

} // namespace lapwing::screens
