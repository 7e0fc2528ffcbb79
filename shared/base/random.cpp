#include "shared/base/random.h"

namespace lapwing {

std::uint64_t SeededRandom::next()
{
    m_state += 0x9e3779b97f4a7c15ull;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

Result<void> SeededRandom::fill(std::span<std::uint8_t> out)
{
    for (auto& byte : out) byte = static_cast<std::uint8_t>(next() >> 24);
    return {};
}

} // namespace lapwing
