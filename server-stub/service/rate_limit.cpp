#include "server-stub/service/rate_limit.h"

#include <algorithm>

namespace lapwing::hub {

double RateLimit::tokensNow(const Bucket& bucket, std::uint64_t nowMs) const
{
    const auto seconds = static_cast<double>(nowMs - bucket.atMs) / 1000;
    return std::min(m_burst, bucket.tokens + seconds * m_perSecond);
}

bool RateLimit::take(const std::string& who)
{
    const auto now = m_clock.bootMs();
    const Lock lock(m_mutex);
    if (m_buckets.size() >= kNamesMax && !m_buckets.contains(who)) {
        // A full bucket remembers nothing that a new one would not.
        std::erase_if(m_buckets,
                      [&](const auto& each) { return tokensNow(each.second, now) >= m_burst; });
        if (m_buckets.size() >= kNamesMax) return false;
    }
    auto& bucket = m_buckets.try_emplace(who, Bucket{m_burst, now}).first->second;
    bucket = {tokensNow(bucket, now), now};
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

} // namespace lapwing::hub
