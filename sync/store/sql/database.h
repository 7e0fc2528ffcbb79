#pragma once

#include "sync/store/sql/statement.h"

#include <cstdint>
#include <memory>
#include <string>

namespace lapwing::store {

/// Something a Database stands on and takes with it when it closes, such as a sealing layer.
class Underlay {
public:
    virtual ~Underlay() = default;
    /// What it refused of SQLite since it was last asked, in words for the log; empty if nothing.
    [[nodiscard]] virtual std::string takeRefusal() { return {}; }
};

/// One SQLite connection, hardened: no ATTACH, VACUUM, extension or temp file, low limits.
/// Sealed files are opened by seal/open_sealed.h; there is no way here to open a plain file.
/// Errors: StorageFull, StorageFailed, Corrupt, Locked, TooLarge; Rejected for a constraint.
/// After any of them a transaction may already be gone: roll back, re-read, then decide.
/// Thread: one thread at a time. Source: https://www.sqlite.org/c3ref/intro.html
class Database {
public:
    [[nodiscard]] static Result<Database> inMemory();
    /// Wraps a connection that seal/ opened. Private to sql/ and seal/.
    explicit Database(std::unique_ptr<Connection> connection);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Runs one or more statements that answer no rows.
    [[nodiscard]] Result<void> exec(std::string_view sql);
    /// A statement of its own.
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    /// The cache's statement for this SQL text, unbound; a fresh one while that is in use.
    [[nodiscard]] Result<Statement> cached(std::string_view sql);

    /// Rows changed by the last insert, update or delete.
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t lastInsertRowid() const;
    [[nodiscard]] bool inTransaction() const;
    /// Statements started since opening: the count that proves that nothing was read.
    [[nodiscard]] std::uint64_t statementsRun() const;
    /// Moves the whole write-ahead log into the database and empties the log.
    [[nodiscard]] Result<void> checkpoint();

private:
    std::unique_ptr<Connection> m_connection;
};

/// One write transaction; dropped without commit() it is undone.
/// Not nested. The Database must outlive it.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    /// On an error nothing was promised: the transaction is undone, and its fate on the disk is
    /// known only by re-reading.
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Database& database) : m_database(&database) {}
    void undo();
    Database* m_database;
};

} // namespace lapwing::store
