#include "shared/rules/working_days.h"

#include <doctest/doctest.h>

#include <vector>

using namespace lapwing::rules;
using namespace std::chrono_literals;
using std::chrono::December, std::chrono::January, std::chrono::June, std::chrono::May;

TEST_CASE("adding months clamps the day to the end of a shorter month, forwards and back")
{
    CHECK(addMonths(2024y / 2 / 29, 12) == 2025y / 2 / 28);
    CHECK(addMonths(2023y / 2 / 28, 12) == 2024y / 2 / 28);
    CHECK(addMonths(2024y / 1 / 31, 1) == 2024y / 2 / 29);
    CHECK(addMonths(2024y / 3 / 31, -1) == 2024y / 2 / 29);
    CHECK(addMonths(2024y / 12 / 15, 1) == 2025y / 1 / 15);
    CHECK(addMonths(2024y / 1 / 15, -1) == 2023y / 12 / 15);
}

TEST_CASE("a date and its number of days since 1970 are the same day")
{
    CHECK(dayOf(1970y / 1 / 1) == 0);
    CHECK(dateOf(-1) == 1969y / 12 / 31);
    CHECK(dateOf(dayOf(2024y / 2 / 29)) == 2024y / 2 / 29);
    CHECK(daysBetween(2024y / 2 / 28, 2024y / 3 / 1) == 2);
    CHECK(daysBetween(2024y / 3 / 1, 2024y / 2 / 28) == -2);
}

TEST_CASE("a person is a year older on the birthday, and one born on 29 February on 1 March")
{
    CHECK(ageOn(2007y / 6 / 2, 2025y / 6 / 1) == 17);
    CHECK(ageOn(2007y / 6 / 2, 2025y / 6 / 2) == 18);
    CHECK(ageOn(2008y / 2 / 29, 2026y / 2 / 28) == 17);
    CHECK(ageOn(2008y / 2 / 29, 2026y / 3 / 1) == 18);
}

TEST_CASE("dates are said in words")
{
    CHECK(inWords(2026y / 3 / 14) == "14 March 2026");
    CHECK(inWords(2026y / 12 / 1) == "1 December 2026");
}

TEST_CASE("Easter falls where the almanac has it, its earliest and latest days included")
{
    CHECK(easterSunday(1818) == 1818y / 3 / 22);
    CHECK(easterSunday(1943) == 1943y / 4 / 25);
    CHECK(easterSunday(2000) == 2000y / 4 / 23);
    CHECK(easterSunday(2024) == 2024y / 3 / 31);
    CHECK(easterSunday(2025) == 2025y / 4 / 20);
    CHECK(easterSunday(2026) == 2026y / 4 / 5);
    CHECK(easterSunday(2038) == 2038y / 4 / 25);
}

TEST_CASE("the bank holidays of published years come out of the rules")
{
    using Year = std::array<Date, 8>;
    CHECK(bankHolidays(2024) == Year{2024y / 1 / 1, 2024y / 3 / 29, 2024y / 4 / 1, 2024y / 5 / 6,
                                     2024y / 5 / 27, 2024y / 8 / 26, 2024y / 12 / 25,
                                     2024y / 12 / 26});
    CHECK(bankHolidays(2025) == Year{2025y / 1 / 1, 2025y / 4 / 18, 2025y / 4 / 21, 2025y / 5 / 5,
                                     2025y / 5 / 26, 2025y / 8 / 25, 2025y / 12 / 25,
                                     2025y / 12 / 26});
}

TEST_CASE("a holiday on a weekend is taken on the next free weekdays")
{
    CHECK(bankHolidays(2022)[0] == 2022y / 1 / 3); // New Year on a Saturday
    CHECK(bankHolidays(2023)[0] == 2023y / 1 / 2); // on a Sunday
    CHECK(bankHolidays(2020)[6] == 2020y / 12 / 25); // Boxing Day on a Saturday
    CHECK(bankHolidays(2020)[7] == 2020y / 12 / 28);
    CHECK(bankHolidays(2021)[6] == 2021y / 12 / 27); // Christmas on a Saturday
    CHECK(bankHolidays(2021)[7] == 2021y / 12 / 28);
    CHECK(bankHolidays(2022)[6] == 2022y / 12 / 26); // Christmas on a Sunday
    CHECK(bankHolidays(2022)[7] == 2022y / 12 / 27);
}

TEST_CASE("every year has eight different bank holidays in order, and all are weekdays")
{
    for (int year = kHolidayYearFirst; year <= 2200; ++year) {
        const auto days = bankHolidays(year);
        for (std::size_t i = 0; i < days.size(); ++i) {
            CAPTURE(year);
            CAPTURE(i);
            CHECK(days[i].ok());
            CHECK(static_cast<int>(days[i].year()) == year);
            const std::chrono::weekday w{std::chrono::sys_days(days[i])};
            CHECK(w.iso_encoding() <= 5);
            CHECK_FALSE(isWorkingDay(days[i]));
            if (i > 0) CHECK(days[i - 1] < days[i]);
        }
    }
}

TEST_CASE("working days skip weekends and bank holidays in both directions")
{
    CHECK(addWorkingDays(2025y / 4 / 17, 1) == 2025y / 4 / 22); // over Easter
    CHECK(addWorkingDays(2025y / 4 / 22, -1) == 2025y / 4 / 17);
    CHECK(addWorkingDays(2025y / 4 / 19, 1) == 2025y / 4 / 22); // from a Saturday
    CHECK(addWorkingDays(2025y / 4 / 19, 0) == 2025y / 4 / 19);
    CHECK(addWorkingDays(2024y / 12 / 24, 3) == 2024y / 12 / 31);
}

TEST_CASE("a proclaimed day is not worked, and a holiday moved away from its day is")
{
    const std::vector<OneOffDay> jubilee{{2022y / 6 / 2}, {2022y / 6 / 3}, {2022y / 5 / 30, false}};
    CHECK(isWorkingDay(2022y / 6 / 3));
    CHECK_FALSE(isWorkingDay(2022y / 6 / 3, jubilee));
    CHECK_FALSE(isWorkingDay(2022y / 5 / 30));
    CHECK(isWorkingDay(2022y / 5 / 30, jubilee));
    CHECK(addWorkingDays(2022y / 6 / 1, 1, jubilee) == 2022y / 6 / 6);
}

TEST_CASE("before the rules were made only weekends are not worked")
{
    CHECK(isWorkingDay(1850y / 12 / 25));
    CHECK_FALSE(isWorkingDay(1850y / 12 / 28));
}
