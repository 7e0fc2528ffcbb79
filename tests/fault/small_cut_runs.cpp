#include "client/vault/try_count.h"
#include "shared/crypto/box.h"
#include "sync/store/cargo.h"
#include "sync/store/seal/anchor.h"
#include "tests/fault/power_cuts.h"
#include "tests/fault/small_store.h"
#include "tests/fault/vault_runs.h"
#include "tests/fault/workload.h"
#include "tests/support/must.h"

#include <algorithm>
#include <memory>

namespace lapwing::test {

namespace {

constexpr std::size_t kSteps = 12;
const std::string kPath = std::string(kFaultFolder) + "/file";

/// One small file at work. Before and after what it does it marks on the disk the promise that
/// holds from then on; after a power cut the last one passed must have been kept.
class SmallWork {
public:
    virtual ~SmallWork() = default;
    [[nodiscard]] virtual const char* name() const = 0;
    virtual void run(FaultDisk& disk, SeededRandom& dice) = 0;
    /// Empty when the promise was kept.
    [[nodiscard]] virtual std::string judge(FaultDisk& disk, std::uint64_t promised) const = 0;
};

/// Promises that no fewer tries are counted.
class CountedTries final : public SmallWork {
public:
    const char* name() const override { return "tries"; }
    void run(FaultDisk& disk, SeededRandom& dice) override
    {
        auto count = must(TryCount::create(disk, kPath, nullptr, {}, m_key));
        for (std::size_t step = 0; step < kSteps; ++step) {
            const auto kind = dice.below(6);
            const bool gives = kind < 2 && count.used() > 0;
            if (gives) disk.mark(kind == 0 ? 0 : count.used() - 1);
            if (gives) must(kind == 0 ? count.reset() : count.refund());
            else if (kind == 2) count = must(TryCount::open(disk, kPath, nullptr, {}, m_key));
            else must(count.charge());
            if (!gives) disk.mark(count.used());
        }
    }
    std::string judge(FaultDisk& disk, std::uint64_t promised) const override
    {
        const auto count = TryCount::open(disk, kPath, nullptr, {}, m_key);
        if (!count.ok()) return "does not open: " + count.error().detail;
        if (count->used() >= promised) return {};
        return std::to_string(promised) + " tries were made, " + std::to_string(count->used())
               + " are counted";
    }

private:
    Bytes m_key = Bytes(32, 3); // of a device
};

/// Promises the records from one number up to another: those that were appended, without those
/// that were acknowledged.
class KeptCargo final : public SmallWork {
public:
    const char* name() const override { return "cargo"; }
    void run(FaultDisk& disk, SeededRandom& dice) override
    {
        auto file = must(store::CargoFile::open(disk, kPath));
        std::uint64_t first = 0;
        for (std::size_t step = 0; step < kSteps; ++step) {
            const auto kind = dice.below(5);
            if (kind == 0 && first < m_ids.size()) {
                disk.mark(promise(++first));
                must(file.acknowledge(std::span(m_ids).first(first)));
            } else if (kind == 1) {
                file = must(store::CargoFile::open(disk, kPath));
            } else {
                m_ids.push_back(must(file.append(record(m_ids.size()))));
                disk.mark(promise(first));
            }
        }
    }
    std::string judge(FaultDisk& disk, std::uint64_t promised) const override
    {
        const auto file = store::CargoFile::open(disk, kPath);
        if (!file.ok()) return "does not open: " + file.error().detail;
        if (!file->damaged().empty()) return "damage where nothing but power was cut";
        for (auto at = promised / kFirst; at < promised % kFirst; ++at)
            if (std::ranges::find(file->entries(), m_ids[at], &store::CargoFile::Entry::id)
                == file->entries().end())
                return "record " + std::to_string(at) + " is missing";
        return {};
    }

