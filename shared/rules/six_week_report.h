#pragma once

#include "shared/rules/evvp_route.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace lapwing::rules {

/// Age bands of the EVVP report.
enum class AgeBand : std::uint8_t { Under13, From13To15, From16To17, From18To25, From26 };
inline constexpr std::size_t kAgeBands = 5;
[[nodiscard]] AgeBand ageBandOf(int age);
[[nodiscard]] std::string_view nameOf(AgeBand band); ///< "16 to 17"

enum class EvvpRisk : std::uint8_t { Emerging = 1, Moderate = 2, Significant = 3 };

/// One subject of the period, as the report needs it.
struct EvvpEntry {
    EvvpRoute route = EvvpRoute::Evvp;
    int age = 0;
    bool careExperienced = false;
    EvvpRisk atEntry = EvvpRisk::Emerging;
    EvvpRisk now = EvvpRisk::Emerging;
    bool steppedDown = false;
    int missingEpisodes = 0;
};

struct SixWeekReport {
    std::array<std::array<std::int64_t, kAgeBands>, 2> byRouteAndAge{}; ///< [route][band]
    std::int64_t subjects = 0;
    std::int64_t careExperienced = 0;
    std::int64_t riskLower = 0;
    std::int64_t riskSame = 0;
    std::int64_t riskHigher = 0;
    std::int64_t stepDowns = 0;
    std::int64_t missingEpisodes = 0;
};

/// The counts that go to the strategic group every six weeks. When the next one is due is
/// DeadlineCode::CssgReport.
[[nodiscard]] SixWeekReport sixWeekReport(std::span<const EvvpEntry> entries);

} // namespace lapwing::rules
