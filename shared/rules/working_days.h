#pragma once

#include "shared/rules/date.h"

#include <array>
#include <span>

namespace lapwing::rules {

/// A day that departs from the bank holidays by rule: a day proclaimed once (a coronation), or
/// one by rule that moved and is worked that year. A setting of the area.
struct OneOffDay {
    Date day;
    bool holiday = true; ///< false: worked, although the rule says holiday
};
using OneOffDays = std::span<const OneOffDay>;

/// Years in which the rules below hold; outside them only weekends are not worked.
inline constexpr int kHolidayYearFirst = 1978;
inline constexpr int kHolidayYearLast = 4099;

/// Sunday of Easter. Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 8).
[[nodiscard]] Date easterSunday(int year);

/// The eight bank holidays of England and Wales in a year, in order, each on the weekday it is
/// taken: when New Year, Christmas or Boxing Day falls on a weekend, the substitute day stands
/// in its place. Source: Banking and Financial Dealings Act 1971 and the yearly proclamations.
[[nodiscard]] std::array<Date, 8> bankHolidays(int year);

/// Monday to Friday, and no bank holiday.
[[nodiscard]] bool isWorkingDay(Date day, OneOffDays oneOff = {});

/// The n-th working day after `from` (before it, when n is negative); n = 0 is `from` itself.
/// `from` is never counted, whether worked or not.
[[nodiscard]] Date addWorkingDays(Date from, int n, OneOffDays oneOff = {});

} // namespace lapwing::rules