    [[nodiscard]] static Bytes record(std::size_t number)
    {
        HubKeyCertificate hub;
        hub.boxKey.bytes = crypto::BoxKeyPair::fromSeed(Bytes(32, 7)).publicKey().bytes;
        return must(store::sealCargo(hub, {store::CargoKind::Run, {}, Bytes(1 + number * 90, 1)}));
    }

private:
    static constexpr std::uint64_t kFirst = 1000;
    [[nodiscard]] std::uint64_t promise(std::uint64_t first) const
    {
        return first * kFirst + m_ids.size();
    }
    std::vector<store::CargoId> m_ids;
};

/// Promises a state no older than the last that was synced.
class SyncedAnchor final : public SmallWork {
public:
    const char* name() const override { return "anchor"; }
    void run(FaultDisk& disk, SeededRandom& dice) override
    {
        const auto& key = SmallStore::keyOf();
        QuickRandom random(dice.next());
        std::optional anchor = must(store::Anchor::create(disk, kPath, key, random, {}));
        disk.mark(0);
        for (std::uint64_t step = 1; step <= kSteps; ++step) {
            store::AnchorState state;
            state.journalSeq = step;
            if (dice.oneIn(4)) anchor.emplace(must(store::Anchor::open(disk, kPath, key, random)));
            must(anchor->write(state));
            if (!dice.oneIn(3)) continue;
            must(anchor->sync());
            disk.mark(step);
        }
    }
    std::string judge(FaultDisk& disk, std::uint64_t promised) const override
    {
        QuickRandom random(1);
        const auto anchor = store::Anchor::open(disk, kPath, SmallStore::keyOf(), random);
        if (!anchor.ok()) return "does not open: " + anchor.error().detail;
        return anchor->state().journalSeq >= promised ? "" : "a synced state is lost";
    }
};

void cutPower(FaultTally& tally, SmallWork& work, std::uint64_t seed)
{
    constexpr int kVariants = 4;
    FaultDisk recorded;
    recorded.record();
    SeededRandom dice(seed);
    work.run(recorded, dice);
    PowerCuts cuts({});
    std::optional<std::uint64_t> promised;
    std::uint64_t index = 0;
    for (const auto& call : recorded.recorded()) {
        for (int i = 0; promised && i < kVariants; ++i, ++index) {
            FaultDisk disk(cuts.cut(dice));
            ++tally.points;
            const auto wrong = work.judge(disk, *promised);
            if (!wrong.empty()) tally.fail(seed, index, std::string(work.name()) + ": " + wrong);
        }
        cuts.pass(call);
        if (call.kind == DiskCall::Kind::Mark) promised = call.at;
    }
}

/// The disk refuses one call; the program goes on or opens the anchor again. What is then told to
/// be synced must outlast a power cut, though the kernel may have forgotten what it owes.
std::string forgottenAnchor(FaultDisk& disk, SeededRandom& dice)
{
    const auto& key = SmallStore::keyOf();
    QuickRandom random(dice.next());
    store::AnchorState state;
    std::uint64_t synced = 0;
    std::optional anchor = must(store::Anchor::create(disk, kPath, key, random, state));
    const auto write = [&]() -> Result<void> {
        ++state.journalSeq;
        LAPWING_TRY(anchor->write(state));
        if (!dice.oneIn(2)) return {};
        LAPWING_TRY(anchor->sync());
        synced = state.journalSeq;
        return {};
    };
    disk.inject({.kind = DiskFault::Kind::Error, .at = disk.calls() + 1 + dice.below(12)});
    Result<void> done;
    for (std::size_t step = 0; step < kSteps && done.ok(); ++step) done = write();
    disk.inject({});
    if (!done.ok() && dice.oneIn(2)) {
        anchor.emplace(must(store::Anchor::open(disk, kPath, key, random)));
        state = anchor->state();
    }
    if (dice.oneIn(2)) {
        must(anchor->sync());
        synced = anchor->state().journalSeq;
    }
    if (dice.oneIn(2)) must(anchor->write(state));
    disk.restart(dice);
    const auto seen = store::Anchor::open(disk, kPath, key, random);
    if (!seen.ok()) return "does not open: " + seen.error().detail;
    return seen->state().journalSeq >= synced ? "" : "a state that was synced is lost";
}

/// The same of a record: once it is seen after opening again, it stays.
std::string forgottenCargo(FaultDisk& disk, SeededRandom& dice)
{
    KeptCargo work;
    SeededRandom quiet(dice.next());
    work.run(disk, quiet);
    {
        auto file = must(store::CargoFile::open(disk, kPath));
        disk.inject({.kind = DiskFault::Kind::Error, .at = disk.calls() + 1 + dice.below(4)});
        const auto added = file.append(KeptCargo::record(dice.below(20)));
    }
    disk.inject({});
    const auto believed = must(store::CargoFile::open(disk, kPath)).entries();
    disk.restart(dice);
    const auto file = must(store::CargoFile::open(disk, kPath));
    for (const auto& entry : believed)
        if (std::ranges::find(file.entries(), entry.id, &store::CargoFile::Entry::id)
            == file.entries().end())
            return "a record that was seen is gone";
    return {};
}

} // namespace

FaultTally smallCuts(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "small file power", .failures = {}};
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const std::unique_ptr<SmallWork> works[]{std::make_unique<CountedTries>(),
                                                 std::make_unique<KeptCargo>(),
                                                 std::make_unique<SyncedAnchor>()};
        for (const auto& work : works) cutPower(tally, *work, each);
    }
    return tally;
}

FaultTally forgottenSyncs(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "forgotten sync", .failures = {}};
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        for (const auto judge : {forgottenAnchor, forgottenCargo}) {
            FaultDisk disk;
            SeededRandom dice(each);
            const auto wrong = judge(disk, dice);
            if (!wrong.empty()) tally.fail(each, tally.points, wrong);
            ++tally.points;
        }
    }
    return tally;
}

} // namespace lapwing::test
