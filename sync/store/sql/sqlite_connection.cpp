#include "sync/store/sql/sqlite_connection.h"

#include "shared/base/mutant.h"

#include <algorithm>
#include <iterator>

namespace lapwing::store {

namespace {

/// Settings that decide what reaches the disk, and how.
constexpr std::string_view kFixedPragmas[] = {
    "journal_mode",   "locking_mode",    "mmap_size",  "page_size",
    "secure_delete",  "synchronous",     "temp_store", "temp_store_directory",
    "trusted_schema", "writable_schema",
};

/// SQLite asks here for each thing a statement would do. VACUUM attaches inside, so it stops here.
int authorise(void* connection, int action, const char* first, const char* second, const char*,
              const char*)
{
    if (action == SQLITE_ATTACH || action == SQLITE_DETACH) return SQLITE_DENY;
    if (action == SQLITE_FUNCTION && second && std::string_view(second) == "load_extension")
        return SQLITE_DENY;
    const bool sets = action == SQLITE_PRAGMA && second;
    if (sets && static_cast<const Connection*>(connection)->settled &&
        std::ranges::find(kFixedPragmas, std::string_view(first)) != std::end(kFixedPragmas))
        return SQLITE_DENY;
    return SQLITE_OK;
}

void lowerLimits(sqlite3* handle)
{
    constexpr struct {
        int limit, value;
    } kLimits[] = {
        {SQLITE_LIMIT_LENGTH, 16 << 20},
        {SQLITE_LIMIT_SQL_LENGTH, 64 << 10},
        {SQLITE_LIMIT_COLUMN, 64},
        {SQLITE_LIMIT_EXPR_DEPTH, 100},
        {SQLITE_LIMIT_COMPOUND_SELECT, 16},
        {SQLITE_LIMIT_VDBE_OP, 100000},
        {SQLITE_LIMIT_FUNCTION_ARG, 16},
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 256},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 8},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    for (const auto& each : kLimits) sqlite3_limit(handle, each.limit, each.value);
}

int harden(Connection& connection)
{
    auto* const handle = connection.handle;
    constexpr struct {
        int option, value;
    } kOptions[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    for (const auto& each : kOptions) {
        const int code = sqlite3_db_config(handle, each.option, each.value, nullptr);
        if (code != SQLITE_OK) return code;
    }
    lowerLimits(handle);
    sqlite3_extended_result_codes(handle, 1);
    return sqlite3_set_authorizer(handle, authorise, &connection);
}

} // namespace

Error sqlError(int code, std::string_view detail)
{
    auto meaning = ErrorCode::Internal;
    switch (code & 0xff) {
    case SQLITE_FULL:
        meaning = ErrorCode::StorageFull;
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        meaning = ErrorCode::Corrupt;
        break;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        meaning = ErrorCode::StorageFailed;
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        meaning = ErrorCode::Locked;
        break;
    case SQLITE_TOOBIG:
        meaning = ErrorCode::TooLarge;
        break;
    case SQLITE_CONSTRAINT:
    case SQLITE_AUTH:
        meaning = ErrorCode::Rejected;
        break;
    default:
        break;
    }
    if (code == SQLITE_IOERR_DATA || code == SQLITE_IOERR_CORRUPTFS) meaning = ErrorCode::Corrupt;
    if (code == SQLITE_IOERR_NOMEM) meaning = ErrorCode::Internal;
    return fail(meaning, {},
                "sqlite " + std::to_string(code) + " (" + sqlite3_errstr(code) + ") in " +
                    std::string(detail));
}

Connection::~Connection()
{
    for (const auto& [sql, entry] : cache) {
        check(!entry.lent, "a statement outlives its database");
        sqlite3_finalize(entry.statement);
    }
    check(sqlite3_close(handle) == SQLITE_OK, "a statement outlives its database");
}

Result<void> Connection::open(const std::string& path, const char* vfs, int flags)
{
    // SQLite takes null for its default: a missing layer must never become plaintext.
    if (!vfs || !sqlite3_vfs_find(vfs)) return fail(ErrorCode::Internal, {}, "no such VFS");
    constexpr int kAlways = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE;
    int code = sqlite3_open_v2(path.c_str(), &handle, flags | kAlways, vfs);
    if (code == SQLITE_OK) code = harden(*this);
    if (code == SQLITE_OK)
        code =
            sqlite3_exec(handle,
                         "PRAGMA temp_store=2; PRAGMA secure_delete=ON; PRAGMA mmap_size=0;"
                         "PRAGMA wal_autocheckpoint=4096",
                         nullptr, nullptr, nullptr);
    if (code == SQLITE_OK && mutant("temp-files"))
        code = sqlite3_exec(handle, "PRAGMA temp_store=1", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return error(handle ? sqlite3_extended_errcode(handle) : code, "open");
    return {};
}

Error Connection::error(int code, std::string_view detail) const
{
    auto said = sqlError(code, detail);
    const auto refused = underlay ? underlay->takeRefusal() : std::string();
    if (!refused.empty()) said.detail += ": " + refused;
    return said;
}

} // namespace lapwing::store
