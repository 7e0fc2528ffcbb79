#include "tests/fault/power_cuts.h"
#include "tests/fault/workload.h"

namespace lapwing::test {

namespace {

constexpr std::size_t kPowerSteps = 16, kPowerMade = 5;
constexpr std::uint32_t kOld = SmallStore::kEpoch, kNew = kOld + 1;

/// What the marks passed so far promise.
struct Promise {
    std::uint64_t begun = kPowerMade, saved = kPowerMade;
    void pass(const DiskCall& call)
    {
        if (call.kind == DiskCall::Kind::Mark) (call.at % 2 == 0 ? begun : saved) = call.at / 2;
    }
};

class CutJudge {
public:
    CutJudge(FaultTally& tally, const Plan& plan, std::uint64_t seed)
        : m_tally(tally), m_plan(plan), m_seed(seed), m_random(seed)
    {
    }

    /// The image opens with all that was saved and nothing by half; sometimes it is cut again
    /// while it recovers, sometimes it works on.
    void judge(const DiskImage& image, const Promise& promise, std::uint64_t index, int depth = 0,
               std::uint32_t epoch = kOld)
    {
        ++m_tally.points;
        FaultDisk disk(image);
        const bool again = depth < 2 && m_random.oneIn(12);
        const bool goesOn = m_random.oneIn(8);
        if (again) disk.record();
        QuickRandom random(m_random.next());
        const auto steps = look(disk, m_plan, random, epoch);
        if (!steps.ok()) return m_tally.fail(m_seed, index, steps.error().detail);
        if (*steps < promise.saved || *steps > promise.begun)
            return m_tally.fail(m_seed, index,
                                std::to_string(*steps) + " transactions, saved were " +
                                    std::to_string(promise.saved));
        if (again) {
            const Promise kept{.begun = *steps, .saved = *steps};
            PowerCuts cuts(image);
            for (const auto& call : disk.recorded()) {
                if (m_random.oneIn(6)) judge(cuts.cut(m_random), kept, index, depth + 1, epoch);
                cuts.pass(call);
            }
        }
        if (!goesOn) return;
        const auto progress = work(disk, m_plan, kPowerSteps, random, epoch);
        if (!progress.error.empty()) m_tally.fail(m_seed, index, "afterwards " + progress.error);
    }
    [[nodiscard]] SeededRandom& random() { return m_random; }

private:
    FaultTally& m_tally;
    const Plan& m_plan;
    std::uint64_t m_seed;
    SeededRandom m_random;
};

} // namespace

FaultTally powerCuts(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "power cut", .failures = {}};
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const Plan plan(each, kPowerSteps);
        const auto start = madeBy(plan, kPowerMade, each);
        FaultDisk disk(start);
        disk.record();
        QuickRandom random(each);
        const auto progress = work(disk, plan, kPowerSteps, random);
        check(progress.error.empty(), "work on a sound disk");

        CutJudge judge(tally, plan, each);
        PowerCuts cuts(start);
        Promise promise;
        std::uint64_t index = 0;
        for (const auto& call : disk.recorded()) {
            for (int variant = 0; variant < 3; ++variant)
                judge.judge(cuts.cut(judge.random()), promise, index);
            cuts.pass(call);
            promise.pass(call);
            ++index;
        }
    }
    return tally;
}

FaultTally rekeyCuts(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "rekey cut", .failures = {}};
    constexpr std::uint64_t kSwitched = 1'000'000;
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const Plan plan(each, kPowerSteps);
        const auto start = madeBy(plan, kPowerMade, each);
        FaultDisk disk(start);
        disk.record();
        QuickRandom random(each);
        const auto files = SmallStore::filesIn(kFaultFolder);
        const auto &oldKey = SmallStore::keyOf(kOld), &newKey = SmallStore::keyOf(kNew);
        const auto prepared = store::prepareRekey(disk, files, oldKey, newKey, random);
        check(prepared.ok(), "a rekey on a sound disk");
        disk.mark(kSwitched);
        const auto progress = work(disk, plan, kPowerMade + 2, random, kNew);
        check(progress.error.empty(), "work after a rekey on a sound disk");

        CutJudge judge(tally, plan, each);
        PowerCuts cuts(start);
        Promise promise;
        std::uint64_t index = 0;
        auto epoch = kOld;
        for (const auto& call : disk.recorded()) {
            judge.judge(cuts.cut(judge.random()), promise, index++, 0, epoch);
            cuts.pass(call);
            if (call.kind == DiskCall::Kind::Mark && call.at == kSwitched)
                epoch = kNew;
            else
                promise.pass(call);
        }
    }
    return tally;
}

FaultTally rekeyHarmed(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "rekey of harmed", .failures = {}};
    const auto files = SmallStore::filesIn(kFaultFolder);
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const Plan plan(each, kPowerSteps);
        auto image = madeBy(plan, kPowerSteps, each);
        auto& content = image[files.database];
        // Of each page in turn, also of those that a rekey has no other reason to read.
        for (std::size_t at = 0; at < content.size() && !tally.isLost(); at += store::kPageSize) {
            const auto harmed = at + each % store::kPageSize;
            content[harmed] ^= 1;
            FaultDisk disk(image);
            content[harmed] ^= 1;
            QuickRandom random(each);
            const auto prepared = store::prepareRekey(disk, files, SmallStore::keyOf(kOld),
                                                      SmallStore::keyOf(kNew), random);
            ++tally.points;
            if (!prepared.ok()) ++tally.refused;
            if (!prepared.ok() && prepared.error().code != ErrorCode::Corrupt)
                tally.fail(each, at, "told as " + prepared.error().detail);
            if (!prepared.ok()) continue;
            const auto after = work(disk, plan, kPowerSteps, random, kNew);
            if (!after.error.empty()) tally.fail(each, at, "lost: " + after.error);
        }
    }
    return tally;
}

} // namespace lapwing::test
