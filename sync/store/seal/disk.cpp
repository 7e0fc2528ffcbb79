#include "sync/store/seal/disk.h"

#include "shared/base/mutant.h"
#include "sync/os/system_error.h"
#include "sync/store/sql/sqlite_connection.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace lapwing::store {

namespace {

Result<void> syncFolderOf(const std::string& path)
{
    const auto folder = std::filesystem::path(path).parent_path().string();
    const int fd =
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return systemError("open folder");
    const bool synced = ::fsync(fd) == 0;
    const auto error = systemError("sync folder");
    ::close(fd);
    if (!synced) return error;
    return {};
}

Result<void> answer(int code, const char* call)
{
    if (code != SQLITE_OK) return sqlError(code, call);
    return {};
}

// SQLite's unix layer looks at the lowest 17 bits of a size: its own calls are of a page at most.
constexpr std::size_t kPieceMax = 64 * 1024;

} // namespace

void RawFile::Close::operator()(sqlite3_file* file) const
{
    if (file->pMethods) file->pMethods->xClose(file);
    std::free(file);
}

Result<bool> RawFile::read(std::uint64_t offset, std::span<std::uint8_t> out)
{
    while (!out.empty()) {
        const auto piece = out.first(std::min(out.size(), kPieceMax));
        const int code =
            m_file->pMethods->xRead(m_file.get(), piece.data(), static_cast<int>(piece.size()),
                                    static_cast<sqlite3_int64>(offset));
        out = out.subspan(piece.size());
        offset += piece.size();
        if (code == SQLITE_IOERR_SHORT_READ) {
            std::ranges::fill(out, std::uint8_t{0});
            return false;
        }
        LAPWING_TRY(answer(code, "read"));
    }
    return true;
}

Result<void> RawFile::write(std::uint64_t offset, ByteView data)
{
    while (!data.empty()) {
        const auto piece = data.first(std::min(data.size(), kPieceMax));
        LAPWING_TRY(answer(m_file->pMethods->xWrite(m_file.get(), piece.data(),
                                                    static_cast<int>(piece.size()),
                                                    static_cast<sqlite3_int64>(offset)),
                           "write"));
        data = data.subspan(piece.size());
        offset += piece.size();
    }
    return {};
}

Result<void> RawFile::append(ByteView data)
{
    LAPWING_ASSIGN(const auto end, size());
    return write(end, data);
}

Result<std::uint64_t> RawFile::size()
{
    sqlite3_int64 bytes = 0;
    LAPWING_TRY(answer(m_file->pMethods->xFileSize(m_file.get(), &bytes), "size"));
    return static_cast<std::uint64_t>(bytes);
}

Result<void> RawFile::truncate(std::uint64_t size)
{
    return answer(m_file->pMethods->xTruncate(m_file.get(), static_cast<sqlite3_int64>(size)),
                  "truncate");
}

Result<void> RawFile::sync()
{
    return answer(m_file->pMethods->xSync(m_file.get(), SQLITE_SYNC_NORMAL), "sync");
}

Result<sqlite3_vfs*> Disk::base() const
{
    auto* vfs = sqlite3_vfs_find(m_baseVfs.c_str());
    if (!vfs && mutant("falls-back")) vfs = sqlite3_vfs_find(nullptr);
    if (!vfs) return fail(ErrorCode::Internal, {}, "no such VFS: " + m_baseVfs);
    return vfs;
}

Result<std::string> Disk::resolve(const std::string& path)
{
    const std::filesystem::path asked(path);
    if (asked.filename().empty()) return fail(ErrorCode::Rejected, {}, "a path without a name");
    std::error_code failed;
    auto folder = std::filesystem::absolute(asked, failed).parent_path();
    if (!failed) folder = std::filesystem::weakly_canonical(folder, failed);
    if (failed) return fail(ErrorCode::StorageFailed, {}, "resolve a folder");
    return (folder / asked.filename()).string();
}

