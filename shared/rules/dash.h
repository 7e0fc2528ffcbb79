#pragma once

#include "shared/rules/date.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lapwing::rules {

enum class DashBand : std::uint8_t { Standard, Medium, High };

struct DashSettings {
    int mediumFrom = 10;
    int highFrom = 14;
};

/// Of the count of Yes among the questions of a whole DASH checklist; "don't know" counts nothing.
/// No judgement enters here, so none can lower the band.
[[nodiscard]] DashBand dashBand(std::int64_t score, const DashSettings& settings = {});

/// The grounds a referral claims. Any one is enough.
struct Grounds {
    bool visibleHighRisk = false;
    bool judgement = false;
    bool escalation = false;
    bool repeat = false;
    bool local = false; ///< a criterion of the area's own, where it has one
};

enum class GroundsFault : std::uint8_t {
    None,
    NoGround,       ///< at least one is needed (R-M1)
    DashIncomplete, ///< visible high risk needs a whole DASH
    DashTooLow,     ///< visible high risk is claimed below its score
    JudgementShort, ///< judgement must be put into words
};

/// Bytes of writing that a judgement needs at least.
inline constexpr std::size_t kJudgementMin = 40;

/// Whether the grounds hold (R-M1, R-M2). `dash` empty: none was done, or not all of it.
/// A low DASH never stops a referral on judgement.
[[nodiscard]] GroundsFault checkGrounds(const Grounds& grounds, std::optional<DashBand> dash,
                                        std::string_view judgement);

struct EscalationSettings {
    int events = 3;
    int months = 12;
};
/// Enough events of abuse in the months that end with `today`, today included.
[[nodiscard]] bool isEscalating(std::span<const Date> events, Date today,
                                const EscalationSettings& settings = {});

} // namespace lapwing::rules
