#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace lapwing::sim {

/// The first thing that went wrong.
struct Failure {
    std::string invariant;
    std::string what;
    std::uint64_t step = 0;
};

/// What a run made of each kind; every kind that a run claims must be above zero in sum.
using Counts = std::map<std::string, std::uint64_t>;

/// Some steps of a history, by number from 1.
using Steps = std::set<std::uint64_t>;

struct Plan {
    std::uint64_t seed = 1;
    std::uint64_t clockSeed = 1; ///< the clocks' own dice: nothing else may depend on them
    std::uint64_t steps = 180;
    bool verbose = false;
    /// Access changes between a backup and its use as well. Histories of it still break I2.
    bool lateAccess = false;
    /// Only these steps, where it is given; each with the dice that it had in the whole history.
    std::optional<Steps> kept{};
};

/// What every replica holds at the end, claimed times taken out: equal for equal plans whatever
/// the clocks said.
using Ending = std::map<std::string, std::string>;

} // namespace lapwing::sim
