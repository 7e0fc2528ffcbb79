#pragma once

#include "shared/base/clock.h"
#include "sync/os/mutex.h"

#include <string>
#include <unordered_map>

namespace lapwing::hub {

/// Token buckets by name: each holds `burst` tokens at most and gains `perSecond`.
/// Remembers at most kNamesMax names; when that many are busy, a new one is refused.
/// Thread: any.
class RateLimit {
public:
    static constexpr std::size_t kNamesMax = 10'000;

    RateLimit(double burst, double perSecond, const Clock& clock)
        : m_burst(burst), m_perSecond(perSecond), m_clock(clock)
    {
    }
    /// Takes a token of `who`, if there is one.
    [[nodiscard]] bool take(const std::string& who);

private:
    struct Bucket {
        double tokens = 0;
        std::uint64_t atMs = 0;
    };
    [[nodiscard]] double tokensNow(const Bucket& bucket, std::uint64_t nowMs) const;

    double m_burst;
    double m_perSecond;
    const Clock& m_clock;
    Mutex m_mutex;
    std::unordered_map<std::string, Bucket> m_buckets LAPWING_GUARDED_BY(m_mutex);
};

} // namespace lapwing::hub
