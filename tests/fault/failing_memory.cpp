#include "tests/fault/failing_memory.h"

#include "shared/base/check.h"

#include <cstddef>
#include <cstdlib>
#include <new>

#include <malloc.h>
#include <sqlite3.h>

namespace lapwing::test {

namespace {

/// Whether, and when, an allocation is to fail.
struct Plan {
    bool on = false;
    Memory whose = Memory::OfSqlite;
    std::uint64_t at = 0;
    bool lasts = false;
    std::uint64_t seen = 0;
    std::uint64_t strikes = 0;
    int spared = 0;

    bool strikesNow(Memory asked)
    {
        if (!on || whose != asked || (asked == Memory::OfOurs && spared > 0)) return false;
        const auto number = seen++;
        const bool hit = lasts ? number >= at : number == at;
        if (hit) ++strikes;
        return hit;
    }
};
Plan plan; // SQLite's hooks and operator new take no argument that could lead to it

void* allocate(int size)
{
    return plan.strikesNow(Memory::OfSqlite) ? nullptr
                                             : std::malloc(static_cast<std::size_t>(size));
}
void* reallocate(void* from, int size)
{
    return plan.strikesNow(Memory::OfSqlite)
               ? nullptr
               : std::realloc(from, static_cast<std::size_t>(size));
}
void release(void* memory) { std::free(memory); }
int sizeOf(void* memory) { return memory ? static_cast<int>(::malloc_usable_size(memory)) : 0; }
int roundUp(int size) { return (size + 7) / 8 * 8; }
int start(void*) { return SQLITE_OK; }
void end(void*) {}

} // namespace

void FailingMemory::install()
{
    static constexpr sqlite3_mem_methods kMethods{allocate, release, reallocate, sizeOf,
                                                  roundUp,  start,   end,        nullptr};
    const bool installed = sqlite3_config(SQLITE_CONFIG_MALLOC, &kMethods) == SQLITE_OK &&
                           // Each allocation by itself, and none hidden in a pool.
                           sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK &&
                           sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
    check(installed, "SQLite was in use before its memory could be taken over");
}

void FailingMemory::fail(Memory whose, std::uint64_t at, bool lasts)
{
    plan = {true, whose, at, lasts, 0, 0, plan.spared};
}

void FailingMemory::stop() { plan.on = false; }
std::uint64_t FailingMemory::strikes() { return plan.strikes; }
FailingMemory::Spared::Spared() { ++plan.spared; }
FailingMemory::Spared::~Spared() { --plan.spared; }

/// For operator new, which is outside every namespace.
static bool ourAllocationFails() { return plan.strikesNow(Memory::OfOurs); }

} // namespace lapwing::test

void* operator new(std::size_t size)
{
    if (!lapwing::test::ourAllocationFails())
        if (void* const memory = std::malloc(size ? size : 1)) return memory;
    throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
