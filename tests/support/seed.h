#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>

namespace lapwing {

/// The seed of this run: LAPWING_SEED if set, else always the same. It is printed, so that a
/// failure can be run again.
[[nodiscard]] inline std::uint64_t seedOfThisRun()
{
    const char* given = std::getenv("LAPWING_SEED");
    const std::uint64_t seed = given ? std::strtoull(given, nullptr, 10) : 20250114;
    MESSAGE("LAPWING_SEED=" << seed);
    return seed;
}

} // namespace lapwing
