#include "tests/sim/minimise.h"
#include "tests/sim/sim_runs.h"

#include <cstdio>
#include <cstdlib>
#include <doctest/doctest.h>
#include <regex>
#include <sys/wait.h>

using namespace lapwing::sim;

namespace {
constexpr std::uint64_t kEveryKind = 240; ///< in fewer seeds the rarest faults may not occur
#ifdef LAPWING_SANITIZED
constexpr std::uint64_t kSeeds = 30;
#else
constexpr std::uint64_t kSeeds = kEveryKind;
#endif
/// Every so many seeds are run again with other clocks.
constexpr std::uint64_t kClocksEach = 4;

/// The first seed: LAPWING_SEED when it is set, so that a failure can be asked for again.
std::uint64_t firstSeed()
{
    const char* given = std::getenv("LAPWING_SEED");
    return given ? std::strtoull(given, nullptr, 10) : 1;
}
} // namespace

TEST_CASE("whatever is lost, late, doubled or dead, replicas agree and nothing saved is lost")
{
    Counts counts;
    Plan plan;
    const auto first = firstSeed();
    std::printf("LAPWING_SEED=%llu and %llu more\n", static_cast<unsigned long long>(first),
                static_cast<unsigned long long>(kSeeds - 1));
    for (plan.seed = first; plan.seed < first + kSeeds; ++plan.seed) {
        plan.clockSeed = plan.seed;
        REQUIRE(runSeed(plan, plan.seed % kClocksEach == 1, counts));
    }
    print(counts);
    CHECK(counts["saves"] > 0);
    if (kSeeds < kEveryKind) return;
    for (const auto& kind : claimedKinds()) {
        CAPTURE(kind);
        CHECK(counts[kind] > 0);
    }
}

namespace {
/// Histories in which something was once wrong, with their steps.
constexpr std::pair<std::uint64_t, std::uint64_t> kOnceWrong[] = {
    {20005, 2000}, {20010, 2000}, {20024, 2000}, {20031, 2000}, {20038, 2000},
    {20042, 2000}, {20044, 2000}, {20046, 2000}, {20064, 2000}, {21003, 2000},
    {21011, 2000}, {21019, 2000}, {21021, 2000}, {21033, 2000}, {21037, 2000},
    {30027, 180},  {30112, 180},  {30133, 180},  {70085, 2000}, {90006, 2000},
    {130015, 2000}, {130028, 2000},
};
} // namespace

TEST_CASE("no history that once went wrong does so again")
{
#ifndef LAPWING_SANITIZED
    Counts counts;
    for (const auto& [seed, steps] : kOnceWrong)
        CHECK(runSeed({seed, seed, steps, false}, false, counts));
#endif
}

TEST_CASE("steps are read as they are told")
{
    for (const Steps& steps : {Steps{}, Steps{7}, Steps{1, 2, 3}, Steps{1, 3, 4, 9, 10, 12}})
        CHECK(stepsIn(told(steps)) == steps);
    CHECK(told(Steps{1, 3, 4, 9}) == "1,3-4,9");
    for (const char* bad : {"x", "1,,2", "3-1", "1-", "1;2", "1-99999999"})
        CHECK_FALSE(stepsIn(bad).has_value());
}

TEST_CASE("one seed is one history")
{
    const auto endingOf = [](std::uint64_t seed) {
        World world(Plan{seed, seed, 90, false});
        world.run();
        return world.ending();
    };
    CHECK(endingOf(5) == endingOf(5));
    CHECK(endingOf(5) != endingOf(6));
}

#ifndef LAPWING_SANITIZED
namespace {
/// What a program prints, and whether it ended with 1.
std::pair<std::string, bool> run(const std::string& command)
{
    std::string printed;
    auto* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    char part[4096];
    while (const auto n = std::fread(part, 1, sizeof part, pipe)) printed.append(part, n);
    const int status = pclose(pipe);
    return {printed, WIFEXITED(status) && WEXITSTATUS(status) == 1};
}

struct Mutant {
    const char* fault;
    const char* breaks;
};
constexpr Mutant kMutants[] = {
    {"install-forgets-stubs", "I1"},    {"merge-drops-sibling", "I2"},
    {"hub-drops-acknowledged", "I2"},   {"supersedes-all-known", "I3"},
    {"verdict-applies-twice", "I4"},    {"exposes-without-deps", "I5"},
    {"stub-keeps-no-place", "I6"},      {"delete-beats-edit", "I8"},
    {"resolution-keeps-sibling", "I9"}, {"protective-shows-least", "I10"},
    {"hub-trusts-clocks", "I20"},       {"splits-a-save", "I22"},
    {"hub-disowns-its-past", "I24"},    {"statements-pass-on", "P-C2"},
    {"judge-passes-words", "P-S1"},     {"adoption-untold", "I1"},
    {"redaction-keeps-the-log", "I19"}, {"redaction-keeps-the-row", "I19"},
};
} // namespace

TEST_CASE("each fault put into the engine breaks the invariant that is there to notice it")
{
    // A fault may break nothing, or another invariant first: later histories are gone through too.
    constexpr unsigned kFrom[] = {1, 61, 121, 181};
    for (const auto& [fault, breaks] : kMutants) {
        CAPTURE(fault);
        std::string told;
        bool named = false;
        for (auto from = std::begin(kFrom); from != std::end(kFrom) && !named; ++from) {
            const auto [printed, failed] =
                run(std::string(LAPWING_BIN_DIR "/mutants/lapwing-sim_") + fault + " --seeds 60" +
                    " --seed " + std::to_string(*from));
            told += printed;
            const auto tells = "broke " + std::string(breaks) + " ";
            named = failed && printed.find(tells) != std::string::npos;
        }
        CAPTURE(told);
        CHECK(named);
    }
}

TEST_CASE("a failing history is cut to the few steps that it needs, and they break the same")
{
    const std::string program = LAPWING_BIN_DIR "/mutants/lapwing-sim_resolution-keeps-sibling";
    const auto [found, failed] = run(program + " --seeds 60");
    REQUIRE(failed);
    const std::regex names("seed (\\d+) broke (\\S+) at step (\\d+)");
    std::smatch name;
    REQUIRE(std::regex_search(found, name, names));
    const auto asked = program + " --seed " + name[1].str();
    const auto [told, isCut] = run(asked + " --minimise");
    CAPTURE(told);
    CHECK(isCut);
    const std::regex ends(
        "(\\d+) of (\\d+) steps break (\\S+): [^\n]*\n  replay: .* --keep (\\S+) ");
    std::smatch end;
    REQUIRE(std::regex_search(told, end, ends));
    CHECK(end[2] == name[3]);
    CHECK(end[3] == name[2]);
    CHECK(std::stoul(end[1]) * 2 < std::stoul(end[2]));
    const auto [again, breaks] = run(asked + " --keep " + end[4].str());
    CHECK(breaks);
    CHECK(again.find("broke " + name[2].str() + ":") != std::string::npos);
    const auto [less, stillBreaks] = run(asked + " --keep 1");
    CHECK_FALSE(stillBreaks);
}
#endif
