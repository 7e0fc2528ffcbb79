#include "tests/fault/workload.h"

#include <cstring>
#include <new>

namespace lapwing::test {

Result<void> QuickRandom::fill(std::span<std::uint8_t> out)
{
    ++m_fills;
    const bool over = m_persistent && m_fills > m_failAt;
    if (m_failAt > 0 && (m_fills == m_failAt || over))
        return fail(ErrorCode::Internal, {}, "the random source fails");
    for (std::size_t at = 0; at < out.size(); at += 8) {
        const auto next = m_seeded.next();
        std::memcpy(out.data() + at, &next, std::min<std::size_t>(8, out.size() - at));
    }
    return {};
}

void QuickRandom::failAfter(std::uint64_t fills, bool persistent)
{
    m_fills = 0;
    m_failAt = fills + 1;
    m_persistent = persistent;
}

void FaultTally::fail(std::uint64_t seed, std::uint64_t index, const std::string& what)
{
    if (failures.size() < kKept)
        failures.push_back(area + " seed " + std::to_string(seed) + " index " +
                           std::to_string(index) + ": " + what);
}

DiskImage madeBy(const Plan& plan, std::size_t steps, std::uint64_t seed)
{
    QuickRandom random(seed);
    FaultDisk disk;
    {
        auto made = SmallStore::create(disk, kFaultFolder, random);
        check(made.ok(), "a store on a sound disk");
    }
    const auto progress = work(disk, plan, steps, random);
    check(progress.error.empty() && progress.saved == steps, "work on a sound disk");
    return disk.image();
}

Progress work(FaultDisk& disk, const Plan& plan, std::size_t until, Random& random,
              std::uint32_t epoch)
{
    Progress progress;
    const auto run = [&]() -> Result<void> {
        LAPWING_ASSIGN(auto store, SmallStore::open(disk, kFaultFolder, random, epoch));
        LAPWING_ASSIGN(const auto first, store->check(plan));
        LAPWING_TRY(store->checkSearch(plan, first));
        progress.found = progress.begun = progress.saved = first;
        while (progress.saved < until) {
            ++progress.begun;
            disk.mark(2 * progress.begun);
            LAPWING_TRY(store->apply(plan.steps()[progress.begun - 1]));
            progress.saved = progress.begun;
            disk.mark(2 * progress.saved + 1);
        }
        return store->lock();
    };
    try {
        if (const auto done = run(); !done.ok()) {
            progress.error = std::string(logName(done.error().code)) + ", " + done.error().detail;
            progress.code = done.error().code;
        }
    } catch (const std::bad_alloc&) {
        progress.error = "out of memory";
    }
    return progress;
}

Result<std::uint64_t> look(FaultDisk& disk, const Plan& plan, Random& random, std::uint32_t epoch)
{
    LAPWING_ASSIGN(auto store, SmallStore::open(disk, kFaultFolder, random, epoch));
    return store->check(plan);
}

} // namespace lapwing::test
