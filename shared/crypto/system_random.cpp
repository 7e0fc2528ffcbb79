#include "shared/crypto/system_random.h"

#include <sodium.h>

namespace lapwing::crypto {

Result<void> SystemRandom::fill(std::span<std::uint8_t> out)
{
    randombytes_buf(out.data(), out.size());
    return {};
}

} // namespace lapwing::crypto
