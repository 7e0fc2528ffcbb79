#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace lapwing::screens {

/// A word of the schema, and what is said for it, not yet translated.
using Pair = std::pair<std::string_view, std::string_view>;

/// What is said for a word of the schema that does not read well by itself; one that means another
/// thing among other choices has its vocabulary before it.
[[nodiscard]] std::span<const Pair> choiceWords();

} // namespace lapwing::screens
