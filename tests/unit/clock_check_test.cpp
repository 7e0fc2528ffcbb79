#include "client/work/clock_check.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::work;

namespace {
constexpr std::uint64_t kHub = 1'700'000'000'000;
constexpr std::uint64_t kMinute = 60'000;
} // namespace

TEST_CASE("a clock over five minutes off is told, ahead or behind, but none that met no hub")
{
    CHECK(minutesAhead({kHub, kHub}) == 0);
    CHECK(minutesAhead({kHub, kHub + 5 * kMinute}) == 0);
    CHECK(minutesAhead({kHub, kHub - 5 * kMinute}) == 0);
    CHECK(minutesAhead({kHub, kHub + 5 * kMinute + 1}) == 5);
    CHECK(minutesAhead({kHub, kHub + 12 * kMinute}) == 12);
    CHECK(minutesAhead({kHub, kHub - 90 * kMinute}) == -90);
    CHECK(minutesAhead({0, kHub}) == 0);
    CHECK(minutesAhead({kHub, 0}) == 0);
}

TEST_CASE("a time later than the office's when it came is by a clock that was ahead")
{
    CHECK_FALSE(isAheadOfHub(kHub - 1, {kHub, kHub}));
    CHECK_FALSE(isAheadOfHub(kHub + 5 * kMinute, {kHub, kHub}));
    CHECK(isAheadOfHub(kHub + 6 * kMinute, {kHub, kHub}));
    // Whatever this tablet's own clock says.
    CHECK(isAheadOfHub(kHub + 6 * kMinute, {kHub, kHub + 60 * kMinute}));
    CHECK_FALSE(isAheadOfHub(kHub + 6 * kMinute, {}));
    CHECK(isAheadOfHub(UINT64_MAX, {kHub, kHub}));
}
