#include "tests/fault/failing_memory.h"
#include "tests/fault/workload.h"
#include "tests/fuzz/decoders.h"
#include "tests/support/wire_samples.h"

#include <algorithm>
#include <new>

namespace lapwing::test {

namespace {

constexpr std::size_t kSteps = 8, kMade = 4; // a shorter plan leaves room for more of them

/// A store on a sound disk, to be worked on while something fails.
struct Scene {
    Plan plan;
    DiskImage start;
    std::uint64_t seed;

    explicit Scene(std::uint64_t from)
        : plan(from, kSteps), start(madeBy(plan, kMade, from)), seed(from)
    {
    }

    /// After a failure, told by one of those names: what was saved is there, nothing is by half,
    /// and work goes on to the end, before the power goes or after.
    void judge(FaultDisk& disk, const Progress& progress, FaultTally& tally, std::uint64_t index,
               const std::string& what, std::initializer_list<ErrorCode> names) const
    {
        ++tally.points;
        if (!progress.error.empty()) ++tally.refused;
        if (!progress.error.empty() && std::ranges::find(names, progress.code) == names.end())
            tally.fail(seed, index, what + " told as " + progress.error);
        SeededRandom dice(seed + index);
        QuickRandom random(seed * 31 + index);
        // Nothing was begun by a program that could not open the store.
        auto saved = std::max<std::uint64_t>(progress.saved, kMade);
        auto begun = std::max<std::uint64_t>(progress.begun, kMade);
        if (dice.oneIn(2)) {
            disk.inject({});
            const auto rest = work(disk, plan, kSteps, random);
            if (!rest.error.empty() || rest.found < saved || rest.found > begun)
                return tally.fail(seed, index, what + ": opened at once, " +
                                                   std::to_string(rest.found) +
                                                   " transactions " + rest.error);
            saved = begun = kSteps;
        }
        disk.restart(dice);
        const auto steps = look(disk, plan, random);
        if (!steps.ok()) return tally.fail(seed, index, what + ": " + steps.error().detail);
        if (*steps < saved || *steps > begun)
            return tally.fail(seed, index, what + ": " + std::to_string(*steps) +
                                               " transactions, saved were " +
                                               std::to_string(saved));
        if (*steps == kSteps) return;
        const auto rest = work(disk, plan, kSteps, random);
        if (!rest.error.empty()) tally.fail(seed, index, what + ": afterwards " + rest.error);
    }
};

/// Calls whose failure nobody may pass over.
bool mustBeTold(const FaultDisk& disk)
{
    return std::ranges::any_of(disk.failed(), [](const std::string& call) {
        return call == "xWrite" || call == "xSync" || call == "create" || call == "rename";
    });
}

} // namespace

FaultTally ioErrors(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "I/O error", .failures = {}};
    using Kind = DiskFault::Kind;
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const Scene scene(each);
        FaultDisk sound(scene.start);
        QuickRandom same(each);
        check(work(sound, scene.plan, kSteps, same).error.empty(), "work on a sound disk");
        for (const auto kind : {Kind::Error, Kind::Partial, Kind::Full}) {
            for (const bool persistent : {false, true}) {
                for (std::uint64_t at = 1; at <= sound.calls(); ++at) {
                    if (kind != Kind::Error && !sound.takesRoom(at)) continue;
                    FaultDisk disk(scene.start);
                    disk.inject({.kind = kind, .at = at, .persistent = persistent});
                    QuickRandom random(each);
                    const auto progress = work(disk, scene.plan, kSteps, random);
                    if (disk.failed().empty()) continue; // not a call that can fail so
                    const auto what = disk.failed().front() + (persistent ? " for good" : " once");
                    if (progress.error.empty() && mustBeTold(disk))
                        tally.fail(each, at, what + " was not told");
                    const auto name = kind == Kind::Full ? ErrorCode::StorageFull
                                                         : ErrorCode::StorageFailed;
                    scene.judge(disk, progress, tally, at, what, {name});
                }
            }
        }
    }
    return tally;
}

