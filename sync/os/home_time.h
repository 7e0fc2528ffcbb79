#pragma once

#include "shared/base/result.h"
#include "shared/schema/value.h"

#include <cstdint>

namespace lapwing {

/// Civil time where the panels work. A date is a day of this zone on every program and machine,
/// whatever zone the machine is set to. Instants in milliseconds since 1970, UTC.
/// Errors: none once requireHomeTime() has succeeded. Thread: any.
/// Source: the system's tz database (tzdata), read by Howard Hinnant's date library.
inline constexpr const char* kHomeZone = "Europe/London";

/// Once, when a program starts. Errors: NotFound when the machine lacks the tz database.
[[nodiscard]] Result<void> requireHomeTime();
/// Seconds to add to UTC at an instant.
[[nodiscard]] int homeOffsetS(std::int64_t utcMs);
/// The day of an instant, in days since 1970-01-01.
[[nodiscard]] std::int64_t homeDay(std::uint64_t utcMs);
/// The day of a Day, or of an Instant.
[[nodiscard]] std::int64_t homeDay(const Value& value);

} // namespace lapwing
