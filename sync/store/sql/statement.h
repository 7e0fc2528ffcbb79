#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"

#include <concepts>
#include <cstddef>
#include <limits>
#include <string_view>

struct sqlite3_stmt;

namespace lapwing::store {

struct Connection;

/// One prepared statement of one Database, which must outlive it.
/// Parameters count from 1, columns from 0; an index out of range is a programmer error.
/// Dropping it ends its read: one from Database::cached() goes back to the cache, clean.
/// Errors: a parameter that cannot be bound is told by the next step().
/// Thread: the Database's.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    template <std::integral Int>
    Statement& bind(int index, Int value)
    {
        check(std::in_range<std::int64_t>(value), "a number too large for a column");
        return bindInteger(index, static_cast<std::int64_t>(value));
    }
    Statement& bind(int index, ByteView blob);
    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, std::nullptr_t);

    /// True on a row, false when done; after false it may be bound and stepped again.
    [[nodiscard]] Result<bool> step();
    /// Steps to the end, dropping rows, and resets.
    [[nodiscard]] Result<void> run();
    /// Back to before the first row; bound values stay.
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    /// Views live until the next step(), run(), reset() or drop.
    [[nodiscard]] ByteView blob(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    friend class Database;
    Statement(Connection& connection, sqlite3_stmt* statement, bool* lent);
    Statement& bindInteger(int index, std::int64_t value);
    Statement& bound(int code);
    void drop();

    Connection* m_connection = nullptr;
    sqlite3_stmt* m_statement = nullptr;
    bool* m_lent = nullptr; // the cache's mark, or null when this owns the statement
    int m_bindCode = 0;
    bool m_running = false;
};

/// Stored bytes become a value only at their exact size: damage is an error, not a stop.
template <typename AnyId>
[[nodiscard]] Result<AnyId> idAt(const Statement& row, int column)
{
    const auto blob = row.blob(column);
    if (blob.size() != AnyId::kSize) return fail(ErrorCode::Corrupt, {}, "an id of another size");
    return AnyId::from(blob);
}

} // namespace lapwing::store
