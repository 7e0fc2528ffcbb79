#pragma once

#include "shared/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lapwing::hub {

inline constexpr std::size_t kSheetColumnsMax = 1000;
inline constexpr std::size_t kWorkbookBytesMax = 256u << 20; ///< unpacked

/// A row of a sheet: its number as the sheet shows it, and its cells as a person sees them.
struct SheetRow {
    std::uint64_t number = 0;
    std::vector<std::string> cells;
};

[[nodiscard]] bool isWorkbook(std::string_view bytes);

/// The rows of an .xlsx workbook's one sheet. A number comes as its format shows it (07700900123
/// where the format fills up to eleven digits), a date as YYYY-MM-DD, an error as #REF!.
/// Errors: Rejected, with what to do, for what a person may not see or mean (several sheets, hidden
/// rows or columns, merged cells) and for a workbook with a password; Malformed for what is no
/// workbook; TooLarge over kWorkbookBytesMax. Pure.
/// Source: ECMA-376, part 1, 18 (SpreadsheetML).
[[nodiscard]] Result<std::vector<SheetRow>> rowsOfWorkbook(std::string_view bytes);

} // namespace lapwing::hub
