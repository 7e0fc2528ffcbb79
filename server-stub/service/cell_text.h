#pragma once

#include "shared/schema/schema.h"

#include <optional>
#include <string>
#include <string_view>

/// How a text lies in a cell of a sheet so that no spreadsheet runs it, or takes it for a number or
/// a day, and how it is read from there. Pure; any thread. Errors: none.
/// Source: OWASP, "CSV Injection".
namespace lapwing::hub {

/// What a cell says that tells of an emptied field, where versions of it stand side by side.
inline constexpr std::string_view kEmptiedCell = "(emptied)";

/// The text behind an apostrophe when a spreadsheet would not leave it alone (=1+1, 07700900123,
/// #N/A), or when textOfGuarded() would take an apostrophe off it; else as it is.
[[nodiscard]] std::string guardedCell(std::string_view text);
/// The same for a workbook, whose cells are texts already: only what `field` (may be null) would
/// refuse, or lose its apostrophe, is guarded.
[[nodiscard]] std::string guardedTextCell(const schema::Field* field, std::string_view text);
/// What stands behind a guarding apostrophe; nullopt for a cell without one.
[[nodiscard]] std::optional<std::string> textOfGuarded(std::string_view cell);

/// What a spreadsheet did to what was typed, as the end of a sentence; empty when nothing is seen.
[[nodiscard]] std::string_view spreadsheetHarm(const schema::Field& field, std::string_view cell);

} // namespace lapwing::hub
