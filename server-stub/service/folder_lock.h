#pragma once

#include "shared/base/result.h"

#include <string>

namespace lapwing::hub {

/// One process at a time for a folder, by an advisory lock on a file in it. The system drops it
/// with the process, however that ends. Thread: any.
/// Source: flock(2).
class FolderLock {
public:
    /// Errors: Locked when another process has it; NotFound when there is no such folder.
    [[nodiscard]] static Result<FolderLock> take(const std::string& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int file) : m_file(file) {}
    int m_file;
};

} // namespace lapwing::hub
