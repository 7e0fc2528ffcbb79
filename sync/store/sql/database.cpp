#include "sync/store/sql/sqlite_connection.h"

#include <memory>
#include <utility>

namespace lapwing::store {

namespace {

/// Our SQL texts are constants; past this many, something builds SQL from values.
constexpr std::size_t kCachedMax = 512;

Result<sqlite3_stmt*> compile(Connection& connection, std::string_view sql, unsigned flags)
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(connection.handle, sql.data(), static_cast<int>(sql.size()),
                                        flags, &statement, nullptr);
    if (code != SQLITE_OK)
        return connection.error(code, std::string(sql) + ": " + sqlite3_errmsg(connection.handle));
    check(statement, "an empty statement");
    return statement;
}

} // namespace

Database::Database(std::unique_ptr<Connection> connection) : m_connection(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::inMemory()
{
    auto connection = std::make_unique<Connection>();
    LAPWING_TRY(connection->open(":memory:", "unix",
                                 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY));
    connection->settled = true;
    return Database(std::move(connection));
}

Result<void> Database::exec(std::string_view sql)
{
    ++m_connection->statementsRun;
    const std::string text(sql);
    const int code = sqlite3_exec(m_connection->handle, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return m_connection->error(code, sql);
    return {};
}

Result<Statement> Database::prepare(std::string_view sql)
{
    LAPWING_ASSIGN(auto* statement, compile(*m_connection, sql, 0));
    return Statement(*m_connection, statement, nullptr);
}

Result<Statement> Database::cached(std::string_view sql)
{
    auto& cache = m_connection->cache;
    if (const auto found = cache.find(sql); found != cache.end()) {
        auto& entry = found->second;
        if (entry.lent) return prepare(sql);
        return Statement(*m_connection, entry.statement, &entry.lent);
    }
    check(cache.size() < kCachedMax, "SQL that is made from values");
    LAPWING_ASSIGN(auto* compiled, compile(*m_connection, sql, SQLITE_PREPARE_PERSISTENT));
    // The cache may find no memory for it, and the connection could not be closed over it then.
    std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> owned(compiled, sqlite3_finalize);
    auto& entry = cache[std::string(sql)];
    entry.statement = owned.release();
    return Statement(*m_connection, entry.statement, &entry.lent);
}

std::int64_t Database::changes() const { return sqlite3_changes64(m_connection->handle); }

std::int64_t Database::lastInsertRowid() const
{
    return sqlite3_last_insert_rowid(m_connection->handle);
}

bool Database::inTransaction() const { return sqlite3_get_autocommit(m_connection->handle) == 0; }

std::uint64_t Database::statementsRun() const { return m_connection->statementsRun; }

Result<void> Database::checkpoint()
{
    const int code = sqlite3_wal_checkpoint_v2(m_connection->handle, nullptr,
                                               SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK) return m_connection->error(code, "checkpoint");
    return {};
}

Result<Transaction> Transaction::begin(Database& database)
{
    check(!database.inTransaction(), "a transaction inside a transaction");
    LAPWING_ASSIGN(auto statement, database.cached("BEGIN IMMEDIATE"));
    LAPWING_TRY(statement.run());
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction() { undo(); }

Result<void> Transaction::commit()
{
    check(m_database, "a transaction that is over");
    LAPWING_ASSIGN(auto statement, m_database->cached("COMMIT"));
    const auto done = statement.run();
    if (done.ok())
        m_database = nullptr;
    else
        undo();
    return done;
}

void Transaction::undo()
{
    auto* const database = std::exchange(m_database, nullptr);
    // A serious failure has rolled back already; a second ROLLBACK would only be another error.
    if (!database || !database->inTransaction()) return;
    (void)database->exec("ROLLBACK");
}

} // namespace lapwing::store
