#include "shared/crypto/system_random.h"
#include "sync/store/commit_journal.h"
#include "sync/store/root_sum.h"
#include "sync/store/seal/open_sealed.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

using namespace lapwing;
using store::Anchor;
using store::CommitJournal;
using store::Database;
using store::RootSum;
using store::Transaction;

namespace {
const bool kCryptoReady = crypto::initialise();

store::SealKey sealKey()
{
    store::SealKey key;
    key.dataKey = crypto::Secret::copyOf(Bytes(32, 9));
    key.uuid.bytes[0] = 1;
    key.epoch = 1;
    return key;
}

/// A sealed database with its journal and anchor, closed and opened at will.
struct Site {
    test::TempFolder folder;
    store::Disk disk;
    crypto::SystemRandom random;

    std::string path(const char* name) { return folder.path() + "/" + name; }
    Site()
    {
        REQUIRE(Anchor::create(disk, path("anchor"), sealKey(), random, {}).ok());
        auto db = store::openSealed(disk, path("db"), sealKey(), random,
                                    {.opening = store::SealedOptions::Opening::New})
                      .value();
        REQUIRE(CommitJournal::createTables(db).ok());
    }
    Database database()
    {
        return store::openSealed(disk, path("db"), sealKey(), random).value();
    }
    Anchor anchor() { return Anchor::open(disk, path("anchor"), sealKey(), random).value(); }

    void commit(Database& db, CommitJournal& journal, bool publish = true)
    {
        const store::JournalEntry entry{{}, {}, journal.seq().value() + 1, {}};
        auto transaction = Transaction::begin(db).value();
        REQUIRE(journal.append(1, std::span(&entry, 1), {}).ok());
        REQUIRE(transaction.commit().ok());
        if (publish) REQUIRE(journal.publish(false).ok());
    }
    /// Opens all, makes `count` commits, closes.
    void work(int count, bool publish = true)
    {
        auto anchored = anchor();
        auto db = database();
        auto journal = CommitJournal::open(db, &anchored).value();
        for (int i = 0; i < count; ++i) commit(db, journal, publish);
        REQUIRE(db.checkpoint().ok());
    }
    Result<std::uint64_t> reopen()
    {
        auto anchored = anchor();
        auto db = database();
        LAPWING_ASSIGN(auto journal, CommitJournal::open(db, &anchored));
        return journal.seq();
    }
    std::map<std::string, Bytes> copy(std::initializer_list<const char*> names)
    {
        std::map<std::string, Bytes> out;
        for (const auto* name : names)
            if (disk.exists(path(name)).value())
                out[name] = disk.readWhole(path(name), 1u << 24).value();
        return out;
    }
    void putBack(const std::map<std::string, Bytes>& files,
                 std::initializer_list<const char*> names)
    {
        for (const auto* name : names) {
            REQUIRE(disk.remove(path(name)).ok());
            const auto found = files.find(name);
            if (found != files.end()) REQUIRE(disk.writeNew(path(name), found->second).ok());
        }
    }
};
} // namespace

TEST_CASE("the journal keeps the last 64 heads, each made of all before it")
{
    auto db = Database::inMemory().value();
    REQUIRE(CommitJournal::createTables(db).ok());
    auto journal = CommitJournal::open(db, nullptr).value();
    Hash expected;
    const Sum root{{3}};
    for (std::uint64_t n = 1; n <= 100; ++n) {
        const store::JournalEntry entry{StrandId{{1}}, ActorId{{2}}, n, Hash{{4}}};
        auto transaction = Transaction::begin(db).value();
        REQUIRE(journal.append(2, std::span(&entry, 1), root).ok());
        REQUIRE(transaction.commit().ok());
        REQUIRE(journal.publish(true).ok());
        expected = store::journalHead(expected, n, 2, std::span(&entry, 1), root);
    }
    auto rows = db.prepare("SELECT count(*), min(seq), max(seq) FROM journal").value();
    REQUIRE(rows.step().value());
    CHECK(rows.integer(0) == 64);
    CHECK(rows.integer(1) == 37);
    CHECK(rows.integer(2) == 100);
    auto newest = db.prepare("SELECT head FROM journal WHERE seq=100").value();
    REQUIRE(newest.step().value());
    CHECK(Hash::from(newest.blob(0)) == expected);
    CHECK(journal.root().value() == root);
}

