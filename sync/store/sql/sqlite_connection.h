#pragma once

#include "sync/store/sql/database.h"

#include <sqlite3.h>

#include <unordered_map>

namespace lapwing::store {

/// What SQLite's result code means to a caller. `detail` names our SQL, never a value.
[[nodiscard]] Error sqlError(int code, std::string_view detail);

/// A Database's connection, at an address its statements may keep. Private to sql/ and seal/.
struct Connection {
    struct Lent {
        sqlite3_stmt* statement = nullptr;
        bool lent = false;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>{}(text);
        }
    };

    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// Opens through `vfs` (never SQLite's default) and hardens the connection. The opener then
    /// chooses what only an opener may, and sets `settled`.
    [[nodiscard]] Result<void> open(const std::string& path, const char* vfs, int flags);
    /// sqlError(), with what the sealing layer refused.
    [[nodiscard]] Error error(int code, std::string_view detail) const;

    std::unique_ptr<Underlay> underlay; // before handle: closing still writes through it
    sqlite3* handle = nullptr;
    std::unordered_map<std::string, Lent, TextHash, std::equal_to<>> cache;
    std::uint64_t statementsRun = 0;
    bool settled = false; // pragmas that decide what reaches the disk are now refused
};

} // namespace lapwing::store
