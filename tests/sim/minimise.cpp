#include "tests/sim/minimise.h"

#include "tests/sim/world.h"

#include <charconv>

namespace lapwing::sim {

namespace {
/// The whole history, for the dice of its steps, and how it ends.
std::pair<std::vector<SeededRandom>, std::optional<Failure>> whole(Plan plan)
{
    plan.kept.reset();
    plan.verbose = false;
    World world(plan);
    world.run();
    return {world.diceOfSteps(), world.failure()};
}

Steps without(const std::vector<std::uint64_t>& steps, std::size_t from, std::size_t count)
{
    Steps left(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(from));
    const auto end = std::min(steps.size(), from + count);
    left.insert(steps.begin() + static_cast<std::ptrdiff_t>(end), steps.end());
    return left;
}
} // namespace

std::optional<Minimised> minimise(const Plan& plan)
{
    const auto [dice, failure] = whole(plan);
    if (!failure) return std::nullopt;
    Minimised best{*failure, {}, failure->step};
    for (std::uint64_t i = 1; i <= failure->step; ++i) best.steps.insert(i);
    const auto isEnough = [&](const Steps& steps) {
        auto part = plan;
        part.verbose = false;
        part.kept = steps;
        World world(part, dice);
        world.run();
        const bool same = world.failure() && world.failure()->invariant == failure->invariant;
        if (same) best = {*world.failure(), steps, best.before};
        return same;
    };
    for (auto size = std::max<std::size_t>(1, best.steps.size() / 2); size > 0;) {
        bool any = false;
        std::vector<std::uint64_t> steps(best.steps.begin(), best.steps.end());
        for (std::size_t at = 0; at < steps.size();) {
            if (isEnough(without(steps, at, size))) {
                steps.assign(best.steps.begin(), best.steps.end());
                any = true;
            } else {
                at += size;
            }
        }
        // What could not go alone at first may go once others have gone.
        if (size > 1 || !any) size /= 2;
    }
    return best;
}

std::optional<Failure> runKept(const Plan& plan)
{
    World world(plan, whole(plan).first);
    world.run();
    return world.failure();
}

std::string told(const Steps& steps)
{
    std::string all;
    for (auto at = steps.begin(); at != steps.end();) {
        const auto first = *at;
        auto last = first;
        while (++at != steps.end() && *at == last + 1) ++last;
        if (!all.empty()) all += ',';
        all += std::to_string(first);
        if (last > first) all += '-' + std::to_string(last);
    }
    return all;
}

std::optional<Steps> stepsIn(std::string_view told)
{
    constexpr std::uint64_t kMost = 1'000'000;
    Steps steps;
    const char* at = told.data();
    const char* end = at + told.size();
    while (at != end) {
        std::uint64_t first = 0;
        auto read = std::from_chars(at, end, first);
        auto last = first;
        if (read.ec == std::errc{} && read.ptr != end && *read.ptr == '-')
            read = std::from_chars(read.ptr + 1, end, last);
        if (read.ec != std::errc{} || last > kMost || first > last) return std::nullopt;
        for (auto step = first; step <= last; ++step) steps.insert(step);
        at = read.ptr;
        if (at == end) break;
        if (*at++ != ',') return std::nullopt;
    }
    return steps;
}

} // namespace lapwing::sim
