#include "server-stub/service/folder_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace lapwing::hub {

Result<FolderLock> FolderLock::take(const std::string& folder)
{
    const auto path = folder + "/hub.lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0 && errno == ENOENT)
        return fail(ErrorCode::NotFound, "There is no folder " + folder
                                             + ". Nothing was changed. Check its name.");
    if (file < 0) return fail(ErrorCode::StorageFailed, {}, "the lock file does not open");
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) return FolderLock(file);
    ::close(file);
    return fail(ErrorCode::Locked, "Another lapwing-server is using " + folder
                                       + ". Nothing was changed. Stop that one first, or leave it "
                                         "running and use the admin commands.");
}

FolderLock::FolderLock(FolderLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

FolderLock::~FolderLock()
{
    if (m_file >= 0) ::close(m_file);
}

} // namespace lapwing::hub
