#pragma once

#include "tests/sim/world.h"

namespace lapwing::sim {

/// Runs one seed, and again with other clocks when `clocks` says so; adds to `counts`.
/// Prints the invariant and how to replay it when one is broken.
[[nodiscard]] bool runSeed(const Plan& plan, bool clocks, Counts& counts);

/// The kinds of fault and event that every full run must have made.
[[nodiscard]] std::vector<std::string> claimedKinds();
void print(const Counts& counts);

} // namespace lapwing::sim
