#pragma once

#include "server-stub/service/import_lines.h"
#include "server-stub/service/import_map.h"
#include "server-stub/service/workbook.h"

#include <span>

namespace lapwing::hub {

/// Each row of a sheet, a CSV text or a workbook's, as the object that a line of JSON would say.
/// The head row names the columns: case, panel, record, id, and fields ("text" or "action.text").
/// Cells are parted by a comma, a semicolon or a tab, whichever the head row holds most of; quoted
/// as in RFC 4180. An empty cell says nothing; members of a set are parted by commas; a word of a
/// choice may have capitals and blanks; a day may be D/M/YYYY. What a spreadsheet makes of what was
/// typed (a leading zero gone, 7.7E+09, #REF!, a day as a number) is refused with its column, never
/// guessed. A cell behind a guarding apostrophe (cell_text.h) is its text, whatever it looks like.
/// `map` (may be null) tells what the columns mean. Pure. Source: RFC 4180.
void eachSheetRow(std::string_view text, const ImportLine& take, const ImportMap* map = nullptr);
void eachSheetRow(std::span<const SheetRow> rows, const ImportLine& take,
                  const ImportMap* map = nullptr);
/// The cells of the first row that says anything; none of a text that is no sheet.
[[nodiscard]] std::vector<std::string> headsOfSheet(std::string_view text);

} // namespace lapwing::hub
