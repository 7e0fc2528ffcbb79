#include "tests/support/seal_bench.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::store;

namespace {

constexpr std::size_t kDiskFrame = 72 + 4096;

/// A vault's two files, as an image of its disk.
struct Image {
    Bytes db, wal;

    [[nodiscard]] static Image of(const Folder& at)
    {
        return {contentOf(at.db()), contentOf(at.wal())};
    }
    /// How many notes a program would find that opened this image.
    [[nodiscard]] Result<int> read(Bench& bench) const
    {
        const Folder at;
        replace(at.db(), db);
        replace(at.wal(), wal);
        return reopenAndRead(bench, at);
    }
};

/// Notes 1 … `inPages` are in the database's pages, `inLog` more in the log, a commit each.
Image imageOf(Bench& bench, int inPages, int inLog)
{
    const Folder at;
    auto database = bench.make(at);
    addNotes(database, 1, inPages);
    REQUIRE(database.checkpoint().ok());
    addNotes(database, inPages + 1, inPages + inLog);
    return Image::of(at);
}

std::span<std::uint8_t> pageOf(Bytes& db, std::size_t number)
{
    return std::span(db).subspan((number - 1) * kPageSize, kPageSize);
}

/// What a power cut may leave of the writes that led from one content to the other: any of the
/// sectors, any length between.
Bytes cutBetween(const Bytes& before, const Bytes& after, SeededRandom& random)
{
    constexpr std::size_t kSector = 512;
    Bytes mixed = before;
    mixed.resize(std::max(before.size(), after.size()));
    const auto keepOneIn = 2 + random.below(8);
    for (std::size_t at = 0; at < after.size(); at += kSector) {
        if (random.oneIn(keepOneIn)) continue;
        const auto sector = ByteView(after).subspan(at, std::min(kSector, after.size() - at));
        std::ranges::copy(sector, mixed.begin() + static_cast<std::ptrdiff_t>(at));
    }
    if (random.oneIn(4)) {
        const auto least = std::min(before.size(), after.size());
        mixed.resize(least + random.below(mixed.size() - least + 1));
    }
    return mixed;
}

} // namespace

TEST_CASE("a flipped bit in a page is an error, or was of no consequence, never other text")
{
    Bench bench;
    SeededRandom random(seedOfThisRun());
    const auto image = imageOf(bench, 12, 2);
    REQUIRE(image.db.size() >= 5 * kPageSize);
    REQUIRE(image.read(bench).value() == 14);
    int refused = 0;
    for (int round = 0; round < 400; ++round) {
        auto damaged = image;
        damaged.db[random.below(damaged.db.size())] ^=
            static_cast<std::uint8_t>(1 + random.below(255));
        const auto notes = damaged.read(bench);
        if (notes.ok())
            CHECK(*notes == 14);
        else
            ++refused;
    }
    CHECK(refused > 200);
}

TEST_CASE("a flipped bit in the log is an error or an older commit, which the anchor would tell")
{
    Bench bench;
    SeededRandom random(seedOfThisRun());
    const auto image = imageOf(bench, 12, 6);
    for (int round = 0; round < 400; ++round) {
        auto damaged = image;
        damaged.wal[random.below(damaged.wal.size())] ^=
            static_cast<std::uint8_t>(1 + random.below(255));
        const auto notes = damaged.read(bench);
        const bool told = !notes.ok() || (*notes >= 12 && *notes < 18);
        CHECK(told);
    }
}

TEST_CASE("damage before a commit that was followed by another is told from a torn end")
{
    Bench bench;
    const auto image = imageOf(bench, 3, 5);
    const auto frames = (image.wal.size() - 72) / kDiskFrame;
    std::vector<bool> refused;
    for (std::size_t frame = 1; frame <= frames; ++frame) {
        auto damaged = image;
        damaged.wal[72 + (frame - 1) * kDiskFrame + 100] ^= 1;
        const auto notes = damaged.read(bench);
        refused.push_back(!notes.ok());
        if (!notes.ok()) CHECK(notes.error().code == ErrorCode::Corrupt);
    }
    CHECK(refused.front());
    CHECK_FALSE(refused.back());
    CHECK(std::ranges::is_sorted(refused, std::greater<>()));
    CHECK(std::ranges::count(refused, true) >= 3);
}

TEST_CASE("zeroed, swapped, doubled, missing and foreign pages are refused")
{
    Bench bench;
    const auto image = imageOf(bench, 20, 0);
    const auto other = imageOf(bench, 20, 0);
    const auto pages = image.db.size() / kPageSize;
    REQUIRE(pages >= 5);
    const auto refuses = [&](auto change) {
        auto damaged = image;
        change(damaged.db);
        return damaged.read(bench).ok() == false;
    };
    for (std::size_t number = 1; number <= pages; ++number)
        CHECK(refuses([&](Bytes& db) { std::ranges::fill(pageOf(db, number), std::uint8_t{0}); }));
    CHECK(refuses([&](Bytes& db) { std::ranges::swap_ranges(pageOf(db, 3), pageOf(db, 4)); }));
    CHECK(refuses([&](Bytes& db) { std::ranges::copy(pageOf(db, 3), pageOf(db, 4).begin()); }));
    CHECK(refuses([&](Bytes& db) { db.resize(db.size() - kPageSize); }));
    CHECK(refuses([&](Bytes& db) { db.resize(db.size() - 100); }));
    CHECK(image.read(bench).value() == 20);

    // The same page of another file with the same key: told apart by its uuid alone.
    const Folder at;
    auto key = keyOf();
    key.uuid.bytes.fill(1);
    {
        auto made = openSealed(bench.disk, at.db(), std::move(key), bench.random,
                               {.opening = SealedOptions::Opening::New});
        REQUIRE(made.ok());
    }
    auto foreign = contentOf(at.db());
    CHECK(
        refuses([&](Bytes& db) { std::ranges::copy(pageOf(foreign, 1), pageOf(db, 1).begin()); }));
}

