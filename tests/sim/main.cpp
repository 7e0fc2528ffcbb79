#include "tests/sim/sim_runs.h"

#include <charconv>
#include <cstdio>
#include <cstring>

/// lapwing-sim [--seed N] [--seeds COUNT] [--steps M] [--verbose]
/// Ends with 1 at the first broken invariant, which it names with the command that replays it.
int main(int argc, char** argv)
{
    lapwing::sim::Plan plan;
    std::uint64_t seeds = 1;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--verbose") {
            plan.verbose = true;
            continue;
        }
        auto* number = word == "--seed"    ? &plan.seed
                       : word == "--seeds" ? &seeds
                       : word == "--steps" ? &plan.steps
                                           : nullptr;
        const char* text = i + 1 < argc ? argv[++i] : "";
        const char* end = text + std::strlen(text);
        if (!number || std::from_chars(text, end, *number).ptr != end || text == end) {
            std::fputs("lapwing-sim [--seed N] [--seeds COUNT] [--steps M] [--verbose]\n", stderr);
            return 2;
        }
    }
    lapwing::sim::Counts counts;
    for (const auto last = plan.seed + seeds; plan.seed < last; ++plan.seed) {
        plan.clockSeed = plan.seed;
        if (!runSeed(plan, true, counts)) return 1;
    }
    lapwing::sim::print(counts);
    return 0;
}