Result<RawFile> Disk::open(const std::string& path, Mode mode)
{
    LAPWING_ASSIGN(auto* const vfs, base());
    LAPWING_ASSIGN(const auto full, resolve(path));
    if (mode == Mode::Create) LAPWING_TRY(create(full));
    auto* const memory =
        static_cast<sqlite3_file*>(std::calloc(1, static_cast<std::size_t>(vfs->szOsFile)));
    if (!memory) return fail(ErrorCode::Internal, {}, "out of memory");
    std::unique_ptr<sqlite3_file, RawFile::Close> file(memory);

    // A journal's type keeps SQLite's unix layer from taking locks on our behalf.
    const int access = mode == Mode::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    int granted = 0;
    const int code =
        vfs->xOpen(vfs, full.c_str(), file.get(), access | SQLITE_OPEN_SUPER_JOURNAL, &granted);
    if (code != SQLITE_OK) {
        int there = 0;
        // One that was made just now is there, though it holds nothing.
        if (mode != Mode::Create &&
            vfs->xAccess(vfs, full.c_str(), SQLITE_ACCESS_EXISTS, &there) == SQLITE_OK && !there)
            return fail(ErrorCode::NotFound, {}, "open");
        return sqlError(code, "open");
    }
    // The unix layer falls back to reading where it may not write.
    if (mode != Mode::Read && (granted & SQLITE_OPEN_READONLY))
        return fail(ErrorCode::StorageFailed, {}, "open: read-only");
    return RawFile(std::move(file));
}

Result<Bytes> Disk::readWhole(const std::string& path, std::size_t max)
{
    LAPWING_ASSIGN(auto file, open(path, Mode::Read));
    LAPWING_ASSIGN(const auto size, file.size());
    if (size > max) return fail(ErrorCode::TooLarge, {}, "a file over its limit");
    Bytes content(size);
    LAPWING_ASSIGN(const bool whole, file.read(0, content));
    if (!whole) return fail(ErrorCode::StorageFailed, {}, "a file that shrank while read");
    return content;
}

Result<void> Disk::writeNew(const std::string& path, ByteView content)
{
    LAPWING_ASSIGN(auto file, open(path, Mode::Create));
    LAPWING_TRY(file.write(0, content));
    return file.sync();
}

Result<bool> Disk::exists(const std::string& path)
{
    LAPWING_ASSIGN(auto* const vfs, base());
    LAPWING_ASSIGN(const auto full, resolve(path));
    int there = 0;
    LAPWING_TRY(answer(vfs->xAccess(vfs, full.c_str(), SQLITE_ACCESS_EXISTS, &there), "exists"));
    return there != 0;
}

Result<void> Disk::remove(const std::string& path)
{
    LAPWING_ASSIGN(auto* const vfs, base());
    LAPWING_ASSIGN(const auto full, resolve(path));
    constexpr int kSyncFolder = 1;
    const int code = vfs->xDelete(vfs, full.c_str(), kSyncFolder);
    if (code == SQLITE_IOERR_DELETE_NOENT) return {};
    return answer(code, "remove");
}

Result<void> Disk::rename(const std::string& from, const std::string& to)
{
    LAPWING_ASSIGN(const auto fullFrom, resolve(from));
    LAPWING_ASSIGN(const auto fullTo, resolve(to));
    return move(fullFrom, fullTo);
}

Result<void> Disk::renameNew(const std::string& from, const std::string& to)
{
    // Takes the name in one step; until the move it is an empty file of ours.
    LAPWING_ASSIGN(const auto full, resolve(to));
    LAPWING_TRY(create(full));
    auto moved = rename(from, to);
    if (!moved.ok()) (void)remove(to);
    return moved;
}

Result<void> Disk::create(const std::string& path)
{
    constexpr int kFlags = O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC;
    const int fd = ::open(path.c_str(), kFlags, 0600);
    if (fd < 0) return systemError("create");
    ::close(fd);
    return syncFolderOf(path);
}

Result<void> Disk::move(const std::string& from, const std::string& to)
{
    if (std::rename(from.c_str(), to.c_str()) != 0) return systemError("rename");
    LAPWING_TRY(syncFolderOf(to));
    return syncFolderOf(from);
}

} // namespace lapwing::store
