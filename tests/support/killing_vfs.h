#pragma once

#include "sync/store/seal/disk.h"

#include <sqlite3.h>

#include <memory>
#include <vector>

namespace lapwing::test {

/// Stands in for SQLite's "unix" VFS in this process, for whoever looks that up while it lives.
/// It counts the calls that change the disk: xWrite, xSync, xTruncate, xDelete, an xOpen that may
/// create, and what KillingDisk makes and moves. The `killAt`-th, from 1, ends this process by
/// SIGKILL instead of being made; 0 never. An odd one that is an xWrite first writes half.
/// For a child process that its parent watches. Thread: one.
/// Source: https://www.sqlite.org/c3ref/vfs.html
class KillingVfs {
public:
    explicit KillingVfs(std::uint64_t killAt);
    KillingVfs(const KillingVfs&) = delete;
    KillingVfs& operator=(const KillingVfs&) = delete;
    ~KillingVfs();

    /// Before each call that is counted.
    void step();
    [[nodiscard]] std::uint64_t calls() const { return m_calls; }

private:
    struct Calls; ///< the functions that SQLite is given
    struct Vfs {
        sqlite3_vfs head; ///< first: SQLite hands back its address
        KillingVfs* self;
    };
    struct Methods {
        sqlite3_io_methods head; ///< first, as above
        const sqlite3_io_methods* real;
        KillingVfs* self;
    };
    [[nodiscard]] bool isNextTheLast() const { return m_calls + 1 == m_killAt; }

    sqlite3_vfs* m_real;
    Vfs m_vfs;
    std::uint64_t m_killAt;
    std::uint64_t m_calls = 0;
    std::vector<std::unique_ptr<Methods>> m_methods; ///< one for each file ever opened
};

/// A Disk over it that also counts what no VFS sees.
class KillingDisk final : public store::Disk {
public:
    explicit KillingDisk(KillingVfs& vfs) : m_killer(vfs) {}
    [[nodiscard]] Result<void> create(const std::string& path) override;

protected:
    [[nodiscard]] Result<void> move(const std::string& from, const std::string& to) override;

private:
    KillingVfs& m_killer;
};

} // namespace lapwing::test
