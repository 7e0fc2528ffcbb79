#include "tests/fault/kinds.h"

#include "client/vault/key_slots.h"
#include "tests/fault/trial.h"

namespace lapwing::test {

namespace {

constexpr std::uint32_t kOld = SmallStore::kEpoch, kNew = kOld + 1;

/// A slot for the key of that epoch. What it wraps is of no matter here.
KeySlot slotOf(std::uint32_t epoch)
{
    KeySlot slot;
    slot.serial = epoch;
    slot.epoch = epoch;
    slot.terms.cost = {8, 1};
    return slot;
}

/// Under which key the vault on that disk opens now, as its slots say.
Result<std::uint32_t> epochOn(store::Disk& disk)
{
    LAPWING_ASSIGN(const auto slots, KeySlots::open(disk, kFaultFolder));
    return slots.newest().epoch;
}

/// From whatever an earlier one left to a vault under the new key.
Result<void> rekey(store::Disk& disk, Random& random)
{
    const auto files = SmallStore::filesIn(kFaultFolder);
    LAPWING_ASSIGN(auto slots, KeySlots::open(disk, kFaultFolder));
    LAPWING_TRY(store::settleRekey(disk, files, SmallStore::keyOf(slots.newest().epoch), random));
    if (slots.newest().epoch == kNew) return slots.mend();
    LAPWING_TRY(store::prepareRekey(disk, files, SmallStore::keyOf(kOld), SmallStore::keyOf(kNew),
                                    random));
    LAPWING_TRY(slots.replace(slotOf(kNew)));
    return store::settleRekey(disk, files, SmallStore::keyOf(kNew), random);
}

Wrong opensWith(store::Disk& disk, const Story& story, Random& random)
{
    const auto epoch = epochOn(disk);
    if (!epoch.ok()) return "no key slot: " + epoch.error().detail;
    auto opened = SmallStore::open(disk, kFaultFolder, random, *epoch);
    const auto under = " under epoch " + std::to_string(*epoch);
    if (!opened.ok()) return "does not open" + under + ": " + opened.error().detail;
    const auto steps = (*opened)->check(story.plan());
    if (!steps.ok()) return steps.error().detail + under;
    return Promise{story.done(), story.done()}.brokenBy(*steps);
}

/// What was left opens under the key in its slot, and the rekey can be made again from there.
Wrong judgeRekey(const Image& image, const Story& story, SeededRandom& random)
{
    MemoryDisk disk(image);
    if (random.oneIn(2))
        if (auto wrong = opensWith(disk, story, random)) return wrong;
    if (const auto again = rekey(disk, random); !again.ok())
        return "the rekey made again: " + again.error().detail;
    if (auto wrong = opensWith(disk, story, random)) return "after the rekey: " + *wrong;
    const auto left = disk.now();
    for (const auto& [path, content] : left)
        if (path.ends_with(".next")) return path + " was left behind";
    return {};
}

Image vaultOf(const Story& story)
{
    MemoryDisk disk(story.image());
    check(KeySlots::planned(disk, kFaultFolder, slotOf(kOld)).create().ok(),
          "slots on a good disk");
    return disk.now();
}

/// Ends one rekey at its n-th call that changes the disk: by a power cut, a kill, or an error
/// after which the program is started again.
class Interrupted final : public DiskWatch {
public:
    enum class By : unsigned char { PowerCut, Kill, Error, FullDisk };
    static constexpr std::uint64_t kWays = 4;

    Interrupted(const Story& story, const Image& vault, std::uint64_t index)
        : m_story(story), m_at(index / kWays), m_by(static_cast<By>(index % kWays)),
          m_random(index), m_disk(vault, this)
    {
    }
    /// Whether there was such a call.
    [[nodiscard]] bool happened() const { return m_happened; }
    [[nodiscard]] Wrong run()
    {
        const auto done = rekey(m_disk, m_random);
        m_disk.watchWith(nullptr);
        if (!m_happened) return done.ok() ? Wrong() : "with no fault: " + done.error().detail;
        if (m_left) return judgeRekey(*m_left, m_story, m_random);
        if (done.ok()) return "a fault nobody was told of";
        if (done.error().code == ErrorCode::Corrupt)
            return "a failing disk was told as damage: " + done.error().detail;
        const auto image = m_random.oneIn(2) ? m_disk.now() : m_disk.afterPowerCut(m_random);
        return judgeRekey(image, m_story, m_random);
    }
    DiskVerdict before(const DiskCall& call) override
    {
        if (!call.changes() || m_seen++ != m_at) return {};
        m_happened = true;
        if (m_by == By::PowerCut) m_left = m_disk.afterPowerCut(m_random);
        if (m_by == By::Kill) m_left = m_disk.now();
        if (m_left) return {};
        return {m_by == By::FullDisk ? SQLITE_FULL : SQLITE_IOERR,
                static_cast<std::size_t>(m_random.below(1 + call.octets.size()))};
    }

private:
    const Story& m_story;
    std::uint64_t m_at;
    By m_by;
    SeededRandom m_random;
    MemoryDisk m_disk;
    std::uint64_t m_seen = 0;
    bool m_happened = false;
    std::optional<Image> m_left;
};

} // namespace

void runRekey(const Order& order, Report& report)
{
    for (auto seed = order.seed; report.wantsSeed(seed); ++seed) {
        const Story story(seed);
        const auto vault = vaultOf(story);
        for (std::uint64_t index = 0; !report.isPast(index); ++index) {
            if (!report.starts(seed, index)) continue;
            Interrupted rekeyed(story, vault, index);
            const auto wrong = rekeyed.run();
            if (!rekeyed.happened() && !wrong) break;
            report.end(wrong);
        }
    }
}

} // namespace lapwing::test