TEST_CASE("a transaction that is undone leaves no journal row and no gap")
{
    auto db = Database::inMemory().value();
    REQUIRE(CommitJournal::createTables(db).ok());
    auto journal = CommitJournal::open(db, nullptr).value();
    {
        auto lost = Transaction::begin(db).value();
        REQUIRE(journal.append(1, {}, {}).ok());
        CHECK(journal.seq().value() == 1);
    }
    CHECK(journal.seq().value() == 0);
    auto kept = Transaction::begin(db).value();
    REQUIRE(journal.append(1, {}, {}).ok());
    REQUIRE(kept.commit().ok());
    CHECK(journal.seq().value() == 1);
}

TEST_CASE("a database that is older than its anchor, or lost its log, does not open")
{
    Site site;
    site.work(3);
    const auto old = site.copy({"db", "db-wal"});
    site.work(2);
    CHECK(site.reopen().value() == 5);
    site.putBack(old, {"db", "db-wal"});
    CHECK(site.reopen().error().code == ErrorCode::Corrupt);

    Site logged;
    logged.work(1);
    {
        auto anchored = logged.anchor();
        auto db = logged.database();
        auto journal = CommitJournal::open(db, &anchored).value();
        logged.commit(db, journal);
    }
    CHECK(logged.reopen().value() == 2);
    REQUIRE(logged.disk.remove(logged.path("db-wal")).ok());
    CHECK(logged.reopen().error().code == ErrorCode::Corrupt);
}

TEST_CASE("an anchor that is behind is fine while its head is in the history, and no longer")
{
    Site site;
    site.work(3);
    const auto old = site.copy({"anchor"});
    site.work(63);
    site.putBack(old, {"anchor"});
    CHECK(site.reopen().value() == 66);
    site.work(1);
    site.putBack(old, {"anchor"});
    CHECK(site.reopen().error().code == ErrorCode::Corrupt);
}

TEST_CASE("losing what was not synced of the anchor, at any commit, leaves one near enough to open")
{
    Site site;
    for (const int commits : {1, 13, 31, 32, 33, 100}) {
        site.work(commits);
        const auto kept = site.copy({"anchor"});
        for (const std::ptrdiff_t slot : {0, 4096}) {
            auto cut = kept;
            std::fill_n(cut.at("anchor").begin() + slot, 256, std::uint8_t{0});
            site.putBack(cut, {"anchor"});
            CHECK(site.reopen().ok());
        }
        site.putBack(kept, {"anchor"});
    }
}

TEST_CASE("commits that were never published are found when the database is opened")
{
    Site site;
    site.work(2);
    site.work(5, false);
    CHECK(site.reopen().value() == 7);
}

TEST_CASE("an anchor from a parallel history of the same database is refused")
{
    Site site;
    site.work(3);
    const auto fork = site.copy({"db", "db-wal", "anchor"});
    site.work(1);
    const auto other = site.copy({"anchor"});
    site.putBack(fork, {"db", "db-wal", "anchor"});
    {
        auto anchored = site.anchor();
        auto db = site.database();
        auto journal = CommitJournal::open(db, &anchored).value();
        auto transaction = Transaction::begin(db).value();
        REQUIRE(journal.append(9, {}, {}).ok());
        REQUIRE(transaction.commit().ok());
    }
    site.putBack(other, {"anchor"});
    CHECK(site.reopen().error().code == ErrorCode::Corrupt);
}

