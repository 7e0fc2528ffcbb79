#pragma once

#include "shared/base/bytes.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace lapwing {

/// A source of random bytes. Production: libsodium (crypto/random); tests: seeded.
/// Errors: when the source fails nothing may be written.
class Random {
public:
    virtual ~Random() = default;
    [[nodiscard]] virtual Result<void> fill(std::span<std::uint8_t> out) = 0;

    template <typename AnyId>
    [[nodiscard]] Result<AnyId> id()
    {
        AnyId made;
        LAPWING_TRY(fill(made.bytes));
        return made;
    }
};

/// SplitMix64: repeatable from a seed, for tests, simulations and invented data only.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}
    [[nodiscard]] Result<void> fill(std::span<std::uint8_t> out) override;
    [[nodiscard]] std::uint64_t next();
    /// Uniform enough in 0 … bound-1; bound ≥ 1.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    [[nodiscard]] bool oneIn(std::uint64_t n) { return below(n) == 0; }

private:
    std::uint64_t m_state;
};

} // namespace lapwing
