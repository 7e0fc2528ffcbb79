#include "client/vault/calibration.h"

#include <algorithm>

namespace lapwing {

static constexpr std::uint32_t kMemoryMibMax = 1024;

crypto::KdfCost scaledCost(crypto::KdfCost measured, std::uint64_t tookMs)
{
    if (tookMs >= kUnlockMsMin && tookMs <= kUnlockMsMax) return measured;
    constexpr auto kAim = (kUnlockMsMin + kUnlockMsMax) / 2;
    const auto wanted = measured.memoryMib * kAim / std::max<std::uint64_t>(tookMs, 1);
    measured.memoryMib = static_cast<std::uint32_t>(
        std::clamp<std::uint64_t>(wanted, crypto::kKdfFloor.memoryMib, kMemoryMibMax));
    return measured;
}

Result<crypto::KdfCost> calibrateKdf(const Clock& clock)
{
    const Bytes salt(crypto::kSaltSize);
    crypto::KdfCost cost;
    for (;;) {
        const auto start = clock.bootMs();
        const auto key = crypto::argon2id(bytesOf("calibration"), salt, cost);
        if (key.ok()) return scaledCost(cost, clock.bootMs() - start);
        if (cost.memoryMib <= crypto::kKdfFloor.memoryMib) return key.error();
        cost.memoryMib = std::max(cost.memoryMib / 2, crypto::kKdfFloor.memoryMib);
    }
}

} // namespace lapwing
