#include "tests/fault/workload.h"

#include <algorithm>
#include <array>

namespace lapwing::test {

namespace {

constexpr std::size_t kPage = 4096, kLogHeader = 72, kFrame = 72 + kPage;

/// A file's content as the pieces that are sealed apart.
struct Pieces {
    std::string name;
    std::size_t header, piece;
    [[nodiscard]] std::size_t countIn(const Bytes& content) const
    {
        return content.size() < header ? 0 : (content.size() - header) / piece;
    }
    [[nodiscard]] std::span<std::uint8_t> of(Bytes& content, std::size_t number) const
    {
        return std::span(content).subspan(header + number * piece, piece);
    }
};

const Pieces& piecesOf(SeededRandom& random)
{
    static const Pieces kPages{std::string(kFaultFolder) + "/replica.db", 0, kPage};
    static const Pieces kFrames{std::string(kFaultFolder) + "/replica.db-wal", kLogHeader, kFrame};
    return random.oneIn(2) ? kPages : kFrames;
}

/// A store as it lay on the disk at several moments, the last of them now.
struct History {
    Plan plan;
    std::vector<DiskImage> moments;

    History(std::uint64_t seed, std::size_t steps) : plan(seed, steps)
    {
        QuickRandom random(seed);
        FaultDisk disk(madeBy(plan, 2, seed));
        for (std::size_t step = 3; step <= steps; ++step) {
            check(work(disk, plan, step, random).error.empty(), "work on a sound disk");
            moments.push_back(disk.image());
        }
    }
    [[nodiscard]] const DiskImage& now() const { return moments.back(); }
};

/// Opening either answers an error or gives exactly what was last saved; and the seal alone, with
/// nothing to tell an older state from the newest, never lets changed data through.
void judge(const DiskImage& image, const Plan& plan, FaultTally& tally, std::uint64_t seed,
           std::uint64_t index, const std::string& what, bool sealAlone)
{
    ++tally.points;
    FaultDisk disk(image);
    QuickRandom random(seed);
    const auto steps = look(disk, plan, random);
    if (steps.ok()) {
        if (*steps != plan.steps().size())
            tally.fail(seed, index, what + ": " + std::to_string(*steps) + " transactions");
        return;
    }
    ++tally.refused;
    if (steps.error().code == ErrorCode::Malformed)
        tally.fail(seed, index, what + ": changed data");
    // What the seal itself refused it refuses without the anchor too.
    if (!sealAlone || steps.error().detail.starts_with("sqlite")) return;
    FaultDisk again(image);
    const auto below = SmallStore::checkUnanchored(again, kFaultFolder, random, plan);
    if (!below.ok() && below.error().code == ErrorCode::Malformed)
        tally.fail(seed, index, what + ": changed data under a sound seal");
}

std::string tamperOnce(DiskImage& image, SeededRandom& random)
{
    const auto& pieces = piecesOf(random);
    auto& content = image[pieces.name];
    const auto count = pieces.countIn(content);
    if (count < 2) return {};
    const auto one = random.below(count), other = random.below(count);
    const auto where = pieces.name + " " + std::to_string(one);
    switch (random.below(6)) {
    case 0:
        std::ranges::fill(pieces.of(content, one), std::uint8_t{0});
        return "zeroed " + where;
    case 1:
        if (one == other) return {};
        std::ranges::swap_ranges(pieces.of(content, one), pieces.of(content, other));
        return "swapped " + where + " and " + std::to_string(other);
    case 2:
        if (one == other) return {};
        std::ranges::copy(pieces.of(content, one), pieces.of(content, other).begin());
        return "doubled " + where + " over " + std::to_string(other);
    case 3:
        content.resize(random.below(content.size()));
        return "cut " + pieces.name + " to " + std::to_string(content.size());
    case 4: {
        const auto piece = pieces.of(content, one);
        const Bytes copy(piece.begin(), piece.end());
        append(content, copy);
        return "added a copy of " + where;
    }
    default: {
        auto& anchor = image[std::string(kFaultFolder) + "/anchor"];
        if (random.oneIn(2)) {
            anchor.resize(random.below(anchor.size()));
            return "cut the anchor to " + std::to_string(anchor.size());
        }
        std::swap_ranges(anchor.begin(), anchor.begin() + 256, anchor.begin() + kPage);
        return "swapped the anchor's slots";
    }
    }
}

std::string replayOnce(DiskImage& image, const History& history, SeededRandom& random)
{
    const auto& old = history.moments[random.below(history.moments.size() - 1)];
    const std::string db = std::string(kFaultFolder) + "/replica.db", wal = db + "-wal";
    const std::string anchor = std::string(kFaultFolder) + "/anchor";
    switch (random.below(6)) {
    case 0:
        image[db] = old.at(db);
        return "an old database";
    case 1:
        image[wal] = old.contains(wal) ? old.at(wal) : Bytes();
        return "an old log";
    case 2:
        image[db] = old.at(db);
        image[wal] = old.contains(wal) ? old.at(wal) : Bytes();
        return "an old database and log";
    case 3:
        image[anchor] = old.at(anchor);
        return "an old anchor";
    default: {
        const auto& pieces = piecesOf(random);
        auto before = old.contains(pieces.name) ? old.at(pieces.name) : Bytes();
        auto& content = image[pieces.name];
        const auto count = std::min(pieces.countIn(before), pieces.countIn(content));
        if (count == 0) return {};
        const auto number = random.below(count);
        std::ranges::copy(pieces.of(before, number), pieces.of(content, number).begin());
        return "an old piece " + std::to_string(number) + " of " + pieces.name;
    }
    }
}

template <typename Tamper>
FaultTally tamperAll(const char* area, bool sealAlone, std::uint64_t seed, std::uint64_t points,
                     Tamper tamper)
{
    constexpr std::size_t kSteps = 24;
    constexpr std::uint64_t kOfEach = 250;
    FaultTally tally{.area = area, .failures = {}};
    for (auto each = seed; tally.points < points && !tally.isLost(); ++each) {
        const History history(each, kSteps);
        SeededRandom random(each);
        for (std::uint64_t index = 0; index < kOfEach; ++index) {
            auto image = history.now();
            const auto what = tamper(image, history, random);
            if (!what.empty() && image != history.now())
                judge(image, history.plan, tally, each, index, what, sealAlone);
        }
    }
    return tally;
}

} // namespace

FaultTally byteFlips(std::uint64_t seed, std::uint64_t size, std::uint64_t flips)
{
    FaultTally tally{.area = "byte flip", .failures = {}};
    SeededRandom random(seed);
    std::size_t steps = 8;
    DiskImage image;
    const auto sizeOf = [&] {
        std::size_t total = 0;
        for (const auto& [name, content] : image) total += content.size();
        return total;
    };
    for (; sizeOf() < size; ++steps) image = madeBy(Plan(seed, steps), steps, seed);
    const Plan plan(seed, steps - 1);
    std::uint64_t index = 0;
    for (auto& [name, content] : image) {
        for (auto& byte : content) {
            for (std::uint64_t flip = 0; flip < flips && !tally.isLost(); ++flip) {
                const auto bits = flips == 1 ? 1 + random.below(255) : 1u << (flip % 8);
                byte ^= static_cast<std::uint8_t>(bits);
                judge(image, plan, tally, seed, index, name, true);
                byte ^= static_cast<std::uint8_t>(bits);
            }
            ++index;
        }
    }
    return tally;
}

FaultTally tampered(std::uint64_t seed, std::uint64_t points)
{
    return tamperAll("tamper", true, seed, points,
                     [](DiskImage& image, const History&, SeededRandom& random) {
                         return tamperOnce(image, random);
                     });
}

FaultTally replayed(std::uint64_t seed, std::uint64_t points)
{
    return tamperAll("replay", false, seed, points, replayOnce);
}

FaultTally nonces(std::uint64_t seed, std::uint64_t count)
{
    FaultTally tally{.area = "nonce", .failures = {}};
    // With the tag behind it, which tells another piece from the same one written again.
    std::vector<std::array<std::uint8_t, 40>> seen;
    const auto see = [&](ByteView bytes) {
        std::ranges::copy(bytes.first(40), seen.emplace_back().begin());
    };
    for (auto each = seed; seen.size() < count; ++each) {
        constexpr std::size_t kSteps = 60;
        const Plan plan(each, kSteps);
        FaultDisk disk(madeBy(plan, 1, each));
        disk.record();
        crypto::SystemRandom random;
        check(work(disk, plan, kSteps, random).error.empty(), "work on a sound disk");
        for (const auto& call : disk.recorded()) {
            if (call.kind != DiskCall::Kind::Write) continue;
            ByteView rest = call.data;
            if (call.name.ends_with("anchor")) see(rest);
            const bool isLog = call.name.ends_with("-wal");
            for (auto at = call.at; rest.size() >= kLogHeader && (isLog || rest.size() >= kPage);) {
                const bool small = isLog && (at == 0 || (at - kLogHeader) % kFrame == 0);
                const auto size = small ? kLogHeader : kPage;
                see(small ? rest : rest.subspan(kPage - 48));
                rest = rest.subspan(size);
                at += size;
            }
        }
    }
    std::ranges::sort(seen);
    tally.points = seen.size();
    const auto sameNonce = [](const auto& a, const auto& b) {
        return a != b && std::equal(a.begin(), a.begin() + 24, b.begin());
    };
    if (std::ranges::adjacent_find(seen, sameNonce) != seen.end())
        tally.fail(seed, 0, "a nonce came twice");
    return tally;
}

} // namespace lapwing::test