FaultTally diskFull(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "disk full", .failures = {}};
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const Scene scene(each);
        for (std::uint64_t at = 1;; ++at) {
            FaultDisk disk(scene.start);
            QuickRandom random(each);
            auto opened = SmallStore::open(disk, kFaultFolder, random);
            check(opened.ok(), "a store on a sound disk");
            auto& store = **opened;
            const auto before = disk.calls();
            disk.inject({.kind = DiskFault::Kind::Full, .at = before + at, .persistent = true});
            std::uint64_t saved = kMade;
            const auto goOn = [&]() -> Result<void> {
                LAPWING_ASSIGN(saved, store.check(scene.plan));
                for (; saved < kSteps; ++saved)
                    LAPWING_TRY(store.apply(scene.plan.steps()[saved]));
                return store.lock();
            };
            const auto stopped = goOn();
            if (disk.calls() - before < at) break;
            if (disk.failed().empty()) continue;
            ++tally.points;
            if (stopped.ok()) tally.fail(each, at, "a full disk was not told");
            if (!stopped.ok() && stopped.error().code != ErrorCode::StorageFull)
                tally.fail(each, at, "told as " + stopped.error().detail);
            disk.inject({});
            const auto recovered = goOn();
            if (!recovered.ok())
                tally.fail(each, at, "with room made: " + recovered.error().detail);
        }
    }
    return tally;
}

FaultTally randomFails(std::uint64_t seed)
{
    FaultTally tally{.area = "random source", .failures = {}};
    const Scene scene(seed);
    for (const bool persistent : {false, true}) {
        for (std::uint64_t fills = 0;; ++fills) {
            FaultDisk disk(scene.start);
            QuickRandom random(seed);
            random.failAfter(fills, persistent);
            const auto progress = work(disk, scene.plan, kSteps, random);
            if (random.fills() <= fills) break;
            if (progress.error.empty()) tally.fail(seed, fills, "was not told");
            scene.judge(disk, progress, tally, fills, "a fill",
                        {ErrorCode::Internal, ErrorCode::StorageFailed});
        }
    }
    return tally;
}

FaultTally sqliteMemory(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "memory of SQLite", .failures = {}};
    SqliteMemory memory;
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const Scene scene(each);
        for (const bool persistent : {false, true}) {
            for (std::uint64_t at = 1;; ++at) {
                FaultDisk disk(scene.start);
                QuickRandom random(each);
                memory.failAt(at, persistent);
                const auto progress = work(disk, scene.plan, kSteps, random);
                const bool failed = memory.stop();
                if (!failed) break;
                scene.judge(disk, progress, tally, at,
                            persistent ? "an allocation for good" : "an allocation once",
                            {ErrorCode::Internal, ErrorCode::StorageFailed});
                if (tally.points >= points) return tally;
            }
        }
    }
    return tally;
}

FaultTally ownMemory(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "memory of ours", .failures = {}};
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const Scene scene(each);
        for (std::uint64_t at = 1;; ++at) {
            FaultDisk disk(scene.start);
            QuickRandom random(each);
            OwnMemory::failAt(at);
            const auto progress = work(disk, scene.plan, kSteps, random);
            if (!OwnMemory::stop()) break;
            scene.judge(disk, progress, tally, at, "an allocation",
                        {ErrorCode::Internal, ErrorCode::StorageFailed});
            if (tally.points >= points) return tally;
        }
    }
    return tally;
}

FaultTally decoderMemory(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "memory of decoders", .failures = {}};
    for (const auto& sample : wireSamples()) {
        const auto& decoder = decoderNamed(sample.decoder);
        for (std::uint64_t at = 1; tally.points < points; ++at) {
            OwnMemory::failAt(at);
            auto outcome = Outcome::Refused;
            try {
                outcome = decoder.tryOn(sample.bytes);
            } catch (const std::bad_alloc&) {
                ++tally.refused;
            }
            const bool failed = OwnMemory::stop();
            if (outcome == Outcome::Broken || (!failed && outcome != Outcome::Kept))
                tally.fail(seed, at, std::string(sample.name) + " became something else");
            if (!failed) break;
            ++tally.points;
        }
    }
    return tally;
}

} // namespace lapwing::test
