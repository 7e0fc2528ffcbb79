#pragma once

#include "shared/base/result.h"

#include <string>
#include <string_view>

namespace lapwing::search {

/// What somebody typed, as an expression of SQLite's FTS5: every word, each as a beginning, in any
/// order; also with two neighbours joined ("mc donald"), digits as a number however it is written,
/// and a day in any usual form. The index holds indexWordsOf() and its like (fold.h).
/// Errors: Rejected, with a sentence: nothing to search for, or over 16 words of 64 characters.
/// Pure; any thread.
[[nodiscard]] Result<std::string> queryOf(std::string_view typed);

} // namespace lapwing::search
