#pragma once

#include "shared/base/result.h"

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace lapwing::hub {

struct ImportMap;

inline constexpr std::size_t kImportLineBytesMax = 1u << 20;

/// The text of a file as UTF-8: UTF-8 or UTF-16 with a byte order mark, or UTF-8 without one; line
/// ends as they are. Errors: Malformed, with what to save it as, for anything else.
[[nodiscard]] Result<std::string> importText(std::string_view bytes);

/// One line of a file of cases: where it begins, from 1, and the object that it says, or what is
/// wrong with it. Answers whether to go on.
using ImportLine = std::function<bool(std::uint64_t line, Result<nlohmann::json> said)>;

/// Each line of a file: a text of one JSON object a line, or a sheet (import_sheet.h): a workbook,
/// or a text that does not begin with "{". Empty lines are passed over. Pure. Errors: of the file
/// as a whole, as importText() and rowsOfWorkbook() have them; Rejected for a map of JSON lines.
/// `map` (may be null) tells what a sheet's columns mean.
[[nodiscard]] Result<void> eachImportLine(std::string_view file, const ImportLine& take,
                                          const ImportMap* map = nullptr);

/// The heads of a sheet's or a workbook's columns, blanks trimmed. Errors: Rejected for a file
/// without any; those of the file.
[[nodiscard]] Result<std::vector<std::string>> importHeads(std::string_view file);

} // namespace lapwing::hub
