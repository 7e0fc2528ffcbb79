#pragma once

#include "shared/crypto/secret.h"
#include "tests/fault/fault_runs.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>

#include <string_view>

namespace lapwing::test {

/// Runs one property at the size of every test run: at least that many points in all, fewer only
/// in a sanitised run. Each failure is printed with its seed.
inline void prove(std::string_view name, std::uint64_t pointsMin)
{
    REQUIRE(crypto::initialise());
    for (const auto& property : properties()) {
        if (property.name != name) continue;
        std::uint64_t points = 0;
        for (const auto run : property.runs) {
            const auto tally = run(seedOfThisRun(), kEveryRun);
            MESSAGE(tally.area << ": " << tally.points << " points");
            CHECK(tally.points > 0);
            points += tally.points;
            for (const auto& failure : tally.failures) FAIL_CHECK(failure);
        }
#ifdef LAPWING_SANITIZED
        pointsMin = 1;
#endif
        CHECK(points >= pointsMin);
        return;
    }
    FAIL("no such property");
}

} // namespace lapwing::test
