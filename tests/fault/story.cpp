#include "tests/fault/story.h"

namespace lapwing::test {

namespace {

/// Takes one image of what the power leaves at the n-th call that changes the disk.
class OneCut final : public DiskWatch {
public:
    OneCut(const MemoryDisk& disk, const Promise& promise, std::uint64_t at, SeededRandom& random)
        : m_disk(disk), m_promise(promise), m_at(at), m_random(random)
    {
    }
    DiskVerdict before(const DiskCall& call) override
    {
        if (call.changes() && m_seen++ == m_at) {
            image = m_disk.afterPowerCut(m_random);
            promised = m_promise;
        }
        return {};
    }
    std::optional<Image> image;
    Promise promised; ///< at that moment

private:
    const MemoryDisk& m_disk;
    const Promise& m_promise;
    std::uint64_t m_at;
    std::uint64_t m_seen = 0;
    SeededRandom& m_random;
};

} // namespace

Wrong Promise::brokenBy(std::uint64_t steps) const
{
    if (steps >= least && steps <= most) return {};
    return std::to_string(steps) + " steps are there; " + std::to_string(least) +
           " were acknowledged and " + std::to_string(most) + " begun";
}

Story::Story(std::uint64_t seed) : m_plan(seed, kSteps)
{
    SeededRandom random(seed);
    m_done = random.below(12);
    MemoryDisk disk;
    {
        auto made = SmallStore::create(disk, kFaultFolder, random);
        check(made.ok(), "a store on a disk without faults");
        for (std::uint64_t i = 0; i < m_done; ++i)
            check((*made)->apply(m_plan.steps()[i]).ok(), "a step on a disk without faults");
        check((*made)->lock().ok(), "locking on a disk without faults");
        if (!random.oneIn(3))
            check((*made)->database().checkpoint().ok(), "writing the log back without faults");
    }
    m_image = disk.now();
}

Wrong stepWell(SmallStore& store, const Plan& plan, Promise& promise)
{
    promise.most = promise.least + 1;
    const auto applied = store.apply(plan.steps()[promise.least]);
    if (!applied.ok()) return "a step with no fault: " + applied.error().detail;
    ++promise.least;
    return {};
}

Wrong judge(const Image& image, const Plan& plan, const Promise& promise, SeededRandom& random,
            bool goOn)
{
    MemoryDisk disk(image);
    Promise next;
    OneCut cut(disk, next, random.below(60), random);
    {
        auto opened = SmallStore::open(disk, kFaultFolder, random);
        if (!opened.ok()) return "does not open: " + opened.error().detail;
        const auto steps = (*opened)->check(plan);
        if (!steps.ok()) return steps.error().detail;
        if (auto wrong = promise.brokenBy(*steps)) return wrong;
        if (!goOn) return {};

        next = {*steps, *steps};
        disk.watchWith(&cut);
        for (int i = 0; i < 4 && next.least < plan.steps().size(); ++i)
            if (auto wrong = stepWell(**opened, plan, next)) return "going on: " + *wrong;
    }
    if (!cut.image) return {};
    auto wrong = judge(*cut.image, plan, cut.promised, random, false);
    if (wrong) return "after a second cut: " + *wrong;
    return {};
}

} // namespace lapwing::test
