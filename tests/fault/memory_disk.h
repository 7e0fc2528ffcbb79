#pragma once

#include "shared/base/random.h"
#include "sync/store/seal/disk.h"

#include <map>
#include <memory>
#include <vector>

#include <sqlite3.h>

namespace lapwing::test {

/// Files by their full names.
using Image = std::map<std::string, Bytes>;

/// One call that a program makes of its disk.
struct DiskCall {
    enum class Kind : unsigned char {
        Open, Read, Write, Sync, Truncate, Size, Lock, Unlock, Access, Create, Remove, Rename,
        SyncFolder
    };
    Kind kind;
    const std::string& path;
    std::uint64_t offset = 0;
    ByteView octets{};  ///< of a Write
    bool grows = false; ///< needs room that the file has not got yet

    [[nodiscard]] bool changes() const
    {
        return kind == Kind::Write || kind == Kind::Sync || kind == Kind::Truncate ||
               kind == Kind::Create || kind == Kind::Remove || kind == Kind::Rename ||
               kind == Kind::SyncFolder;
    }
};

/// How a call ends. `done` counts what a failed call achieves nonetheless: octets of a Write,
/// earlier changes of a Sync; the rest of those never reach the medium, though they can be read.
struct DiskVerdict {
    int code = 0; ///< SQLITE_OK or the error
    std::size_t done = 0;
};

/// Sees every call before it is made, and may fail it.
class DiskWatch {
public:
    virtual ~DiskWatch() = default;
    [[nodiscard]] virtual DiskVerdict before(const DiskCall& call) = 0;
};

/// A file as programs see it, and as it lies on the medium.
class MemoryFile {
public:
    [[nodiscard]] const Bytes& now() const { return m_now; }
    void write(std::uint64_t offset, ByteView octets);
    void truncate(std::uint64_t size);
    /// The first `count` changes reach the medium, the others never will.
    void sync(std::size_t count);
    [[nodiscard]] std::size_t unsynced() const { return m_unsynced.size(); }
    /// Any of the unsynced sectors kept, dropped or torn.
    [[nodiscard]] Bytes afterPowerCut(SeededRandom& random) const;
    [[nodiscard]] static std::shared_ptr<MemoryFile> holding(const Bytes& content);

private:
    struct Change {
        std::uint64_t offset = 0;
        Bytes octets;
        bool truncates = false; ///< to `offset`
    };
    static void apply(Bytes& to, const Change& change);

    Bytes m_now;
    Bytes m_durable;
    std::vector<Change> m_unsynced;
};

/// A disk in memory, under sealed databases and raw files alike. What was not synced can be lost
/// in a power cut, sector by sector; names that were made, moved or removed, one by one.
/// Thread: one.
class MemoryDisk final : public store::Disk {
public:
    explicit MemoryDisk(const Image& image = {}, DiskWatch* watch = nullptr);
    MemoryDisk(const MemoryDisk&) = delete;
    MemoryDisk& operator=(const MemoryDisk&) = delete;
    ~MemoryDisk() override;

    void watchWith(DiskWatch* watch) { m_watch = watch; }
    /// What a program finds that is started again now.
    [[nodiscard]] Image now() const;
    /// One of the states in which the medium may be when the power goes now.
    [[nodiscard]] Image afterPowerCut(SeededRandom& random) const;

    [[nodiscard]] Result<void> create(const std::string& path) override;

protected:
    [[nodiscard]] Result<void> move(const std::string& from, const std::string& to) override;

private:
    struct Calls; ///< what SQLite is given
    struct Handle;
    using Names = std::map<std::string, std::shared_ptr<MemoryFile>>;
    struct NameChange {
        std::string from;                 ///< loses its file; may be empty
        std::string to;                   ///< gets `file`; may be empty
        std::shared_ptr<MemoryFile> file; ///< null when only removed
    };
    [[nodiscard]] DiskVerdict ask(const DiskCall& call);
    void rename(NameChange change);
    [[nodiscard]] int syncFolder(const std::string& path);
    static void apply(Names& names, const NameChange& change);

    DiskWatch* m_watch;
    Names m_names;
    Names m_durableNames;
    std::vector<NameChange> m_unsyncedNames;
    std::string m_vfsName;
    sqlite3_vfs m_vfs{};
};

} // namespace lapwing::test
