#pragma once

#include "shared/base/result.h"

#include <string>

namespace lapwing {

/// Makes a folder that only its owner enters; one that is there already serves.
/// Errors: StorageFull, StorageFailed.
[[nodiscard]] Result<void> makePrivateFolder(const std::string& path);

/// Holds a folder for one handle of one process, until dropped or the process ends.
/// Errors: Locked only when another has it; NotFound when there is no such folder; StorageFull,
/// StorageFailed. Thread: any. Source: flock(2).
class FolderLock {
public:
    /// Makes the lock file when there is none. It is never removed: a lock on a removed file
    /// would keep nobody out. `whenHeld` tells a person who has the folder and what to do.
    [[nodiscard]] static Result<FolderLock> take(const std::string& path, std::string whenHeld);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int fd) : m_fd(fd) {}
    int m_fd;
};

} // namespace lapwing
