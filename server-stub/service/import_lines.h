#pragma once

#include "shared/base/result.h"

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace lapwing::hub {

inline constexpr std::size_t kImportLineBytesMax = 1u << 20;

/// The text of a file as UTF-8: UTF-8 or UTF-16 with a byte order mark, or UTF-8 without one; line
/// ends as they are. Errors: Malformed, with what to save it as, for anything else.
[[nodiscard]] Result<std::string> importText(std::string_view bytes);

/// One line of a file of cases: where it begins, from 1, and the object that it says, or what is
/// wrong with it. Answers whether to go on.
using ImportLine = std::function<bool(std::uint64_t line, Result<nlohmann::json> said)>;

/// Each line of a text of one JSON object a line; a text that does not begin with "{" is a sheet
/// (import_sheet.h). Empty lines are passed over. Pure.
void eachImportLine(std::string_view text, const ImportLine& take);

} // namespace lapwing::hub
