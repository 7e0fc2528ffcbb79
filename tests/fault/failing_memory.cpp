#include "tests/fault/failing_memory.h"

#include "shared/base/check.h"

#include <sqlite3.h>

#include <cstdlib>
#include <new>
#include <utility>

namespace lapwing::test {

namespace {

/// Counts down to the allocation that fails; SQLite and C++ leave no way to hand this in.
struct Countdown {
    std::uint64_t left = 0; ///< 0: none fails
    bool persistent = false;
    bool failed = false;

    bool fails()
    {
        if (left == 0) return false;
        if (left > 1) {
            --left;
            return false;
        }
        failed = true;
        if (!persistent) left = 0;
        return true;
    }
};
Countdown sqliteCountdown, ownCountdown;
sqlite3_mem_methods sound;

void* allocate(int size) { return sqliteCountdown.fails() ? nullptr : sound.xMalloc(size); }
void* reallocate(void* memory, int size)
{
    return sqliteCountdown.fails() ? nullptr : sound.xRealloc(memory, size);
}

void use(const sqlite3_mem_methods& methods)
{
    sqlite3_shutdown();
    check(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK &&
              sqlite3_initialize() == SQLITE_OK,
          "other memory for SQLite");
}

} // namespace

SqliteMemory::SqliteMemory()
{
    sqlite3_initialize();
    sqlite3_shutdown();
    check(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &sound) == SQLITE_OK, "SQLite's own memory");
    auto failing = sound;
    failing.xMalloc = allocate;
    failing.xRealloc = reallocate;
    use(failing);
}

SqliteMemory::~SqliteMemory() { use(sound); }

void SqliteMemory::failAt(std::uint64_t number, bool persistent)
{
    sqliteCountdown = {.left = number, .persistent = persistent};
}

bool SqliteMemory::stop()
{
    sqliteCountdown.left = 0;
    return sqliteCountdown.failed;
}

void OwnMemory::failAt(std::uint64_t number) { ownCountdown = {.left = number}; }

OwnMemory::Pause::Pause() : m_left(std::exchange(ownCountdown.left, 0)) {}
OwnMemory::Pause::~Pause() { ownCountdown.left = m_left; }

bool OwnMemory::stop()
{
    ownCountdown.left = 0;
    return ownCountdown.failed;
}

namespace {
void* allocateOwn(std::size_t size)
{
    void* const memory = ownCountdown.fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (!memory) throw std::bad_alloc();
    return memory;
}
} // namespace

} // namespace lapwing::test

void* operator new(std::size_t size) { return lapwing::test::allocateOwn(size); }
void* operator new[](std::size_t size) { return lapwing::test::allocateOwn(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
