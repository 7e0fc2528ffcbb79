// Linked into the app beside its main(): memory of C and of Qt, whose strings hold what is shown,
// is wiped when it is given back; wiping_delete.cpp does the same for C++. What the C library frees
// of its own does not come by here.
// Source: glibc manual "Replacing malloc"; malloc_usable_size(3).
#include <cstdlib>
#include <cstring>
#include <malloc.h>

extern "C" {
void __libc_free(void* memory);

void free(void* memory) noexcept
{
    if (memory == nullptr) return;
    ::explicit_bzero(memory, ::malloc_usable_size(memory));
    __libc_free(memory);
}

/// Never in place of the C library's: that would leave a copy behind where it moves.
void* realloc(void* memory, std::size_t size) noexcept
{
    if (memory == nullptr) return std::malloc(size);
    if (size == 0) {
        free(memory);
        return nullptr;
    }
    const auto held = ::malloc_usable_size(memory);
    if (size <= held && size >= held / 2) return memory;
    void* const moved = std::malloc(size);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, memory, held < size ? held : size);
    free(memory);
    return moved;
}
}
