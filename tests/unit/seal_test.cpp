#include "tests/support/seal_bench.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::store;
namespace fs = std::filesystem;

namespace {

bool contains(ByteView where, std::string_view what)
{
    return textOf(where).find(what) != std::string_view::npos;
}

} // namespace

TEST_CASE("a sealed database gives back what was committed, from the log and from its pages")
{
    Bench bench;
    const Folder at;
    {
        auto database = bench.make(at);
        addNotes(database, 1, 40);
    }
    CHECK(fs::file_size(at.wal()) > 0);
    {
        auto database = bench.open(at);
        CHECK(readNotes(database).value() == 40);
        addNotes(database, 41, 50);
        REQUIRE(database.checkpoint().ok());
        CHECK(fs::file_size(at.wal()) == 0);
        addNotes(database, 51, 60);
    }
    CHECK(reopenAndRead(bench, at).value() == 60);
}

TEST_CASE("no file of an open vault holds its text, and no other file appears")
{
    Bench bench;
    const Folder at;
    const std::string canary = "WEAPON-WARNING-CANARY";
    std::string wide;
    for (const char letter : canary) wide += {letter, '\0'};
    auto database = bench.make(at);
    REQUIRE(database.exec("CREATE VIRTUAL TABLE words USING fts5(body)").ok());
    REQUIRE(database.exec("INSERT INTO words VALUES('" + canary + "')").ok());
    const auto sortEverything = [&] {
        return database.exec("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE "
                             "i < 20000) INSERT INTO note SELECT NULL, '" +
                             canary +
                             "' || i FROM n ORDER BY i*7919%20011; CREATE INDEX b ON note(body)");
    };
    REQUIRE(sortEverything().ok());
    auto found = database.prepare("SELECT count(*) FROM words WHERE words MATCH 'weapon'").value();
    REQUIRE(found.step().value());
    CHECK(found.integer(0) == 1);

    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(at.path())) {
        ++files;
        const auto content = contentOf(entry.path().string());
        CHECK_FALSE(contains(content, canary));
        CHECK_FALSE(contains(content, wide));
        CHECK_FALSE(contains(content, "CREATE TABLE"));
        CHECK_FALSE(contains(content, "SQLite format 3"));
        CHECK(fs::status(entry).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    }
    CHECK(files == 2);
    CHECK(fs::file_size(at.wal()) > 0);
}

TEST_CASE("a wrong key, uuid or epoch is refused and leaves database and log as they were")
{
    Bench bench;
    const Folder at;
    {
        auto database = bench.make(at);
        addNotes(database, 1, 5);
    }
    const auto db = contentOf(at.db());
    const auto wal = contentOf(at.wal());
    auto otherUuid = keyOf();
    otherUuid.uuid.bytes[15] ^= 1;
    auto otherEpoch = keyOf();
    otherEpoch.epoch = 4;
    SealKey wrong[] = {keyOf(8), std::move(otherUuid), std::move(otherEpoch)};
    for (auto& key : wrong) {
        const auto opened = bench.tryOpen(at, std::move(key));
        REQUIRE_FALSE(opened.ok());
        CHECK(opened.error().code == ErrorCode::Corrupt);
    }
    CHECK(contentOf(at.db()) == db);
    CHECK(contentOf(at.wal()) == wal);
    CHECK(reopenAndRead(bench, at).value() == 5);
}

TEST_CASE("without its VFS a vault does not open, and nothing plain takes its place")
{
    Disk missing("no-such-vfs");
    crypto::SystemRandom random;
    const Folder at;
    for (const auto opening : {SealedOptions::Opening::New, SealedOptions::Opening::Existing}) {
        const auto opened = openSealed(missing, at.db(), keyOf(), random, {.opening = opening});
        REQUIRE_FALSE(opened.ok());
        CHECK(opened.error().code == ErrorCode::Internal);
    }
    CHECK(fs::is_empty(at.path()));
}

