#include "sync/store/sql/sqlite_connection.h"

#include <utility>

namespace lapwing::store {

Statement::Statement(Connection& connection, sqlite3_stmt* statement, bool* lent)
    : m_connection(&connection), m_statement(statement), m_lent(lent)
{
    if (m_lent) *m_lent = true;
}

Statement::Statement(Statement&& other) noexcept
    : m_connection(other.m_connection), m_statement(std::exchange(other.m_statement, nullptr)),
      m_lent(other.m_lent), m_bindCode(other.m_bindCode), m_running(other.m_running)
{
}

Statement& Statement::operator=(Statement&& other) noexcept
{
    if (this == &other) return *this;
    drop();
    m_connection = other.m_connection;
    m_statement = std::exchange(other.m_statement, nullptr);
    m_lent = other.m_lent;
    m_bindCode = other.m_bindCode;
    m_running = other.m_running;
    return *this;
}

Statement::~Statement() { drop(); }

void Statement::drop()
{
    if (!m_statement) return;
    if (m_lent) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
        *m_lent = false;
    } else {
        sqlite3_finalize(m_statement);
    }
    m_statement = nullptr;
}

Statement& Statement::bindInteger(int index, std::int64_t value)
{
    return bound(sqlite3_bind_int64(m_statement, index, value));
}

Statement& Statement::bind(int index, ByteView blob)
{
    // A null pointer would bind NULL; an empty blob is a value.
    return bound(blob.empty() ? sqlite3_bind_zeroblob(m_statement, index, 0)
                              : sqlite3_bind_blob64(m_statement, index, blob.data(), blob.size(),
                                                    SQLITE_TRANSIENT));
}

Statement& Statement::bind(int index, std::string_view text)
{
    return bound(sqlite3_bind_text64(m_statement, index, text.empty() ? "" : text.data(),
                                     text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bind(int index, std::nullptr_t)
{
    return bound(sqlite3_bind_null(m_statement, index));
}

Statement& Statement::bound(int code)
{
    check(code != SQLITE_RANGE && code != SQLITE_MISUSE, "a parameter that cannot be bound now");
    if (code != SQLITE_OK) m_bindCode = code;
    return *this;
}

Result<bool> Statement::step()
{
    if (m_bindCode != SQLITE_OK)
        return sqlError(std::exchange(m_bindCode, SQLITE_OK), sqlite3_sql(m_statement));
    if (!m_running) ++m_connection->statementsRun;
    const int code = sqlite3_step(m_statement);
    m_running = code == SQLITE_ROW;
    if (m_running) return true;
    sqlite3_reset(m_statement);
    if (code == SQLITE_DONE) return false;
    return m_connection->error(code, sqlite3_sql(m_statement));
}

Result<void> Statement::run()
{
    bool more = true;
    while (more) {
        LAPWING_ASSIGN(more, step());
    }
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    m_running = false;
}

std::int64_t Statement::integer(int column) const
{
    check(m_running && column >= 0 && column < sqlite3_data_count(m_statement), "no such column");
    return sqlite3_column_int64(m_statement, column);
}

ByteView Statement::blob(int column) const
{
    check(m_running && column >= 0 && column < sqlite3_data_count(m_statement), "no such column");
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::string_view Statement::text(int column) const { return textOf(blob(column)); }

bool Statement::isNull(int column) const
{
    check(m_running && column >= 0 && column < sqlite3_data_count(m_statement), "no such column");
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

} // namespace lapwing::store
