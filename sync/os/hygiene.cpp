#include "sync/os/hygiene.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <array>
#include <cstddef>
#include <cstring>

namespace lapwing {

bool hardenProcess()
{
    ::umask(077);
    const rlimit none{0, 0};
    const bool coreless = ::setrlimit(RLIMIT_CORE, &none) == 0;
    const bool closed = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    return coreless && closed;
}

[[gnu::noinline]] void wipeStack()
{
    constexpr std::size_t kDeep = 512 * 1024;
    std::array<char, kDeep> below;
    ::explicit_bzero(below.data(), below.size());
}

bool memoryLocks()
{
    constexpr std::size_t kSize = 4096;
    void* const page =
        ::mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return false;
    const bool locked = ::mlock(page, kSize) == 0;
    ::munmap(page, kSize);
    return locked;
}

} // namespace lapwing
