#include "sync/os/home_time.h"

#include "shared/base/civil.h"

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <exception>

namespace lapwing {

namespace {
constexpr std::int64_t kMsPerSecond = 1000;
} // namespace

Result<void> requireHomeTime()
{
    try {
        (void)date::locate_zone(kHomeZone);
        return {};
    } catch (const std::exception&) {
        return fail(ErrorCode::NotFound,
                    "This machine does not know the time of " + std::string(kHomeZone) +
                        ". Nothing was opened or changed. Install the package tzdata.",
                    "no tz database");
    }
}

int homeOffsetS(std::int64_t utcMs)
{
    const auto inRange = std::clamp<std::int64_t>(utcMs, 0, kInstantMax);
    const date::sys_seconds at{std::chrono::seconds(inRange / kMsPerSecond)};
    return static_cast<int>(date::locate_zone(kHomeZone)->get_info(at).offset.count());
}

std::int64_t homeDay(std::uint64_t utcMs)
{
    const auto at = static_cast<std::int64_t>(std::min<std::uint64_t>(utcMs, kInstantMax));
    return (at + homeOffsetS(at) * kMsPerSecond) / kMsPerDay;
}

std::int64_t homeDay(const Value& value)
{
    const auto number = value.asInteger();
    if (value.kind == ValueKind::Day) return number;
    // Before 1970 a day begins where its division rounds down.
    if (number < 0) return (number - kMsPerDay + 1) / kMsPerDay;
    return homeDay(static_cast<std::uint64_t>(number));
}

} // namespace lapwing
