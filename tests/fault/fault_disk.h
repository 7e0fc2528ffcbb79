#pragma once

#include "shared/base/random.h"
#include "sync/store/seal/disk.h"

#include <sqlite3.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lapwing::test {

/// What a power cut writes, tears or loses as one, in bytes.
inline constexpr std::size_t kSector = 512;
/// Writes into a file's content, which grows as needed.
void putAt(Bytes& content, ByteView data, std::uint64_t at);

/// What lies on a disk: files by their full name.
using DiskImage = std::map<std::string, Bytes>;

/// One thing that was asked of a disk, in order; enough to tell what a power cut may leave.
struct DiskCall {
    enum class Kind : unsigned char { Write, Truncate, Sync, Create, Remove, Rename, Mark };
    Kind kind;
    std::size_t file = 0; ///< the file's number: a name may come to mean another
    std::uint64_t at = 0; ///< offset, new size, or what a mark says
    Bytes data;
    std::string name, to;
    bool durable = false; ///< of a name: on the disk when the call returned
};

/// A call that goes wrong.
struct DiskFault {
    enum class Kind : unsigned char { None, Error, Full, Partial };
    Kind kind = Kind::None;
    std::uint64_t at = 0; ///< the call, counted from 1
    bool persistent = false; ///< every call from there on that can fail so
    std::uint64_t gone = 0;  ///< every call from that one on fails: the power is off; 0 never
};

/// A disk in memory, under every file of a store: a SQLite VFS of its own and the Disk over it.
/// Thread: one. Source: https://www.sqlite.org/c3ref/vfs.html
class FaultDisk final : public store::Disk {
public:
    explicit FaultDisk(const DiskImage& image = {});
    FaultDisk(const FaultDisk&) = delete;
    FaultDisk& operator=(const FaultDisk&) = delete;
    ~FaultDisk() override;

    /// As running programs see it.
    [[nodiscard]] DiskImage image() const;

    /// From now on calls are kept; image() before is what they started from.
    void record() { m_recording = true; }
    void mark(std::uint64_t what);
    [[nodiscard]] const std::vector<DiskCall>& recorded() const { return m_recorded; }

    void inject(const DiskFault& fault) { m_fault = fault; }
    [[nodiscard]] std::uint64_t calls() const { return m_takesRoom.size(); }
    /// Whether that call, counted from 1, is one that a full disk or half a write can befall.
    [[nodiscard]] bool takesRoom(std::uint64_t call) const { return m_takesRoom[call - 1]; }
    /// The numbers of the calls that are to put a file on the disk.
    [[nodiscard]] const std::vector<std::uint64_t>& syncs() const { return m_syncs; }
    /// Names of the calls that failed, as SQLite calls them.
    [[nodiscard]] const std::vector<std::string>& failed() const { return m_failed; }
    /// The fault is over and the power was off. What a failed sync should have put on the disk may
    /// be lost, though it could be read, and synced without an error, until now: a kernel forgets
    /// that it owes it: one sector in so many. Only what was written again since then is safe.
    void restart(SeededRandom& random, unsigned lostOneIn = 2);

    [[nodiscard]] Result<void> create(const std::string& path) override;
    /// Names are what they are here: there are no folders.
    [[nodiscard]] Result<std::string> resolve(const std::string& path) override { return path; }
    /// Every name ever opened, made or removed.
    [[nodiscard]] const std::vector<std::string>& names() const { return m_named; }

protected:
    [[nodiscard]] Result<void> move(const std::string& from, const std::string& to) override;

private:
    struct Calls; ///< the functions that SQLite is given
    struct File {
        std::size_t number = 0;
        std::string name; ///< its first
        Bytes content;
        Bytes synced;
        std::size_t changedFrom = 0, changedTo = 0; ///< what differs lies there; none when equal
        std::set<std::size_t> lost; ///< sectors that a failed sync left as if they were written
    };
    struct Handle {
        sqlite3_file head; ///< first: SQLite hands back its address
        FaultDisk* disk;
        File* file;
    };
    /// The result code of a call that is to fail; nothing for one that is not. `onFull` is set for
    /// a call that needs room.
    [[nodiscard]] std::optional<int> fails(const char* call, int code, bool onFull = false);
    File& makeFile(const std::string& name, bool durable);
    [[nodiscard]] int write(File& file, ByteView data, std::uint64_t at);
    static void change(File& file, std::size_t from, std::size_t to);
    static void sync(File& file);
    static void loseUnsynced(File& file);
    void keep(DiskCall call);

    std::string m_vfsName;
    sqlite3_vfs m_vfs{};
    std::map<std::string, File*> m_byName;
    std::vector<std::unique_ptr<File>> m_files;
    std::vector<DiskCall> m_recorded;
    std::vector<std::string> m_failed, m_named;
    bool m_recording = false;
    DiskFault m_fault;
    std::vector<std::uint64_t> m_syncs;
    std::vector<bool> m_takesRoom; ///< of each call
};

} // namespace lapwing::test
