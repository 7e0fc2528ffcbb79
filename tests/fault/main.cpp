#include "shared/crypto/secret.h"
#include "tests/fault/fault_runs.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace lapwing;
using namespace lapwing::test;

namespace {

struct Asked {
    std::uint64_t seed = 1;
    const FaultSizes* sizes = &kEveryRun;
    std::string property; ///< empty: all
    bool understood = true;
};

Asked readArguments(int argc, char** argv)
{
    Asked asked;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--long")
            asked.sizes = &kLongRun;
        else if (word == "--few")
            asked.sizes = &kFewRuns;
        else if (word == "--seed" && i + 1 < argc)
            asked.seed = std::strtoull(argv[++i], nullptr, 10);
        else if (word == "--property" && i + 1 < argc)
            asked.property = argv[++i];
        else
            asked.understood = false;
    }
    return asked;
}

} // namespace

/// `lapwing-fault [--long|--few] [--seed N] [--property S6]`: the sealed store under every kind of
/// fault. Prints a line for each, and each failure with its seed and index; leaves with 1 when
/// there was one.
int main(int argc, char** argv)
{
    const auto asked = readArguments(argc, argv);
    if (!asked.understood || !crypto::initialise()) {
        std::fputs("lapwing-fault [--long|--few] [--seed N] [--property S1…S13]\n", stderr);
        return 2;
    }
    std::size_t failures = 0;
    for (const auto& property : properties()) {
        if (!asked.property.empty() && asked.property != property.name) continue;
        for (const auto run : property.runs) {
            const auto start = std::chrono::steady_clock::now();
            const auto tally = run(asked.seed, *asked.sizes);
            const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - start;
            std::printf("%-3s %-16s %8llu points, %8llu ended in an error, %zu failures, %.1f s\n",
                        property.name, tally.area.c_str(),
                        static_cast<unsigned long long>(tally.points),
                        static_cast<unsigned long long>(tally.refused), tally.failures.size(),
                        gone.count());
            for (const auto& failure : tally.failures) std::printf("    %s\n", failure.c_str());
            failures += tally.failures.size();
            std::fflush(stdout);
            // To have noticed is all that was asked.
            if (failures > 0 && asked.sizes == &kFewRuns) return 1;
        }
    }
    return failures == 0 ? 0 : 1;
}
