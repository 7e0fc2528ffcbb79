#include "shared/crypto/hash.h"
#include "tests/fault/small_files.h"
#include "tests/fault/vault_runs.h"

#include <algorithm>
#include <array>

namespace lapwing::test {

namespace {

/// Each bit, then all of them.
constexpr std::array<std::uint8_t, 9> kMasks{1, 2, 4, 8, 16, 32, 64, 128, 255};
/// Of so many harmed files one is also met by a person who opens the vault.
constexpr std::uint64_t kVisitOneIn = 500;

class SmallFileTrial {
public:
    SmallFileTrial(FaultTally& tally, std::uint64_t seed)
        : m_tally(tally), m_seed(seed), m_scene(seed), m_files(m_scene)
    {
    }
    [[nodiscard]] const SmallFiles& files() const { return m_files; }

    /// `image` holds the harmed file and those beside it.
    void judge(const SmallFiles::Kind& kind, const DiskImage& image, const Harm& harm,
               const std::string& what)
    {
        FaultDisk disk(image);
        const auto verdict = (m_files.*kind.read)(disk, harm);
        const auto index = m_tally.points++;
        if (verdict.refused) ++m_tally.refused;
        const auto where = std::string(kind.name) + ", " + what;
        if (!verdict.wrong.empty()) m_tally.fail(m_seed, index, where + ": " + verdict.wrong);
        if (index % kVisitOneIn == 0) visit(image, index, where);
    }

private:
    /// All of the vault with that file: it opens to what was saved, or is refused by name.
    void visit(const DiskImage& harmed, std::uint64_t index, const std::string& where)
    {
        auto image = m_scene.image();
        for (const auto& [name, content] : harmed) image[name] = content;
        FaultDisk disk(image);
        QuickRandom random(index);
        const auto seen = m_scene.visit(disk, random);
        if (seen.ok()) return;
        const auto code = seen.error().code;
        if (code != ErrorCode::Corrupt && code != ErrorCode::Unauthorised)
            m_tally.fail(m_seed, index, where + ": the vault tells " + std::string(logName(code)));
    }

    FaultTally& m_tally;
    std::uint64_t m_seed;
    VaultScene m_scene;
    SmallFiles m_files;
};

/// A slot whose mark was made to fit what it was changed to: the seal has to notice.
void judgeMarked(FaultTally& tally, std::uint64_t seed, const SmallFiles& files)
{
    const auto whole = encode(files.keys().slots.newest());
    for (std::size_t at = 0; at < whole.size() - Hash::kSize; ++at) {
        auto forged = whole;
        forged[at] ^= kMasks[at % kMasks.size()];
        const auto content = ByteView(forged).first(forged.size() - Hash::kSize);
        const auto mark = crypto::hash("lapwing.slot.1", content);
        std::ranges::copy(mark.bytes, forged.end() - Hash::kSize);
        ++tally.points;
        const auto slot = decodeKeySlot(forged);
        const auto opened = slot.ok() ? openKeySlot(*slot, files.keys().lock)
                                      : Result<store::SealKey>(slot.error());
        if (opened.ok()) tally.fail(seed, at, "a forged slot opened");
        if (!opened.ok()) ++tally.refused;
    }
}

} // namespace

FaultTally fileFlips(std::uint64_t seed)
{
    FaultTally tally{.area = "small file flip", .failures = {}};
    SmallFileTrial trial(tally, seed);
    for (const auto& kind : SmallFiles::kinds()) {
        auto image = trial.files().image(kind);
        auto& content = image[trial.files().scene().path(kind.name)];
        for (std::size_t at = 0; at < content.size(); ++at) {
            for (const auto mask : kMasks) {
                if (tally.isLost()) return tally;
                content[at] ^= mask;
                trial.judge(kind, image, {at, at + 1}, "byte " + std::to_string(at));
                content[at] ^= mask;
            }
        }
    }
    judgeMarked(tally, seed, trial.files());
    return tally;
}

FaultTally fileCuts(std::uint64_t seed)
{
    FaultTally tally{.area = "small file cut", .failures = {}};
    SmallFileTrial trial(tally, seed);
    for (const auto& kind : SmallFiles::kinds()) {
        const auto whole = trial.files().image(kind);
        const auto path = trial.files().scene().path(kind.name);
        const auto size = whole.at(path).size();
        for (std::size_t left = 0; left < size && !tally.isLost(); ++left) {
            auto image = whole;
            image[path].resize(left);
            trial.judge(kind, image, {left, size}, "cut to " + std::to_string(left));
        }
        auto gone = whole;
        gone.erase(path);
        trial.judge(kind, gone, {0, size}, "gone");
        for (const std::size_t more : {1, 15, 63, 512, 4096}) {
            auto zeros = whole, twice = whole;
            zeros[path].resize(size + more);
            append(twice[path], ByteView(whole.at(path)).first(std::min(size, more)));
            trial.judge(kind, zeros, {size, size + more}, "with zeros behind it");
            trial.judge(kind, twice, {size, size + more}, "with its start again behind it");
        }
    }
    return tally;
}

} // namespace lapwing::test
