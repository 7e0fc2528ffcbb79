#include "tests/fault/vault_runs.h"

#include "tests/fault/power_cuts.h"
#include "tests/fault/vault_deeds.h"

#include <algorithm>

namespace lapwing::test {

namespace {

std::vector<const Deed*> all()
{
    std::vector<const Deed*> found{&rekeyDeed()};
    for (const auto& deed : deeds()) found.push_back(&deed);
    return found;
}

/// One deed done without a fault, call by call.
struct Recording {
    DiskImage start;
    std::vector<DiskCall> calls;
    std::uint64_t disturbable = 0; ///< calls that a fault can be put into
    std::vector<std::uint64_t> syncs; ///< of them

    Recording(const VaultScene& scene, const Deed& deed, std::uint64_t seed)
        : start(deed.startsEmpty ? DiskImage() : scene.image())
    {
        FaultDisk disk(start);
        disk.record();
        QuickRandom random(seed);
        auto ring = scene.ring();
        const auto done = deed.run(scene, disk, random, ring);
        check(done.ok(), "a deed on a sound disk");
        calls = disk.recorded();
        disturbable = disk.calls();
        syncs = disk.syncs();
    }
};

void cutPower(FaultTally& tally, const VaultScene& scene, const Deed& deed, std::uint64_t seed,
              std::uint64_t points)
{
    const Recording recording(scene, deed, seed);
    PowerCuts cuts(recording.start);
    SeededRandom dice(seed);
    const auto judge = [&](std::uint64_t index, bool done) {
        FaultDisk disk(cuts.cut(dice));
        const auto wrong = deed.judge(scene, disk, done, index);
        ++tally.points;
        if (!wrong.empty()) tally.fail(seed, index, std::string(deed.name) + ": " + wrong);
    };
    // Every call comes up, the more often the more points there are.
    const auto variants = std::max<std::uint64_t>(1, points / (recording.calls.size() + 1));
    std::uint64_t index = 0;
    for (const auto& call : recording.calls) {
        for (std::uint64_t i = 0; i < variants && !tally.isLost(); ++i) judge(index++, false);
        cuts.pass(call);
    }
    for (std::uint64_t i = 0; i < variants && !tally.isLost(); ++i) judge(index++, true);
}

void breakCall(FaultTally& tally, const VaultScene& scene, const Deed& deed,
               const Recording& recording, std::uint64_t seed, const DiskFault& fault,
               unsigned lostOneIn = 2, bool opensAgain = false)
{
    FaultDisk disk(recording.start);
    disk.inject(fault);
    QuickRandom random(seed);
    auto ring = scene.ring();
    const auto done = deed.run(scene, disk, random, ring);
    if (disk.failed().empty()) return; // not a call that can fail so
    ++tally.points;
    const auto what = std::string(deed.name) + ", " + disk.failed().front();
    if (!done.ok()) {
        ++tally.refused;
        const bool full = fault.kind == DiskFault::Kind::Full;
        const auto expected = full ? ErrorCode::StorageFull : ErrorCode::StorageFailed;
        if (done.error().code != expected)
            tally.fail(seed, fault.at, what + " told as " + std::string(logName(done.error().code))
                                           + ", " + done.error().detail);
    }
    // The program is started again, on a disk that works again, before the power goes.
    disk.inject({});
    for (const auto passphrase : {kPassphrase, kFreshPassphrase})
        if (opensAgain) (void)scene.visit(disk, random, passphrase);
    SeededRandom dice(seed + fault.at);
    disk.restart(dice, lostOneIn);
    const bool happened = done.ok() && !deed.tellsNothing;
    const auto wrong = deed.judge(scene, disk, happened, fault.at);
    if (!wrong.empty()) tally.fail(seed, fault.at, what + ": " + wrong);
}

} // namespace

FaultTally vaultCuts(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "vault cut", .failures = {}};
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const VaultScene scene(each);
        for (const auto& deed : deeds())
            cutPower(tally, scene, deed, each, points / deeds().size());
    }
    return tally;
}