TEST_CASE("frames moved within the log, or brought from an older log, end it or are refused")
{
    Bench bench;
    const Folder at;
    auto database = bench.make(at);
    addNotes(database, 1, 4);
    const auto older = Image::of(at);
    REQUIRE(database.checkpoint().ok());
    addNotes(database, 5, 8);
    const auto image = Image::of(at);
    for (std::size_t from = 0; from < 4; ++from) {
        const auto target = static_cast<std::ptrdiff_t>(72 + ((from + 1) % 4) * kDiskFrame);
        for (const auto* source : {&image, &older}) {
            auto damaged = image;
            const auto frame = ByteView(source->wal).subspan(72 + from * kDiskFrame, kDiskFrame);
            std::ranges::copy(frame, damaged.wal.begin() + target);
            const auto notes = damaged.read(bench);
            const bool told = !notes.ok() || (*notes >= 4 && *notes < 8);
            CHECK(told);
        }
    }
}

TEST_CASE("a first page torn by a power cut heals from the log, and without it is damage")
{
    Bench bench;
    const Folder at;
    auto database = bench.make(at);
    addNotes(database, 1, 5);
    auto torn = Image::of(at);
    REQUIRE(torn.wal.size() > 72);
    for (std::size_t byte = 512; byte < 1024; ++byte) torn.db[byte] = 0;
    CHECK(torn.read(bench).value() == 5);
    torn.wal.clear();
    const auto lost = torn.read(bench);
    REQUIRE_FALSE(lost.ok());
    CHECK(lost.error().code == ErrorCode::Corrupt);
}

TEST_CASE("a program killed in the middle of a transaction leaves the commits before it")
{
    Bench bench;
    const Folder at;
    auto database = bench.make(at);
    addNotes(database, 1, 10);
    // Few pages in memory: the transaction spills into the log before it is committed.
    REQUIRE(database.exec("PRAGMA cache_size=2").ok());
    {
        auto open = Transaction::begin(database).value();
        addNotes(database, 11, 200);
        const auto killed = Image::of(at);
        CHECK(killed.wal.size() > 40 * kDiskFrame);
        CHECK(killed.read(bench).value() == 10);
    }
    // The spilled frames of the transaction that was taken back still lie in the log.
    addNotes(database, 11, 12);
    CHECK(Image::of(at).read(bench).value() == 12);
}

TEST_CASE("a vault that was killed and opened goes on in the same log, again and again")
{
    Bench bench;
    Image image = imageOf(bench, 2, 1);
    for (int notes = 3; notes < 15; ++notes) {
        const Folder at;
        replace(at.db(), image.db);
        replace(at.wal(), image.wal);
        auto database = bench.open(at);
        REQUIRE(readNotes(database).value() == notes);
        addNotes(database, notes + 1, notes + 1);
        image = Image::of(at);
    }
    CHECK(image.read(bench).value() == 15);
}

TEST_CASE("a log cut short at any length gives a whole number of commits")
{
    Bench bench;
    SeededRandom random(seedOfThisRun());
    const auto image = imageOf(bench, 2, 5);
    for (int round = 0; round < 150; ++round) {
        auto cut = image;
        cut.wal.resize(random.below(image.wal.size()));
        const auto notes = cut.read(bench);
        REQUIRE(notes.ok());
        CHECK(*notes >= 2);
        CHECK(*notes < 7);
    }
}

TEST_CASE("a power cut during a commit leaves all of it or nothing, and the vault opens")
{
    Bench bench;
    SeededRandom random(seedOfThisRun());
    const Folder at;
    auto database = bench.make(at);
    addNotes(database, 1, 8);
    REQUIRE(database.exec("PRAGMA cache_size=2").ok());
    int whole = 8;
    for (int commit = 0; commit < 30; ++commit) {
        // From time to time the log begins anew over what it held.
        if (random.oneIn(5)) {
            REQUIRE(database.exec("PRAGMA wal_checkpoint(PASSIVE)").ok());
        }
        auto before = Image::of(at);
        const int added = 1 + static_cast<int>(random.below(commit % 3 == 0 ? 60 : 4));
        {
            auto transaction = Transaction::begin(database).value();
            addNotes(database, whole + 1, whole + added);
            REQUIRE(transaction.commit().ok());
        }
        const auto after = Image::of(at);
        // The header of a log begun anew is synced before its first frame is written.
        if (!before.wal.empty()) std::copy_n(after.wal.begin(), 72, before.wal.begin());
        for (int cut = 0; cut < 8; ++cut) {
            const Image mixed{before.db, cutBetween(before.wal, after.wal, random)};
            const auto notes = mixed.read(bench);
            if (!notes.ok()) FAIL(notes.error().detail);
            const bool atomic = *notes == whole || *notes == whole + added;
            CHECK(atomic);
        }
        whole += added;
    }
}

TEST_CASE("a power cut while the log is written back loses nothing")
{
    Bench bench;
    SeededRandom random(seedOfThisRun());
    const Folder at;
    auto database = bench.make(at);
    int notes = 0;
    for (int round = 0; round < 12; ++round) {
        addNotes(database, notes + 1, notes + 7);
        notes += 7;
        const auto before = Image::of(at);
        REQUIRE(database.checkpoint().ok());
        const auto after = Image::of(at);
        for (int cut = 0; cut < 12; ++cut) {
            const Image mixed{cutBetween(before.db, after.db, random), before.wal};
            const auto found = mixed.read(bench);
            if (!found.ok()) FAIL(found.error().detail);
            CHECK(*found == notes);
        }
    }
}
