#include "tests/fault/workload.h"

#include <array>
#include <cmath>

namespace lapwing::test {

namespace {

constexpr std::size_t kPlainSteps = 40;
const std::string kDatabase = std::string(kFaultFolder) + "/replica.db";

/// A worked-on store, with a text of the caller's in its rows and its index, and a sort too large
/// for a cache of few pages.
struct Worked {
    Plan plan;
    FaultDisk disk;
    QuickRandom random;
    std::string error;

    Worked(std::uint64_t seed, const std::string& text)
        : plan(seed, kPlainSteps), disk(madeBy(plan, kPlainSteps, seed)), random(seed + 1)
    {
        disk.record();
        const auto add = [&]() -> Result<void> {
            LAPWING_ASSIGN(auto store, SmallStore::open(disk, kFaultFolder, random));
            auto& db = store->database();
            LAPWING_TRY(db.exec("CREATE TABLE note(body TEXT)"));
            LAPWING_TRY(db.exec("PRAGMA cache_size=10"));
            {
                LAPWING_ASSIGN(auto put, db.cached("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                                                   "SELECT i+1 FROM n WHERE i<3000) INSERT INTO "
                                                   "note SELECT ?||i FROM n ORDER BY i*7919%3001"));
                LAPWING_TRY(put.bind(1, std::string_view(text)).run());
            }
            LAPWING_TRY(db.exec("CREATE INDEX note_body ON note(body)"));
            LAPWING_ASSIGN(auto index, db.cached("INSERT INTO search(body) VALUES(?)"));
            LAPWING_TRY(index.bind(1, std::string_view(text)).run());
            return store->lock();
        };
        if (const auto added = add(); !added.ok()) error = added.error().detail;
    }
};

std::string widen(std::string_view text, bool bigEnd)
{
    std::string out;
    for (const char letter : text) out += bigEnd ? std::string{'\0', letter}
                                                 : std::string{letter, '\0'};
    return out;
}

std::string base64(std::string_view text)
{
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    // Whole groups only: their letters do not depend on what follows.
    for (std::size_t i = 0; i + 3 <= text.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = group << 8 | static_cast<std::uint8_t>(text[i + j]);
        for (int shift = 18; shift >= 0; shift -= 6) out += kLetters[group >> shift & 63];
    }
    return out;
}

double bitsPerByte(const Bytes& content)
{
    std::array<double, 256> counts{};
    for (const auto byte : content) ++counts[byte];
    double bits = 0;
    for (const double count : counts) {
        const double share = count / static_cast<double>(content.size());
        if (count > 0) bits -= share * std::log2(share);
    }
    return bits;
}

} // namespace

FaultTally plaintext(std::uint64_t seed)
{
    FaultTally tally{.area = "plaintext", .failures = {}};
    const std::string canary = "WEAPON-WARNING-CANARY";
    const Worked worked(seed, canary);
    if (!worked.error.empty()) tally.fail(seed, 0, worked.error);
    std::vector<std::string> spellings{canary, "weapon", widen(canary, false), widen(canary, true),
                                       toHex(bytesOf(canary)), "CREATE TABLE", "SQLite format 3"};
    for (std::size_t skip = 0; skip < 3; ++skip) spellings.push_back(base64(canary.substr(skip)));
    const auto search = [&](const std::string& name, ByteView content) {
        for (const auto& spelling : spellings) {
            ++tally.points;
            if (textOf(content).find(spelling) != std::string_view::npos)
                tally.fail(seed, tally.points, spelling + " in " + name);
        }
    };
    for (const auto& [name, content] : worked.disk.image()) search(name, content);
    // What was written over since then was on the disk as well.
    for (const auto& call : worked.disk.recorded()) search(call.name, call.data);
    return tally;
}

FaultTally entropy(std::uint64_t seed)
{
    FaultTally tally{.area = "entropy", .failures = {}};
    const Worked worked(seed, std::string(200, 'e'));
    for (const auto& [name, content] : worked.disk.image()) {
        // Few bytes cannot have that much, however random.
        if (content.size() < 200'000) continue;
        ++tally.points;
        if (bitsPerByte(content) < 7.99)
            tally.fail(seed, tally.points,
                       name + " has " + std::to_string(bitsPerByte(content)) + " bits");
    }
    if (tally.points == 0) tally.fail(seed, 0, "no file was large enough");
    return tally;
}

FaultTally foreignNames(std::uint64_t seed)
{
    FaultTally tally{.area = "foreign name", .failures = {}};
    const Worked worked(seed, std::string(800, 's')); // more than is sorted in memory
    if (!worked.error.empty()) tally.fail(seed, 0, worked.error);
    const std::string anchor = std::string(kFaultFolder) + "/anchor";
    for (const auto& name : worked.disk.names()) {
        ++tally.points;
        bool known = name == anchor || name == anchor + ".next";
        for (const char* suffix : {"", "-wal", "-journal"})
            known = known || name == kDatabase + suffix || name == kDatabase + ".next" + suffix;
        if (!known) tally.fail(seed, tally.points, name);
    }
    return tally;
}

FaultTally wrongKeys(std::uint64_t seed)
{
    FaultTally tally{.area = "wrong key", .failures = {}};
    const Plan plan(seed, kPlainSteps);
    const auto image = madeBy(plan, kPlainSteps, seed);
    SeededRandom dice(seed);
    for (std::uint64_t index = 0; index < 60; ++index) {
        const auto& right = SmallStore::keyOf();
        store::SealKey key{crypto::Secret::copyOf(right.dataKey.view()), right.uuid, right.epoch};
        const auto bit = static_cast<std::uint8_t>(1u << dice.below(8));
        if (index % 3 == 0) key.dataKey.span()[dice.below(32)] ^= bit;
        if (index % 3 == 1) key.uuid.bytes[dice.below(16)] ^= bit;
        if (index % 3 == 2) key.epoch ^= 1u << dice.below(32);
        FaultDisk disk(image);
        QuickRandom random(seed);
        ++tally.points;
        const auto opened = store::openSealed(disk, kDatabase, std::move(key), random);
        if (opened.ok() || opened.error().code != ErrorCode::Corrupt)
            tally.fail(seed, index, "the database was not refused");
        if (disk.image() != image) tally.fail(seed, index, "something was changed");
    }
    return tally;
}

FaultTally missingVfs(std::uint64_t seed)
{
    FaultTally tally{.area = "missing VFS", .failures = {}};
    store::Disk missing("no-such-vfs");
    QuickRandom random(seed);
    using Opening = store::SealedOptions::Opening;
    for (const auto opening : {Opening::New, Opening::Existing}) {
        ++tally.points;
        // Nothing may take its place, here or in the folder the test runs in.
        const auto opened = store::openSealed(missing, "no-such-folder/replica.db",
                                              SmallStore::keyOf(), random, {.opening = opening});
        if (opened.ok() || opened.error().code != ErrorCode::Internal)
            tally.fail(seed, tally.points, "not refused as missing");
    }
    return tally;
}

} // namespace lapwing::test
