#include "tests/sim/sim_runs.h"

#include <algorithm>
#include <cstdio>

namespace lapwing::sim {

namespace {
/// Where two endings part: whose strand, and from which byte on.
std::string firstDifference(const Ending& one, const Ending& other)
{
    constexpr std::size_t kShown = 160;
    for (const auto& [whose, text] : one) {
        const auto at = other.find(whose);
        if (at == other.end()) return whose + " is in one alone";
        if (at->second == text) continue;
        const auto parts = std::ranges::mismatch(text, at->second);
        const auto from = static_cast<std::size_t>(parts.in1 - text.begin());
        return whose + " from " + std::to_string(from) + ": " + text.substr(from, kShown) + " / " +
               at->second.substr(from, kShown);
    }
    return "more strands";
}

bool tell(const Plan& plan, const Failure& failure)
{
    const auto number = [](std::uint64_t n) { return static_cast<unsigned long long>(n); };
    std::printf("seed %llu broke %s at step %llu: %s\n"
                "  replay: lapwing-sim --seed %llu --steps %llu --verbose\n",
                number(plan.seed), failure.invariant.c_str(), number(failure.step),
                failure.what.c_str(), number(plan.seed), number(plan.steps));
    std::fflush(stdout);
    return false;
}
} // namespace

bool runSeed(const Plan& plan, bool clocks, Counts& counts)
{
    World world(plan);
    world.run();
    for (const auto& [kind, n] : world.counts()) counts[kind] += n;
    if (world.failure()) return tell(plan, *world.failure());
    // Long texts are left out: a claimed time is shorter or longer, and so may an answer's end be.
    if (!clocks || world.bulky()) return true;
    auto other = plan;
    other.clockSeed = plan.clockSeed + 1'000'000;
    World again(other);
    again.run();
    if (again.failure())
        return tell(plan,
                    {"I20", "with other clocks: " + again.failure()->what, again.failure()->step});
    const auto one = world.ending();
    const auto two = again.ending();
    if (one != two)
        return tell(plan, {"I20", "other clocks led to another state: " + firstDifference(one, two),
                           plan.steps});
    ++counts["other clocks tried"];
    return true;
}

std::vector<std::string> claimedKinds()
{
    return {"answers cut",
            "answers lost",
            "answers with more to come",
            "assignments",
            "attestations",
            "changes adopted",
            "changes into quarantine",
            "changes rejected",
            "conflicts seen",
            "clock jumps",
            "crashes of a tablet",
            "crashes of the hub",
            "decisions",
            "duplicates",
            "forged statements",
            "forms opened",
            "meetings",
            "meetings cut",
            "meetings that handed something on",
            "numbers called safe",
            "old answers",
            "old requests",
            "other clocks tried",
            "protective conflicts",
            "records added",
            "redactions",
            "removals met by an edit",
            "reorderings",
            "requests lost",
            "retirements",
            "restores of the hub",
            "changes given back to a restored hub",
            "runs handed on",
            "runs held back for what they rest on",
            "saves",
            "statements",
            "tablets behind their own work",
            "tablets put back",
            "tablets set up anew",
            "texts found nowhere",
            "unassignments",
            "words said late"};
}

void print(const Counts& counts)
{
    for (const auto& [kind, n] : counts)
        std::printf("  %8llu %s\n", static_cast<unsigned long long>(n), kind.c_str());
}

} // namespace lapwing::sim
