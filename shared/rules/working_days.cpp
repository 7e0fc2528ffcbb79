#include "shared/rules/working_days.h"

#include <algorithm>

namespace lapwing::rules {

using namespace std::chrono;

namespace {

[[nodiscard]] bool isWeekend(Date day)
{
    const weekday w{sys_days(day)};
    return w == Saturday || w == Sunday;
}

[[nodiscard]] Date nextMondayIfWeekend(Date day)
{
    while (isWeekend(day)) day = addDays(day, 1);
    return day;
}

/// Christmas Day and Boxing Day as taken, in order.
[[nodiscard]] std::array<Date, 2> christmasDays(year y)
{
    const Date christmas = y / December / 25d;
    const Date boxing = y / December / 26d;
    const weekday w{sys_days(christmas)};
    if (w == Friday) return {christmas, y / December / 28d};
    if (w == Saturday) return {y / December / 27d, y / December / 28d};
    // On a Sunday Christmas moves past Boxing Day, which keeps its Monday.
    if (w == Sunday) return {boxing, y / December / 27d};
    return {christmas, boxing};
}

} // namespace

Date easterSunday(int year)
{
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return std::chrono::year(year) / (f / 31) / (f % 31 + 1);
}

std::array<Date, 8> bankHolidays(int yearNumber)
{
    const year y(yearNumber);
    const Date easter = easterSunday(yearNumber);
    const auto [first, second] = christmasDays(y);
    return {nextMondayIfWeekend(y / January / 1d),
            addDays(easter, -2),
            addDays(easter, 1),
            Date(sys_days(y / May / Monday[1])),
            Date(sys_days(y / May / Monday[last])),
            Date(sys_days(y / August / Monday[last])),
            first,
            second};
}

bool isWorkingDay(Date day, OneOffDays oneOff)
{
    if (isWeekend(day)) return false;
    const auto exception = std::ranges::find(oneOff, day, &OneOffDay::day);
    if (exception != oneOff.end()) return !exception->holiday;
    const int year = static_cast<int>(day.year());
    if (year < kHolidayYearFirst || year > kHolidayYearLast) return true;
    const auto holidays = bankHolidays(year);
    return std::ranges::find(holidays, day) == holidays.end();
}

Date addWorkingDays(Date from, int n, OneOffDays oneOff)
{
    const int step = n < 0 ? -1 : 1;
    while (n != 0) {
        from = addDays(from, step);
        if (isWorkingDay(from, oneOff)) n -= step;
    }
    return from;
}

} // namespace lapwing::rules
