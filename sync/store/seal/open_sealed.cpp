#include "sync/store/seal/open_sealed.h"

#include "sync/store/seal/sealed_vfs.h"
#include "sync/store/sql/sqlite_connection.h"

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
    if (code != SQLITE_OK) return connection.error(code, "set up");
    const bool full = options.synchronous == SealedOptions::Synchronous::Full;
    const std::string sql = std::string("PRAGMA page_size=4096;"
                                        "PRAGMA locking_mode=EXCLUSIVE;"
                                        "PRAGMA journal_mode=WAL;"
                                        "PRAGMA cache_size=-65536;"
                                        "PRAGMA synchronous=") +
                            (full ? "FULL" : "NORMAL");
    code = sqlite3_exec(connection.handle, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return connection.error(code, "set up");
    connection.settled = true;
    return {};
}

/// SQLite answers a pragma it did not follow with the setting it kept.
Result<void> confirm(Connection& connection, const char* pragma, std::string_view expected)
{
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(connection.handle, pragma, -1, &statement, nullptr);
    bool same = false;
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
        const auto* text = sqlite3_column_text(statement, 0);
        if (code == SQLITE_ROW && !text) code = SQLITE_NOMEM;
        same = code == SQLITE_ROW && text && reinterpret_cast<const char*>(text) == expected;
    }
    const bool answered = code == SQLITE_ROW;
    sqlite3_finalize(statement);
    if (!answered) return connection.error(code, pragma);
    if (!same) return fail(ErrorCode::Corrupt, {}, std::string(pragma) + " is not as set");
    return {};
}

} // namespace

Result<void> requireSealing()
{
    /// Only the name of the layer is looked at; nothing is sealed with these.
    class NoRandom final : public Random {
        Result<void> fill(std::span<std::uint8_t>) override { return fail(ErrorCode::Internal); }
    } random;
    Disk disk;
    const SealKey key{crypto::Secret(32), {}, 1};
    const auto vfs = SealedVfs::install(disk, "/nowhere", key, true, random);
    if (vfs.ok() && sqlite3_vfs_find((*vfs)->name()) != nullptr) return {};
    return fail(ErrorCode::Internal,
                "This program lacks the part that seals what it stores, so it does not start. "
                "Nothing was opened or changed; your work is safe. Install the program again.");
}

Result<std::unique_ptr<Connection>> connectSealed(Disk& disk, const std::string& path,
                                                  const SealKey& key, Random& random,
                                                  SealedOptions options)
{
    const bool isNew = options.opening == SealedOptions::Opening::New;
    LAPWING_ASSIGN(const auto full, disk.resolve(path));
    if (isNew) LAPWING_TRY(makeRoom(disk, full));
    LAPWING_ASSIGN(auto vfs, SealedVfs::install(disk, full, key, isNew, random));
    auto connection = std::make_unique<Connection>();
    const char* const name = vfs->name();
    connection->underlay = std::move(vfs);
    if (const auto opened = connection->open(full, name, SQLITE_OPEN_READWRITE); !opened.ok()) {
        LAPWING_ASSIGN(const bool there, disk.exists(full));
        return there || isNew ? opened.error() : fail(ErrorCode::NotFound, {}, "open sealed");
    }
    LAPWING_TRY(setUp(*connection, options));
    LAPWING_TRY(confirm(*connection, "PRAGMA journal_mode", "wal"));
    LAPWING_TRY(confirm(*connection, "PRAGMA page_size", "4096"));
    // The journal of the first transaction must not be there when the file is opened again.
    if (isNew) LAPWING_TRY(disk.remove(full + "-journal"));
    return connection;
}

Result<Database> openSealed(Disk& disk, const std::string& path, const SealKey& key,
                            Random& random, SealedOptions options)
{
    LAPWING_ASSIGN(auto connection, connectSealed(disk, path, key, random, options));
    return Database(std::move(connection));
}

} // namespace lapwing::store
