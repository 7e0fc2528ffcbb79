#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace lapwing::rules {

/// A civil date (proleptic Gregorian, years 1 … 9999), with no time and no zone. Every rule takes
/// "today" as an argument. Pure; any thread; no errors: callers pass dates that exist.
using Date = std::chrono::year_month_day;

/// Days since 1970-01-01, as fields of kind Day hold them.
[[nodiscard]] Date dateOf(std::int64_t day);
[[nodiscard]] std::int64_t dayOf(Date date);

[[nodiscard]] Date addDays(Date from, std::int64_t days);
/// The same day of another month, or that month's last day when it is shorter.
[[nodiscard]] Date addMonths(Date from, int months);
/// Whole days from one date to another; negative when `to` is earlier.
[[nodiscard]] std::int64_t daysBetween(Date from, Date to);
/// Completed years of life; one born on 29 February is a year older on 1 March of common years.
[[nodiscard]] int ageOn(Date born, Date on);

/// "14 March 2026"
[[nodiscard]] std::string inWords(Date date);

} // namespace lapwing::rules
