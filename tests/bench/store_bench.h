#pragma once

#include <string>

namespace lapwing::bench {

/// Sealed storage against plain SQLite of the same build, by turns, and once SQLCipher where its
/// program was built; for about `seconds`. Answers JSON: {"ratios": the sealed minimum over plain's
/// minimum, "runs": every value of every figure by kind}.
[[nodiscard]] std::string storeBench(double seconds);

} // namespace lapwing::bench
