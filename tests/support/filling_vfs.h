#pragma once

#include <sqlite3.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace lapwing::test {

/// A VFS of SQLite over its own "unix", whose disk is full for as long as a test says so: nothing
/// is written then, and nothing that is there is lost. Open files must be gone before it goes.
/// Thread: one works on it; any may say that it is full.
/// Source: https://www.sqlite.org/c3ref/vfs.html
class FillingVfs {
public:
    FillingVfs();
    FillingVfs(const FillingVfs&) = delete;
    FillingVfs& operator=(const FillingVfs&) = delete;
    ~FillingVfs();

    [[nodiscard]] const std::string& name() const { return m_name; }
    std::atomic<bool> full = false;

private:
    struct Calls; ///< the functions that SQLite is given
    struct Vfs {
        sqlite3_vfs head; ///< first: SQLite hands back its address
        FillingVfs* self;
    };
    struct Methods {
        sqlite3_io_methods head; ///< first, as above
        const sqlite3_io_methods* real;
        FillingVfs* self;
    };

    sqlite3_vfs* m_real;
    std::string m_name;
    Vfs m_vfs;
    std::vector<std::unique_ptr<Methods>> m_methods; ///< one for each file ever opened
};

} // namespace lapwing::test
