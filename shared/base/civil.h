#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lapwing {

/// Civil dates and instants as numbers and as text. Pure; any thread; no time zones: an instant
/// becomes a local date only at the edge of a program.
/// Day: days since 1970-01-01 (proleptic Gregorian). Instant: milliseconds since 1970, UTC.
/// Source: ISO 8601, calendar form with four-digit years 0001 … 9999.
inline constexpr std::int64_t kDayMin = -719162;               ///< 0001-01-01
inline constexpr std::int64_t kDayMax = 2932896;               ///< 9999-12-31
inline constexpr std::int64_t kInstantMax = 253402300799999;   ///< 9999-12-31T23:59:59.999Z
inline constexpr std::int64_t kMsPerDay = 86400000;

/// Exactly "YYYY-MM-DD" of a day that exists; nullopt on anything else.
[[nodiscard]] std::optional<std::int64_t> parseDay(std::string_view text);
/// "YYYY-MM-DD"; a day outside kDayMin … kDayMax is shown as "#" and its number.
[[nodiscard]] std::string formatDay(std::int64_t day);

/// 1 to 12 for the English name of a month in any case, or its first three letters or more.
[[nodiscard]] std::optional<int> monthNamed(std::string_view word);

/// "YYYY-MM-DDTHH:MM:SSZ", with ".mmm" before the Z if wanted; nullopt before 1970 and on
/// anything else (leap seconds too).
[[nodiscard]] std::optional<std::int64_t> parseInstant(std::string_view text);
/// The same form, with milliseconds only when they are not 0; "#" and its number out of range.
[[nodiscard]] std::string formatInstant(std::int64_t ms);

} // namespace lapwing
