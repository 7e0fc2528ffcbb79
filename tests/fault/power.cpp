#include "tests/fault/kinds.h"
#include "tests/fault/story.h"

namespace lapwing::test {

namespace {

/// Judges several ways to lose the power at every call that changes the disk.
class EveryCut final : public DiskWatch {
public:
    EveryCut(std::uint64_t seed, const Story& story, Report& report)
        : m_seed(seed), m_story(story), m_report(report),
          promise{story.done(), story.done()}, disk(story.image(), this)
    {
    }
    DiskVerdict before(const DiskCall& call) override
    {
        if (!call.changes()) return {};
        constexpr std::uint64_t kWays = 4;
        for (std::uint64_t i = 0; i < kWays; ++i, ++m_index) {
            if (!m_report.starts(m_seed, m_index)) continue;
            SeededRandom random(m_seed * 1'000'003 + m_index);
            const auto image = disk.afterPowerCut(random);
            m_report.end(judge(image, m_story.plan(), promise, random, i == 0));
        }
        return {};
    }

private:
    std::uint64_t m_seed;
    const Story& m_story;
    Report& m_report;
    std::uint64_t m_index = 0;

public:
    Promise promise;
    MemoryDisk disk;
};

/// A few steps, with the program ended well or badly in between.
Wrong work(EveryCut& cuts, const Story& story, SeededRandom& random)
{
    const auto last = std::min<std::uint64_t>(story.done() + 8, Story::kSteps);
    auto& promise = cuts.promise;
    while (promise.least < last) {
        auto opened = SmallStore::open(cuts.disk, kFaultFolder, random);
        if (!opened.ok()) return "opening with no fault: " + opened.error().detail;
        for (auto left = 1 + random.below(4); left > 0 && promise.least < last; --left)
            if (auto wrong = stepWell(**opened, story.plan(), promise)) return wrong;
        if (!random.oneIn(3)) continue;
        if (const auto locked = (*opened)->lock(); !locked.ok()) return locked.error().detail;
    }
    return {};
}

} // namespace

void runPower(const Order& order, Report& report)
{
    for (auto seed = order.seed; report.wantsSeed(seed); ++seed) {
        const Story story(seed);
        EveryCut cuts(seed, story, report);
        SeededRandom random(seed);
        if (const auto wrong = work(cuts, story, random)) report.end(wrong);
    }
}

} // namespace lapwing::test
