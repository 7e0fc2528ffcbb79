// What the screens say of dates, and how a date is typed.
#include "client/work/screens/plain_words.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::work::screens;

namespace {
constexpr rules::Date kToday{std::chrono::year(2026), std::chrono::June, std::chrono::day(9)};

std::string due(const char* day) { return dueOf(day, false, kToday).text; }
} // namespace

TEST_CASE("a date that is near is told by its day as well")
{
    CHECK(due("2026-06-07") == "Due 7 June, 2 days late");
    CHECK(due("2026-06-08") == "Due 8 June, 1 day late");
    CHECK(due("2026-06-09") == "Due today, 9 June");
    CHECK(due("2026-06-10") == "Due tomorrow, 10 June");
    CHECK(due("2026-06-16") == "Due 16 June");
    CHECK(due("2027-01-02") == "Due 2 January 2027");
    CHECK(due("") == "No date");
}

TEST_CASE("a date is typed field by field, in any order, and nothing typed is lost")
{
    for (const auto* text : {"9/6/2026", "9/06/2026", "9//", "/6/", "//2026", "x/6/2026"}) {
        CAPTURE(text);
        CHECK(DayFields::of(text, false).joined(false) == text);
    }
    for (const auto* text : {"9/6/2026 10:30", "9// ", "// 10:30", "9/6/2026 half past"}) {
        CAPTURE(text);
        CHECK(DayFields::of(text, true).joined(true) == text);
    }
    for (const auto* text : {"9 June 2026", "2026-06-09", "9.6.2026"})
        CHECK(DayFields::of(text, false).joined(false) == "9/6/2026");
    CHECK(DayFields::of("9 June 2026 10:30", true).joined(true) == "9/6/2026 10:30");
    CHECK(DayFields{}.joined(true).empty());
}

TEST_CASE("what is wrong with a date is said of the part that lacks")
{
    const auto problem = [](const char* text) { return DayFields::of(text, false).problem(); };
    CHECK(problem("9/6/2026").empty());
    CHECK(problem("9//2026") == " must include a month");
    CHECK(problem("//2026") == " must include a day and a month");
    CHECK(problem("31/6/2026") == " must be a day that there is, like 9 6 2026");
}
