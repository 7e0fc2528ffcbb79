#include "sync/store/sql/wiping_memory.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <malloc.h>

namespace lapwing::store {

namespace {
void* take(int size) { return std::malloc(static_cast<std::size_t>(size)); }

void giveBack(void* memory)
{
    if (memory == nullptr) return;
    ::explicit_bzero(memory, ::malloc_usable_size(memory));
    std::free(memory);
}

/// Never in place of realloc(): that would leave a copy behind where it moves.
void* resize(void* memory, int size)
{
    const auto wanted = static_cast<std::size_t>(size);
    const auto held = ::malloc_usable_size(memory);
    if (wanted <= held && wanted >= held / 2) return memory;
    void* const moved = std::malloc(wanted);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, memory, std::min(held, wanted));
    giveBack(memory);
    return moved;
}

int sizeOf(void* memory) { return static_cast<int>(::malloc_usable_size(memory)); }
int rounded(int size) { return (size + 7) & ~7; }
int start(void*) { return SQLITE_OK; }
void stop(void*) {}
} // namespace

bool wipeSqliteMemory()
{
    const sqlite3_mem_methods methods{take,    giveBack, resize, sizeOf,
                                      rounded, start,    stop,   nullptr};
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK
           && sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
}

} // namespace lapwing::store
