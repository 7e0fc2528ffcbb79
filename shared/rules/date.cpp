#include "shared/rules/date.h"

#include <array>
#include <string_view>

namespace lapwing::rules {

using std::chrono::days;
using std::chrono::sys_days;

Date dateOf(std::int64_t day) { return Date(sys_days(days(day))); }

std::int64_t dayOf(Date date) { return sys_days(date).time_since_epoch().count(); }

Date addDays(Date from, std::int64_t count) { return dateOf(dayOf(from) + count); }

Date addMonths(Date from, int months)
{
    // year_month_day arithmetic would leave 31 February behind; it does not clamp.
    const auto month = from.year() / from.month() + std::chrono::months(months);
    const std::chrono::year_month_day_last last(month.year(), month.month() / std::chrono::last);
    return month / (from.day() < last.day() ? from.day() : last.day());
}

std::int64_t daysBetween(Date from, Date to) { return dayOf(to) - dayOf(from); }

int ageOn(Date born, Date on)
{
    const auto years = static_cast<int>(on.year()) - static_cast<int>(born.year());
    const bool birthdayToCome =
        on.month() < born.month() || (on.month() == born.month() && on.day() < born.day());
    return birthdayToCome ? years - 1 : years;
}

std::string inWords(Date date)
{
    static constexpr std::array<std::string_view, 12> kMonths{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const auto month = static_cast<unsigned>(date.month());
    return std::to_string(static_cast<unsigned>(date.day())) + ' ' +
           std::string(kMonths[(month - 1) % 12]) + ' ' +
           std::to_string(static_cast<int>(date.year()));
}

} // namespace lapwing::rules
