#pragma once

#include "server-stub/service/hub_core.h"

/// When a case is to be looked at again for whether it must still be kept (DOMAIN 9.4): so many
/// years after its last activity, a setting for each panel. Nothing is taken out by itself.
/// Every call runs inside the caller's transaction. Thread: the Database's.
namespace lapwing::hub {

inline constexpr std::uint32_t kRetentionYears = 6;
inline constexpr std::uint32_t kRetentionYearsMin = 1, kRetentionYearsMax = 100;

struct RetentionRow {
    std::string caseRef;
    schema::Panel panel{};
    std::uint64_t lastMs = 0;   ///< of the latest change, by its author's own clock, not after now
    std::uint64_t reviewMs = 0; ///< when it is due
    bool isHeld = false;        ///< a legal hold lies on it
};

/// Rejected outside kRetentionYearsMin … kRetentionYearsMax.
[[nodiscard]] Result<void> setRetention(HubCore& core, schema::Panel panel, std::uint32_t years);
[[nodiscard]] Result<std::uint32_t> retentionYears(HubCore& core, schema::Panel panel);
/// The cases whose review is due, the longest due first.
[[nodiscard]] Result<std::vector<RetentionRow>> retentionDue(HubCore& core);

} // namespace lapwing::hub
