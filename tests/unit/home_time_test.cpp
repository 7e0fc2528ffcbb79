#include "sync/os/home_time.h"

#include "shared/base/civil.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>

using namespace lapwing;

namespace {
std::uint64_t at(std::string_view instant)
{
    return static_cast<std::uint64_t>(parseInstant(instant).value());
}
std::string dayAt(std::string_view instant) { return formatDay(homeDay(at(instant))); }
int offsetAt(std::string_view instant)
{
    return homeOffsetS(static_cast<std::int64_t>(at(instant)));
}
} // namespace

TEST_CASE("a date is a day of London, in summer an hour ahead of UTC")
{
    REQUIRE(requireHomeTime().ok());
    CHECK(dayAt("2027-06-01T22:59:59Z") == "2027-06-01");
    CHECK(dayAt("2027-06-01T23:00:00Z") == "2027-06-02");
    CHECK(dayAt("2027-06-01T23:30:00Z") == "2027-06-02"); // 00:30 there
    CHECK(dayAt("2027-12-01T23:30:00Z") == "2027-12-01");
    CHECK(dayAt("2027-12-02T00:00:00Z") == "2027-12-02");
}

TEST_CASE("the clocks change at one in the morning UTC, on the last Sundays of March and October")
{
    CHECK(offsetAt("2027-03-28T00:59:59Z") == 0);
    CHECK(offsetAt("2027-03-28T01:00:00Z") == 3600);
    CHECK(offsetAt("2027-10-31T00:59:59Z") == 3600);
    CHECK(offsetAt("2027-10-31T01:00:00Z") == 0);
    CHECK(dayAt("2027-03-27T23:59:59Z") == "2027-03-27"); // a day of 23 hours follows
    CHECK(dayAt("2027-03-28T00:00:00Z") == "2027-03-28");
    CHECK(dayAt("2027-03-28T23:00:00Z") == "2027-03-29");
    CHECK(dayAt("2027-10-30T23:00:00Z") == "2027-10-31"); // and this one has 25
    CHECK(dayAt("2027-10-31T23:59:59Z") == "2027-10-31");
    CHECK(dayAt("2027-11-01T00:00:00Z") == "2027-11-01");
}

TEST_CASE("the zone of the machine changes no date, and no instant is out of bounds")
{
    for (const auto* zone : {"Pacific/Auckland", "America/New_York", "UTC"}) {
        ::setenv("TZ", zone, 1);
        ::tzset();
        CHECK(dayAt("2027-06-01T23:30:00Z") == "2027-06-02");
    }
    ::unsetenv("TZ");
    ::tzset();
    CHECK(homeDay(0) == 0);
    CHECK(homeDay(UINT64_MAX) == kDayMax);
}
