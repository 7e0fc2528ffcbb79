#include "sync/store/sql/database.h"

#include <doctest/doctest.h>

using namespace lapwing;
using store::Database;
using store::Transaction;

namespace {

Database memory()
{
    auto made = Database::inMemory();
    REQUIRE(made.ok());
    return std::move(made).value();
}

std::int64_t count(Database& database)
{
    auto rows = database.cached("SELECT count(*) FROM t");
    REQUIRE(rows.ok());
    REQUIRE(rows->step().value());
    return rows->integer(0);
}

} // namespace

TEST_CASE("a row gives back the number, text, blob and null that were bound")
{
    auto db = memory();
    REQUIRE(db.exec("CREATE TABLE t(a, b, c, d, e, f)").ok());
    auto insert = db.prepare("INSERT INTO t VALUES(?,?,?,?,?,?)").value();
    const Bytes blob{0, 1, 255};
    insert.bind(1, std::int64_t{-5}).bind(2, std::string_view("tea\0x", 5)).bind(3, ByteView(blob));
    insert.bind(4, nullptr).bind(5, ByteView{}).bind(6, std::string_view{});
    REQUIRE(insert.run().ok());
    CHECK(db.changes() == 1);
    CHECK(db.lastInsertRowid() == 1);

    auto row = db.prepare("SELECT a, b, c, d, e, f FROM t").value();
    REQUIRE(row.step().value());
    CHECK(row.integer(0) == -5);
    CHECK(row.text(1) == std::string_view("tea\0x", 5));
    CHECK(equal(row.blob(2), blob));
    CHECK(row.isNull(3));
    CHECK_FALSE(row.isNull(4));
    CHECK(row.blob(4).empty());
    CHECK_FALSE(row.isNull(5));
    CHECK_FALSE(row.step().value());
}

TEST_CASE("a cached statement comes back unbound, and a second use at once gets its own")
{
    auto db = memory();
    REQUIRE(db.exec("CREATE TABLE t(a)").ok());
    REQUIRE(db.cached("INSERT INTO t VALUES(?)").value().bind(1, 7).run().ok());
    REQUIRE(db.cached("INSERT INTO t VALUES(?)").value().run().ok());
    auto outer = db.cached("SELECT a FROM t ORDER BY rowid").value();
    REQUIRE(outer.step().value());
    auto inner = db.cached("SELECT a FROM t ORDER BY rowid").value();
    REQUIRE(inner.step().value());
    REQUIRE(inner.step().value());
    CHECK(inner.isNull(0));
    CHECK(outer.integer(0) == 7);
}

TEST_CASE("a transaction that is dropped leaves nothing, a committed one stays")
{
    auto db = memory();
    REQUIRE(db.exec("CREATE TABLE t(a)").ok());
    {
        auto lost = Transaction::begin(db).value();
        REQUIRE(db.exec("INSERT INTO t VALUES(1)").ok());
        CHECK(db.inTransaction());
    }
    CHECK_FALSE(db.inTransaction());
    CHECK(count(db) == 0);
    auto kept = Transaction::begin(db).value();
    REQUIRE(db.exec("INSERT INTO t VALUES(1)").ok());
    REQUIRE(kept.commit().ok());
    CHECK(count(db) == 1);
}

TEST_CASE("failures say what the caller should do next, and never a bound value")
{
    auto db = memory();
    REQUIRE(db.exec("CREATE TABLE t(a UNIQUE)").ok());
    auto insert = db.prepare("INSERT INTO t VALUES(?)").value();
    REQUIRE(insert.bind(1, std::string_view("secret")).run().ok());
    const auto again = insert.run();
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().code == ErrorCode::Rejected);
    CHECK(again.error().detail.find("secret") == std::string::npos);
    CHECK(db.prepare("SELECT nothing FROM nowhere").error().code == ErrorCode::Internal);
    auto big = db.prepare("SELECT zeroblob(?)").value();
    CHECK(big.bind(1, 1 << 30).step().error().code == ErrorCode::TooLarge);
}

TEST_CASE("attaching, vacuuming, extensions and quoted non-names are refused")
{
    auto db = memory();
    REQUIRE(db.exec("CREATE TABLE t(a)").ok());
    CHECK_FALSE(db.exec("ATTACH ':memory:' AS other").ok());
    CHECK_FALSE(db.exec("VACUUM").ok());
    CHECK_FALSE(db.exec("VACUUM INTO '/tmp/never'").ok());
    CHECK_FALSE(db.exec("SELECT load_extension('x')").ok());
    CHECK_FALSE(db.exec("SELECT \"nothing\"").ok());
    CHECK_FALSE(db.exec("PRAGMA writable_schema=ON; DELETE FROM sqlite_schema").ok());
}

TEST_CASE("the statement counter stands still when nothing is run")
{
    auto db = memory();
    REQUIRE(db.exec("CREATE TABLE t(a)").ok());
    const auto before = db.statementsRun();
    {
        auto idle = db.cached("SELECT a FROM t").value();
        CHECK(db.statementsRun() == before);
        CHECK_FALSE(idle.step().value());
    }
    CHECK(db.statementsRun() == before + 1);
}
