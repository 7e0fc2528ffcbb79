#include "server-stub/service/hub_files.h"
#include "sync/store/seal/anchor.h"
#include "tests/fault/vault_runs.h"
#include "tests/fault/workload.h"
#include "tests/support/must.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <array>

namespace lapwing::test {

namespace {

namespace files = hub::files;
constexpr std::array<std::uint8_t, 9> kMasks{1, 2, 4, 8, 16, 32, 64, 128, 255};

/// A hub's key, what names it, and a file that it seals. The key file's rights are those of a real
/// one beside it.
class HubScene {
public:
    explicit HubScene(std::uint64_t seed)
    {
        FaultDisk memory;
        QuickRandom random(seed);
        store::Disk real;
        must(real.writeNew(files::key(m_temp.path()), bytesOf("-")));
        store::SealKey key;
        key.dataKey = must(files::makeKey(memory, files::key(m_temp.path()), random));
        key.uuid = must(random.id<store::FileUuid>());
        key.epoch = 1;
        must(files::writeSlot(memory, m_temp.path(),
                              {key.uuid, key.epoch, files::key(m_temp.path())}));
        m_state.journalSeq = seed;
        must(store::Anchor::create(memory, files::anchor(m_temp.path()), key, random, m_state));
        m_image = memory.image();
    }
    [[nodiscard]] const DiskImage& image() const { return m_image; }
    [[nodiscard]] std::vector<std::string> harmed() const
    {
        return {files::key(m_temp.path()), files::slot(m_temp.path())};
    }
    /// What the hub's first steps make of it.
    [[nodiscard]] Result<store::AnchorState> open(const DiskImage& image) const
    {
        FaultDisk disk(image);
        QuickRandom random(1);
        LAPWING_ASSIGN(const auto slot, files::readSlot(disk, m_temp.path()));
        store::SealKey key;
        LAPWING_ASSIGN(key.dataKey, files::readKey(disk, slot.keyFile));
        key.uuid = slot.uuid;
        key.epoch = slot.epoch;
        LAPWING_ASSIGN(const auto anchor, store::Anchor::open(disk, files::anchor(m_temp.path()),
                                                              key, random));
        return anchor.state();
    }
    [[nodiscard]] const store::AnchorState& state() const { return m_state; }

private:
    TempFolder m_temp;
    store::AnchorState m_state;
    DiskImage m_image;
};

bool isNamed(ErrorCode code)
{
    constexpr std::array kNames{ErrorCode::Corrupt, ErrorCode::Malformed, ErrorCode::NotFound,
                                ErrorCode::TooLarge, ErrorCode::TooOld};
    return std::ranges::find(kNames, code) != kNames.end();
}

} // namespace

FaultTally hubFiles(std::uint64_t seed)
{
    FaultTally tally{.area = "hub file", .failures = {}};
    const HubScene scene(seed);
    const auto judge = [&](const DiskImage& image, const std::string& what, std::size_t at) {
        const auto opened = scene.open(image);
        ++tally.points;
        if (!opened.ok()) ++tally.refused;
        if (opened.ok() && *opened != scene.state()) tally.fail(seed, at, what + " opens another");
        if (!opened.ok() && !isNamed(opened.error().code))
            tally.fail(seed, at, what + " told as " + std::string(logName(opened.error().code)));
    };
    for (const auto& path : scene.harmed()) {
        auto image = scene.image();
        auto& content = image[path];
        const auto whole = content;
        for (std::size_t at = 0; at < whole.size() && !tally.isLost(); ++at) {
            for (const auto mask : kMasks) {
                content[at] ^= mask;
                judge(image, path + ", a byte", at);
                content[at] ^= mask;
            }
            content.resize(at);
            judge(image, path + ", cut", at);
            content = whole;
        }
        for (const std::size_t more : {1, 64, 4096, 20000}) {
            content.resize(whole.size() + more);
            judge(image, path + ", longer", more);
            content = whole;
        }
        auto gone = scene.image();
        gone.erase(path);
        judge(gone, path + ", gone", 0);
    }
    return tally;
}

} // namespace lapwing::test
