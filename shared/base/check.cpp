#include "shared/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace lapwing {

void checkFailed(const char* what, const char* file, int line)
{
    std::fprintf(stderr, "lapwing: check failed: %s (%s:%d)\n", what, file, line);
    std::abort();
}

} // namespace lapwing
