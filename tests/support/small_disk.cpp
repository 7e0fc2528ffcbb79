// Preloaded into a program under test: a disk that takes one write to a file for each byte in the
// pipe whose reading end LAPWING_WRITES_FD names, and from then on is full.
#include <cerrno>
#include <cstdlib>
#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {
bool isFull(int fd)
{
    struct stat about{};
    if (::fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return false;
    const char* pipe = std::getenv("LAPWING_WRITES_FD");
    char taken = 0;
    if (pipe == nullptr || ::read(std::atoi(pipe), &taken, 1) == 1) return false;
    errno = ENOSPC;
    return true;
}

template <typename Call>
Call next(const char* name)
{
    return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name));
}
} // namespace

extern "C" ssize_t write(int fd, const void* bytes, size_t size)
{
    static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
    return isFull(fd) ? -1 : real(fd, bytes, size);
}

extern "C" ssize_t pwrite64(int fd, const void* bytes, size_t size, off_t at)
{
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite64");
    return isFull(fd) ? -1 : real(fd, bytes, size, at);
}
