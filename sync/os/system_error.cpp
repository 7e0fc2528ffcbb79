#include "sync/os/system_error.h"

#include <cerrno>

namespace lapwing {

Error systemError(const char* call)
{
    const int code = errno;
    auto meaning = ErrorCode::StorageFailed;
    if (code == ENOSPC || code == EDQUOT) meaning = ErrorCode::StorageFull;
    if (code == ENOENT) meaning = ErrorCode::NotFound;
    if (code == EEXIST) meaning = ErrorCode::Conflict;
    return fail(meaning, {}, std::string(call) + ": errno " + std::to_string(code));
}

} // namespace lapwing
