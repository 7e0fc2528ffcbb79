#pragma once

#include "shared/base/result.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

/// Days as people write them in a sheet, since 1970-01-01. Pure; any thread.
namespace lapwing::hub {

/// 14/3/1988, 14.03.1988, 14-Mar-1988, 14 March 1988, March 14, 1988 or 1988-03-14; the day before
/// the month, and a year of four digits. Nothing for any other text.
[[nodiscard]] std::optional<std::int64_t> writtenDay(std::string_view text);

/// A birth day of which only a part is known.
struct RoughBirthDay {
    std::int64_t day = 0; ///< the middle of what it may be
    std::string said;     ///< as it was written, to be kept beside it
};

/// March 1988, 03/1988, 1988-03, 1988; "c.", "about" or "approx." before these or before a day; and
/// "34 on 1 March 2026", with or without "age". Nothing for any other text, and for a year before
/// 1850.
[[nodiscard]] std::optional<RoughBirthDay> roughBirthDay(std::string_view text);

/// Puts a day in place of a person's birth day that is rough: the middle of it, called approximate
/// unless the line says what it is, and what was written among the other birth days. `fields` is
/// the object of a line. Errors: Rejected for an age without its day, which says none.
[[nodiscard]] Result<void> spellOutBirthDay(nlohmann::json& fields);

} // namespace lapwing::hub
