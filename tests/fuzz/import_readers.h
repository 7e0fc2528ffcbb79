#pragma once

#include "tests/fuzz/decoders.h"

namespace lapwing::test {

/// The readers of files that an office imports: a text of JSON lines, a sheet, a workbook; and of a
/// map, or of a sheet's heads, for which one is proposed.
[[nodiscard]] std::span<const FuzzTarget> importReaders();

} // namespace lapwing::test
