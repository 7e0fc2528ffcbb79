#pragma once

#include "shared/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>

namespace lapwing::hub {

enum class ExportFormat : std::uint8_t { Ndjson, Csv, Xlsx };

/// By the ending of its name. Errors: Rejected, with the endings there are.
[[nodiscard]] Result<ExportFormat> exportFormatOf(std::string_view fileName);

/// Lines of an import (import.h) as a file that an import reads as the same lines: one JSON object
/// a line, or a sheet with a column for each field that some line has. A sheet's cells are guarded
/// (cell_text.h): no spreadsheet runs one as a formula or makes a number of a text. Pure.
/// Errors: TooLarge for a sheet of over kSheetColumnsMax columns; those of workbookOf().
[[nodiscard]] Result<std::string> exportFile(std::span<const nlohmann::json> lines,
                                             ExportFormat format);

} // namespace lapwing::hub
