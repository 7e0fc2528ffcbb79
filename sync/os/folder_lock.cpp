#include "sync/os/folder_lock.h"

#include "sync/os/system_error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <utility>

namespace lapwing {

namespace {

Result<void> syncFolder(const std::string& path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return systemError("open folder");
    const bool synced = ::fsync(fd) == 0;
    const auto error = systemError("sync folder");
    ::close(fd);
    if (!synced) return error;
    return {};
}

} // namespace

Result<void> makePrivateFolder(const std::string& path)
{
    std::error_code failed;
    const auto full = std::filesystem::absolute(path, failed);
    if (failed) return fail(ErrorCode::StorageFailed, {}, "no working folder");
    std::filesystem::create_directories(full.parent_path(), failed);
    if (::mkdir(full.c_str(), 0700) == 0) return syncFolder(full.parent_path().string());
    if (errno != EEXIST) return systemError("make folder");
    if (::chmod(full.c_str(), 0700) != 0) return systemError("close folder to others");
    return {};
}

Result<FolderLock> FolderLock::take(const std::string& path, std::string whenHeld)
{
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return systemError("open lock");
    FolderLock lock(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return lock;
    if (errno != EWOULDBLOCK) return systemError("lock");
    return fail(ErrorCode::Locked, std::move(whenHeld));
}

FolderLock::FolderLock(FolderLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

FolderLock::~FolderLock()
{
    if (m_fd >= 0) ::close(m_fd);
}

} // namespace lapwing
