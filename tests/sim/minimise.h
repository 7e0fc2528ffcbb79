#pragma once

#include "tests/sim/plan.h"

#include <string_view>

namespace lapwing::sim {

/// Few steps of a failing history that break the same invariant, and how many it had until it
/// failed. No single one of them can be left out.
struct Minimised {
    Failure failure;
    Steps steps;
    std::uint64_t before = 0;
};

/// Leaves out what a failure does not need, halves first (delta debugging). Nothing when the plan's
/// history breaks nothing.
[[nodiscard]] std::optional<Minimised> minimise(const Plan& plan);

/// Runs only the plan's kept steps.
[[nodiscard]] std::optional<Failure> runKept(const Plan& plan);

/// As the command line has them: 3,17-20,44.
[[nodiscard]] std::string told(const Steps& steps);
[[nodiscard]] std::optional<Steps> stepsIn(std::string_view told);

} // namespace lapwing::sim
