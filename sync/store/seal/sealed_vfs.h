#pragma once

#include "sync/store/seal/disk.h"
#include "sync/store/seal/sealed_file.h"
#include "sync/store/sql/database.h"

#include <string>

namespace lapwing::store {

/// A SQLite VFS that holds one sealed database and its log, over a Disk's base VFS. Registered
/// under a name of its own for as long as it lives, never as SQLite's default.
/// Opens no other file: temporary files, sub-journals and foreign names are refused.
/// Thread: that of the one connection it serves. Private to seal/.
class SealedVfs final : public Underlay {
public:
    /// `path` as Disk::resolve() answers it. With `isNew` the file must be empty, else it must
    /// open under `key`. `random` must outlive this.
    [[nodiscard]] static Result<std::unique_ptr<SealedVfs>>
    install(Disk& disk, std::string path, const SealKey& key, bool isNew, Random& random);
    ~SealedVfs() override;

    [[nodiscard]] const char* name() const { return m_name.c_str(); }
    [[nodiscard]] std::string takeRefusal() override;

private:
    struct Handle;
    friend struct SealedMethods;
    SealedVfs(sqlite3_vfs& base, std::string path, const SealKey& key, bool isNew, Random& random);

    [[nodiscard]] int open(const char* name, Handle& handle, int flags, int* granted);
    [[nodiscard]] int prove();
    [[nodiscard]] int proveLog();
    void close(Handle& handle);

    sqlite3_vfs& m_base;
    std::string m_path;
    std::string m_walPath;
    std::string m_journalPath;
    PageSealer m_pages;
    PageSealer m_frames;
    bool m_isNew;
    bool m_broken = false;
    std::optional<SealedMain> m_main;
    std::optional<SealedWal> m_wal;
    std::optional<HeaderJournal> m_journal;
    std::string m_name;
    sqlite3_vfs m_vfs{};
};

} // namespace lapwing::store
