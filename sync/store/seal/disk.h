#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

struct sqlite3_file;
struct sqlite3_vfs;

namespace lapwing::store {

/// A small file read and written by position: an anchor, key slots, cargo. Offsets in bytes.
/// Errors: StorageFull, StorageFailed. Nothing is durable before sync().
/// Thread: one at a time.
class RawFile {
public:
    /// False when the file ends before `out` is full; the missing bytes are then zero.
    [[nodiscard]] Result<bool> read(std::uint64_t offset, std::span<std::uint8_t> out);
    [[nodiscard]] Result<void> write(std::uint64_t offset, ByteView data);
    [[nodiscard]] Result<void> append(ByteView data);
    [[nodiscard]] Result<std::uint64_t> size();
    [[nodiscard]] Result<void> truncate(std::uint64_t size);
    /// After a failed sync nothing written since the last good one may be believed.
    [[nodiscard]] Result<void> sync();

private:
    friend class Disk;
    struct Close {
        void operator()(sqlite3_file* file) const;
    };
    explicit RawFile(std::unique_ptr<sqlite3_file, Close> file) : m_file(std::move(file)) {}
    std::unique_ptr<sqlite3_file, Close> m_file;
};

/// The one seam under every file of a vault: SQLite's databases and our raw files go through the
/// same base VFS, so that a test's faulty VFS covers them all. A base that is not the real file
/// system overrides create() and move(), which no VFS offers.
/// New files are private to their owner (0600) and never reached through a symbolic link; a
/// creation, removal or move is on the disk when its call returns.
/// Errors: NotFound, Conflict, StorageFull, StorageFailed; Internal when the VFS is not there.
/// Thread: any, one call at a time for one path.
class Disk {
public:
    enum class Mode : unsigned char { Read, Write, Create };

    explicit Disk(std::string baseVfs = "unix") : m_baseVfs(std::move(baseVfs)) {}
    virtual ~Disk() = default;

    /// Create refuses a file that is already there; the others one that is not.
    [[nodiscard]] Result<RawFile> open(const std::string& path, Mode mode);
    /// Whole content, refusing a file larger than `max` (TooLarge).
    [[nodiscard]] Result<Bytes> readWhole(const std::string& path, std::size_t max);
    /// A new, durable file with this content.
    [[nodiscard]] Result<void> writeNew(const std::string& path, ByteView content);
    /// True for a file with anything in it: an empty one holds nothing to lose.
    [[nodiscard]] Result<bool> exists(const std::string& path);
    /// Removing what is not there succeeds.
    [[nodiscard]] Result<void> remove(const std::string& path);
    /// Replaces `to`.
    [[nodiscard]] Result<void> rename(const std::string& from, const std::string& to);
    /// Conflict when there is a file called `to`.
    [[nodiscard]] Result<void> renameNew(const std::string& from, const std::string& to);

    /// The path that SQLite will call this file by: its folder resolved, its name as it is.
    [[nodiscard]] virtual Result<std::string> resolve(const std::string& path);
    [[nodiscard]] Result<sqlite3_vfs*> base() const;
    /// Makes an empty file; Conflict when there is one with that name.
    [[nodiscard]] virtual Result<void> create(const std::string& path);

protected:
    [[nodiscard]] virtual Result<void> move(const std::string& from, const std::string& to);

private:
    std::string m_baseVfs;
};

} // namespace lapwing::store