namespace {
struct Rows {
    Database db = Database::inMemory().value();
    RootSum sums{db, Bytes(32, 5)};
    Rows()
    {
        REQUIRE(RootSum::createTables(db).ok());
        REQUIRE(db.exec("CREATE TABLE record(strand, rid BLOB, accepted BLOB, shown BLOB, "
                        "PRIMARY KEY(strand, rid))")
                    .ok());
    }
    void put(std::int64_t strand, std::uint8_t rid, std::string_view before,
             std::string_view after)
    {
        const RecordId id{{rid}};
        auto insert = db.prepare("INSERT OR REPLACE INTO record VALUES(?,?,?,NULL)").value();
        REQUIRE(insert.bind(1, strand).bind(2, id.view()).bind(3, bytesOf(after)).run().ok());
        RootSum::Change change;
        sums.replace(change, id, {bytesOf(before), {}}, {bytesOf(after), {}});
        StrandId strandId;
        strandId.bytes[0] = static_cast<std::uint8_t>(strand);
        REQUIRE(sums.settle(strand, strandId, change).ok());
    }
    Sum root() { return sums.root().value(); }
};
} // namespace

TEST_CASE("the root is the same whatever the order of the writes that led to the same rows")
{
    Rows a;
    a.put(1, 1, "", "tea");
    a.put(1, 2, "", "milk");
    a.put(2, 1, "", "cup");
    Rows b;
    b.put(2, 1, "", "other");
    b.put(1, 2, "", "milk");
    b.put(2, 1, "other", "cup");
    b.put(1, 1, "", "tea");
    CHECK(a.root() == b.root());
    CHECK_FALSE(a.root().isZero());
    CHECK(a.sums.checkRoot(a.root()).ok());
    CHECK(a.sums.checkStrand(1).ok());
    REQUIRE(a.sums.drop(2).ok());
    b.put(2, 1, "cup", "");
    CHECK(a.root() == b.root());
    CHECK(a.sums.checkRoot(a.root()).ok());
}

TEST_CASE("a record row put back to an old state, or gone, or moved, is seen in its strand's sum")
{
    for (const auto* sql : {"UPDATE record SET accepted=CAST('tea' AS BLOB) WHERE strand=1",
                            "DELETE FROM record WHERE strand=1",
                            "UPDATE record SET shown=accepted WHERE strand=1",
                            "UPDATE record SET rid=x'0200000000000000' WHERE strand=1",
                            "UPDATE record SET rid=x'02' WHERE strand=1"}) {
        Rows rows;
        rows.put(1, 1, "", "tea");
        rows.put(1, 1, "tea", "coffee");
        rows.put(2, 1, "", "cup");
        REQUIRE(rows.sums.checkStrand(1).ok());
        REQUIRE(rows.db.exec(sql).ok());
        CHECK(rows.sums.checkStrand(1).error().code == ErrorCode::Corrupt);
        CHECK(rows.sums.checkStrand(2).ok());
    }
}

TEST_CASE("a strand's sum put back to an old state is seen in the root")
{
    Rows rows;
    rows.put(1, 1, "", "tea");
    REQUIRE(rows.db.exec("CREATE TEMP TABLE old AS SELECT * FROM strand_sum").ok());
    const auto before = rows.root();
    rows.put(1, 1, "tea", "coffee");
    const auto after = rows.root();
    CHECK(rows.sums.checkRoot(before).error().code == ErrorCode::Corrupt);
    CHECK(rows.sums.checkRoot(after).ok());
    REQUIRE(rows.db.exec("REPLACE INTO strand_sum SELECT * FROM old WHERE strand=1").ok());
    CHECK(rows.sums.checkRoot(after).error().code == ErrorCode::Corrupt);
    REQUIRE(rows.db.exec("REPLACE INTO strand_sum SELECT * FROM old").ok());
    CHECK(rows.sums.checkRoot(after).error().code == ErrorCode::Corrupt);
}
