#include "sync/store/seal/open_sealed.h"

#include "sync/store/seal/sealed_vfs.h"
#include "sync/store/sql/connection.h"

namespace lapwing::store {

namespace {

Result<void> makeRoom(Disk& disk, const std::string& path)
{
    LAPWING_ASSIGN(const bool there, disk.exists(path));
    if (there) return fail(ErrorCode::Conflict, {}, "a new database over an old one");
    // What a creation that was cut short, or a deleted vault, may have left.
    for (const char* suffix : {"", "-wal", "-journal"}) LAPWING_TRY(disk.remove(path + suffix));
    return disk.create(path);
}

/// Order matters: what the file is like is settled before SQLite first looks at it.
Result<void> setUp(Connection& connection, const SealedOptions& options)
{
    int reserve = kReservedSize;
    int code =
        sqlite3_file_control(connection.handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
    // Closing must not empty a log that nobody has vouched for.
    if (code == SQLITE_OK)
        code = sqlite3_db_config(connection.handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (code != SQLITE_OK) return sqlError(code, "set up");
    const bool full = options.synchronous == SealedOptions::Synchronous::Full;
    const std::string sql = std::string("PRAGMA page_size=4096;"
                                        "PRAGMA locking_mode=EXCLUSIVE;"
                                        "PRAGMA journal_mode=WAL;"
                                        "PRAGMA cache_size=-65536;"
                                        "PRAGMA synchronous=") +
                            (full ? "FULL" : "NORMAL");
    code = sqlite3_exec(connection.handle, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return sqlError(code, "set up");
    connection.settled = true;
    return {};
}

Result<void> confirm(Database& database)
{
    LAPWING_ASSIGN(auto mode, database.prepare("PRAGMA journal_mode"));
    LAPWING_ASSIGN(const bool modeRow, mode.step());
    if (!modeRow || mode.text(0) != "wal")
        return fail(ErrorCode::StorageFailed, {}, "the write-ahead log is not in use");
    LAPWING_ASSIGN(auto size, database.prepare("PRAGMA page_size"));
    LAPWING_ASSIGN(const bool sizeRow, size.step());
    if (!sizeRow || size.integer(0) != static_cast<std::int64_t>(kPageSize))
        return fail(ErrorCode::Corrupt, {}, "another page size");
    return {};
}

} // namespace

Result<Database> openSealed(Disk& disk, const std::string& path, SealKey key, Random& random,
                            SealedOptions options)
{
    const bool isNew = options.opening == SealedOptions::Opening::New;
    LAPWING_ASSIGN(const auto full, disk.resolve(path));
    if (isNew) LAPWING_TRY(makeRoom(disk, full));
    LAPWING_ASSIGN(const bool there, disk.exists(full));
    if (!there && !isNew) return fail(ErrorCode::NotFound, {}, "open sealed");

    LAPWING_ASSIGN(auto vfs, SealedVfs::install(disk, full, std::move(key), isNew, random));
    auto connection = std::make_unique<Connection>();
    const char* const name = vfs->name();
    connection->underlay = std::move(vfs);
    LAPWING_TRY(connection->open(full, name, SQLITE_OPEN_READWRITE));
    LAPWING_TRY(setUp(*connection, options));
    Database database(std::move(connection));
    LAPWING_TRY(confirm(database));
    // The journal of the first transaction must not be there when the file is opened again.
    if (isNew) LAPWING_TRY(disk.remove(full + "-journal"));
    return database;
}

} // namespace lapwing::store
