#include "tests/sim/minimise.h"
#include "tests/sim/sim_runs.h"

#include <charconv>
#include <cstdio>
#include <cstring>

namespace {
using namespace lapwing::sim;

constexpr const char* kUsage =
    "lapwing-sim [--seed N] [--seeds COUNT] [--steps M] [--keep STEPS] [--minimise] [--late-access]"
    " [--verbose]\n";

struct Asked {
    Plan plan;
    std::uint64_t seeds = 1;
    bool minimises = false;
};

std::optional<Asked> read(int argc, char** argv)
{
    Asked asked;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--verbose") {
            asked.plan.verbose = true;
            continue;
        }
        if (word == "--late-access") {
            asked.plan.lateAccess = true;
            continue;
        }
        if (word == "--minimise") {
            asked.minimises = true;
            continue;
        }
        const char* text = i + 1 < argc ? argv[++i] : "";
        if (word == "--keep") {
            asked.plan.kept = stepsIn(text);
            if (!asked.plan.kept) return std::nullopt;
            continue;
        }
        auto* number = word == "--seed"    ? &asked.plan.seed
                       : word == "--seeds" ? &asked.seeds
                       : word == "--steps" ? &asked.plan.steps
                                           : nullptr;
        const char* end = text + std::strlen(text);
        if (!number || std::from_chars(text, end, *number).ptr != end || text == end)
            return std::nullopt;
    }
    return asked;
}

/// The short history, told step by step, and the command that tells it again.
int tellShortest(Plan plan)
{
    const auto least = minimise(plan);
    if (!least) {
        std::puts("nothing broke");
        return 0;
    }
    plan.verbose = true;
    plan.kept = least->steps;
    static_cast<void>(runKept(plan));
    std::printf("%zu of %llu steps break %s: %s\n"
                "  replay: lapwing-sim --seed %llu --steps %llu --keep %s --verbose\n",
                least->steps.size(), static_cast<unsigned long long>(least->before),
                least->failure.invariant.c_str(), least->failure.what.c_str(),
                static_cast<unsigned long long>(plan.seed),
                static_cast<unsigned long long>(plan.steps), told(least->steps).c_str());
    return 1;
}
} // namespace

/// lapwing-sim [--seed N] [--seeds COUNT] [--steps M] [--keep STEPS] [--minimise] [--late-access]
///   [--verbose]
/// Ends with 1 at the first broken invariant, which it names with the command that replays it.
/// --minimise looks for the fewest steps of one seed that break the same one; --keep runs them.
/// --late-access changes who has what between a backup and its use.
int main(int argc, char** argv)
{
    auto asked = read(argc, argv);
    if (!asked) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    auto& plan = asked->plan;
    plan.clockSeed = plan.seed;
    if (asked->minimises) return tellShortest(plan);
    if (plan.kept) {
        const auto failure = runKept(plan);
        if (failure)
            std::printf("broke %s: %s\n", failure->invariant.c_str(), failure->what.c_str());
        return failure ? 1 : 0;
    }
    Counts counts;
    for (const auto last = plan.seed + asked->seeds; plan.seed < last; ++plan.seed) {
        plan.clockSeed = plan.seed;
        if (!runSeed(plan, true, counts)) return 1;
    }
    print(counts);
    return 0;
}
