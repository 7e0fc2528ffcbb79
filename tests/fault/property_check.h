#pragma once

#include "shared/crypto/secret.h"
#include "tests/fault/fault_runs.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>

#include <string_view>

namespace lapwing::test {

/// Runs one property at the size of every test run; each failure is printed with its seed.
inline void prove(std::string_view name)
{
    REQUIRE(crypto::initialise());
    for (const auto& property : properties()) {
        if (property.name != name) continue;
        for (const auto run : property.runs) {
            const auto tally = run(seedOfThisRun(), kEveryRun);
            MESSAGE(tally.area << ": " << tally.points << " points");
            CHECK(tally.points > 0);
            for (const auto& failure : tally.failures) FAIL_CHECK(failure);
        }
        return;
    }
    FAIL("no such property");
}

} // namespace lapwing::test