TEST_CASE("a vault is not made over another, not opened where there is none, nor twice at once")
{
    Bench bench;
    const Folder at;
    CHECK(bench.tryOpen(at).error().code == ErrorCode::NotFound);
    auto database = bench.make(at);
    const auto again = openSealed(bench.disk, at.db(), keyOf(), bench.random,
                                  {.opening = SealedOptions::Opening::New});
    CHECK(again.error().code == ErrorCode::Conflict);
    CHECK(bench.tryOpen(at).error().code == ErrorCode::Locked);
    addNotes(database, 1, 3);
    CHECK(readNotes(database).value() == 3);
}

TEST_CASE("a vault reached through a symbolic link is refused")
{
    Bench bench;
    const Folder at, elsewhere;
    {
        auto database = bench.make(elsewhere);
    }
    fs::create_symlink(elsewhere.db(), at.db());
    CHECK_FALSE(bench.tryOpen(at).ok());
}

TEST_CASE("an emptied vault is damage, not a new vault, and its log is kept")
{
    Bench bench;
    const Folder at;
    {
        auto database = bench.make(at);
        addNotes(database, 1, 5);
    }
    const auto wal = contentOf(at.wal());
    replace(at.db(), {});
    CHECK_FALSE(bench.tryOpen(at).ok());
    CHECK(contentOf(at.wal()) == wal);
}

TEST_CASE("statements that would lead past the seal are refused, and the vault goes on")
{
    Bench bench;
    const Folder at;
    auto database = bench.make(at);
    addNotes(database, 1, 3);
    for (const char* sql :
         {"VACUUM", "VACUUM INTO 'copy.db'", "ATTACH 'other.db' AS other",
          "PRAGMA journal_mode=DELETE", "PRAGMA locking_mode=NORMAL", "PRAGMA temp_store=1",
          "PRAGMA mmap_size=1000000", "PRAGMA secure_delete=OFF", "PRAGMA synchronous=OFF"})
        CHECK_FALSE(database.exec(sql).ok());
    addNotes(database, 4, 4);
    CHECK(readNotes(database).value() == 4);
}

TEST_CASE("the reserved bytes are set at creation and survive everything")
{
    Bench bench;
    const Folder at;
    {
        auto database = bench.make(at);
        addNotes(database, 1, 20);
        REQUIRE(database.exec("DELETE FROM note WHERE id > 10").ok());
        REQUIRE(database.checkpoint().ok());
    }
    {
        CHECK(reopenAndRead(bench, at).value() == 10);
    }
    auto page = contentOf(at.db());
    page.resize(kPageSize);
    PageSealer sealer(keyOf(), "page", bench.random);
    REQUIRE(sealer.openPage({SealPlace::Kind::Page, 1}, page, page).ok());
    CHECK(contains(ByteView(page).first(16), "SQLite format 3"));
    CHECK(page[20] == 48);
}

TEST_CASE("a failing source of nonces stops writing and loses nothing")
{
    class Failing final : public Random {
    public:
        Result<void> fill(std::span<std::uint8_t> out) override
        {
            if (broken) return fail(ErrorCode::Internal);
            return real.fill(out);
        }
        bool broken = false;

    private:
        static Error fail(ErrorCode code) { return lapwing::fail(code); }
        crypto::SystemRandom real;
    };
    const Folder at;
    Bench bench;
    {
        auto first = bench.make(at);
    }
    Failing random;
    int written = 0;
    {
        auto database = openSealed(bench.disk, at.db(), keyOf(), random).value();
        addNotes(database, 1, 1);
        random.broken = true;
        for (written = 1; written < 1000; ++written) {
            auto insert = database.cached("INSERT INTO note VALUES(?,?)").value();
            if (!insert.bind(1, written + 1).bind(2, bodyOf(written + 1)).run().ok()) break;
        }
        CHECK(written < 1000);
    }
    CHECK(reopenAndRead(bench, at).value() == written);
}
