#pragma once

#include "server-stub/service/workbook.h"

#include <span>

namespace lapwing::hub {

/// An .xlsx workbook of one sheet, every cell a text in the format of texts, so that a spreadsheet
/// keeps 07700900123 as it is and runs nothing. The same rows give the same bytes.
/// Errors: Malformed for a text that XML has no signs for; Internal. Pure.
/// Source: ECMA-376, part 1, 18 (SpreadsheetML), and part 2 (packages).
[[nodiscard]] Result<std::string> workbookOf(std::span<const SheetRow> rows);

} // namespace lapwing::hub
