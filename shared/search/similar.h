#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Names that were typed with a slip: a second look, shown apart from what was found.
/// Pure; any thread. Errors: none.
namespace lapwing::search {

/// From how many letters on a slip is thought of: of short names another name is one slip away.
inline constexpr std::size_t kSlipLettersMin = 5;

/// Whether one of two folded words is the other with one letter wrong, missing, too many, or
/// changed with its neighbour; the same word is not. Letters are code points.
[[nodiscard]] bool isOneSlipAway(std::string_view word, std::string_view other);

/// The expression of FTS5 for people whose names are one slip away from a word that was typed, and
/// have every other word; nullopt when none of `names`, folded, is. It finds none that queryOf()
/// finds by the same words alone.
[[nodiscard]] std::optional<std::string> similarQueryOf(std::string_view typed,
                                                        std::span<const std::string> names);

} // namespace lapwing::search
