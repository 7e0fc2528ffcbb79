#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace lapwing::store {

/// This machine's clocks, and its kernel's word on which boot this is.
/// Thread: any. Source: clock_gettime(2), CLOCK_REALTIME and CLOCK_BOOTTIME; random(4), boot_id.
class SystemClock final : public Clock {
public:
    /// Errors: StorageFailed when the kernel does not name its boot: two boots that look like one
    /// would make a lease last for ever.
    [[nodiscard]] static Result<SystemClock> open();

    [[nodiscard]] std::uint64_t wallMs() const override;
    [[nodiscard]] std::uint64_t bootMs() const override;
    [[nodiscard]] std::uint32_t bootTag() const override { return m_bootTag; }

private:
    explicit SystemClock(std::uint32_t bootTag) : m_bootTag(bootTag) {}
    std::uint32_t m_bootTag;
};

} // namespace lapwing::store
