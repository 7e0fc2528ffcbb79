#pragma once

#include <string_view>

namespace lapwing {

/// True only in a source file that a test compiled again with that fault put in, to prove that
/// the checks notice it. Always false, and compiled away, in every program we ship.
[[nodiscard]] consteval bool mutant([[maybe_unused]] std::string_view name)
{
#ifdef LAPWING_MUTANT
    return name == LAPWING_MUTANT;
#else
    return false;
#endif
}

} // namespace lapwing