FaultTally vaultRekeyCuts(std::uint64_t seed, std::uint64_t points)
{
    FaultTally tally{.area = "vault rekey cut", .failures = {}};
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each)
        cutPower(tally, VaultScene(each), rekeyDeed(), each, points);
    return tally;
}

FaultTally filesReplayed(std::uint64_t seed)
{
    FaultTally tally{.area = "small file replay", .failures = {}};
    const VaultScene scene(seed);
    FaultDisk disk(scene.image());
    QuickRandom random(seed);
    auto ring = scene.ring();
    // A wrong try, another passphrase, a recovery: what lay on the disk before each.
    std::vector<DiskImage> earlier{disk.image()};
    const auto wrong = crypto::Secret::copyOf(bytesOf("not the right words"));
    check(!Vault::open(scene.site(disk, random, ring), wrong).ok(), "a wrong passphrase");
    for (const auto& deed : deeds().first(2)) {
        earlier.push_back(disk.image());
        check(deed.run(scene, disk, random, ring).ok(), "a deed on a sound disk");
    }
    const auto now = disk.image();
    for (std::size_t moment = 0; moment < earlier.size(); ++moment) {
        for (const auto& [name, content] : earlier[moment]) {
            if (now.contains(name) && now.at(name) == content) continue;
            auto image = now;
            image[name] = content;
            FaultDisk mixed(image), again(image);
            const auto seen = scene.visit(mixed, random, kFreshPassphrase);
            const auto old = scene.visit(again, random, kPassphrase);
            const auto code = seen.ok() ? ErrorCode::Corrupt : seen.error().code;
            ++tally.points;
            if (!seen.ok()) ++tally.refused;
            const auto what = name.substr(name.rfind('/') + 1) + " of moment "
                              + std::to_string(moment);
            if (code != ErrorCode::Corrupt && code != ErrorCode::Unauthorised)
                tally.fail(seed, moment, what + " told as " + std::string(logName(code)));
            if (old.ok()) tally.fail(seed, moment, what + " lets the old passphrase in");
        }
    }
    return tally;
}

FaultTally vaultErrors(std::uint64_t seed, std::uint64_t points)
{
    using Kind = DiskFault::Kind;
    FaultTally tally{.area = "vault I/O error", .failures = {}};
    const VaultScene scene(seed);
    for (const auto* deed : all()) {
        const Recording recording(scene, *deed, seed);
        // All kinds of fault at every call, or at as many as there is time for.
        SeededRandom dice(seed);
        const auto asked = points / all().size(), there = recording.disturbable * 6;
        for (std::uint64_t index = 0; index < there && !tally.isLost(); ++index) {
            if (dice.below(there) >= asked) continue;
            constexpr Kind kKinds[]{Kind::Error, Kind::Partial, Kind::Full};
            const DiskFault fault{.kind = kKinds[index % 3], .at = index / 6 + 1,
                                  .persistent = index / 3 % 2 == 1};
            breakCall(tally, scene, *deed, recording, seed, fault);
        }
    }
    return tally;
}

FaultTally vaultForgets(std::uint64_t seed, std::uint64_t points)
{
    constexpr std::uint64_t kSoon = 30; // calls, in which keys change places
    FaultTally tally{.area = "vault power after", .failures = {}};
    SeededRandom dice(seed);
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const VaultScene scene(each);
        for (const auto* deed : all()) {
            const Recording recording(scene, *deed, each);
            for (const auto at : recording.syncs) {
                if (tally.isLost()) return tally;
                DiskFault fault{.kind = DiskFault::Kind::Error, .at = at};
                breakCall(tally, scene, *deed, recording, each, fault, 1);
                fault.gone = at + 1 + dice.below(kSoon);
                breakCall(tally, scene, *deed, recording, each, fault, 1);
                fault.gone = at + 1;
                breakCall(tally, scene, *deed, recording, each, fault, 1, true);
            }
        }
    }
    return tally;
}

} // namespace lapwing::test
