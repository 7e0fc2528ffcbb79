#pragma once

namespace lapwing {

/// Says `what` on stderr and ends the process: a programmer error, on in release too.
[[noreturn]] void checkFailed(const char* what, const char* file, int line);

inline void check(bool holds, const char* what, const char* file = __builtin_FILE(),
                  int line = __builtin_LINE())
{
    if (!holds) [[unlikely]]
        checkFailed(what, file, line);
}

} // namespace lapwing
