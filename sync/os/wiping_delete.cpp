// Linked into the programs that hold keys and cases, beside their main(): C++ memory is wiped when
// it is given back, so that what was decrypted does not lie about in the heap after a lock.
// Source: C++20 [new.delete]; malloc_usable_size(3).
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <new>

namespace {
void wipeAndFree(void* memory) noexcept
{
    if (memory == nullptr) return;
    ::explicit_bzero(memory, ::malloc_usable_size(memory));
    std::free(memory);
}
} // namespace

void operator delete(void* memory) noexcept { wipeAndFree(memory); }
void operator delete[](void* memory) noexcept { wipeAndFree(memory); }
void operator delete(void* memory, std::size_t) noexcept { wipeAndFree(memory); }
void operator delete[](void* memory, std::size_t) noexcept { wipeAndFree(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { wipeAndFree(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { wipeAndFree(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { wipeAndFree(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept
{
    wipeAndFree(memory);
}
