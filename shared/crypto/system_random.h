#pragma once

#include "shared/base/random.h"

namespace lapwing::crypto {

/// The operating system's random source through libsodium. Thread: any.
class SystemRandom final : public Random {
public:
    [[nodiscard]] Result<void> fill(std::span<std::uint8_t> out) override;
};

} // namespace lapwing::crypto
