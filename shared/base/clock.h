#pragma once

#include <cstdint>

namespace lapwing {

/// What a machine says of time. Evidence for people and the input of leases; never an order.
/// Thread: implementations may be read from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970 by the wall clock, which may be wrong, jump, or run backwards.
    [[nodiscard]] virtual std::uint64_t wallMs() const = 0;
    /// Milliseconds since this boot, suspend included; never runs backwards within a boot.
    [[nodiscard]] virtual std::uint64_t bootMs() const = 0;
    /// A tag that differs between boots.
    [[nodiscard]] virtual std::uint32_t bootTag() const = 0;
};

} // namespace lapwing
