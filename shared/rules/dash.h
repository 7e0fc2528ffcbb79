#pragma once

#include "shared/rules/date.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace lapwing::rules {

/// An answer to one question of the DASH checklist; wire numbers.
enum class DashAnswer : std::uint8_t { NotAsked = 0, No = 1, Yes = 2, DontKnow = 3 };
inline constexpr std::size_t kDashQuestions = 24;

enum class DashBand : std::uint8_t { Standard, Medium, High };

struct DashSettings {
    int mediumFrom = 10;
    int highFrom = 14;
};

struct DashResult {
    int score = 0;                        ///< count of Yes
    DashBand band = DashBand::Standard;
    std::vector<std::uint8_t> unanswered; ///< numbers of questions from 1, to be listed (R-M3)
    [[nodiscard]] bool isComplete() const { return unanswered.empty(); }
};

/// Scores the answers in order of question; those after kDashQuestions are ignored, those that
/// are missing count as not asked. Anything but Yes counts 0.
/// The author of the answers may judge the risk higher by words (criterion: judgement), but no
/// judgement enters here, so none can lower the band.
[[nodiscard]] DashResult scoreDash(std::span<const DashAnswer> answers,
                                   const DashSettings& settings = {});

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

/// Whether the grounds hold (R-M1, R-M2). `dash` may be nullptr: none was done.
/// A low DASH never stops a referral on judgement.
[[nodiscard]] GroundsFault checkGrounds(const Grounds& grounds, const DashResult* dash,
                                        std::string_view judgement);

struct EscalationSettings {
    int events = 3;
    int months = 12;
};
/// Enough events of abuse in the months that end with `today`, today included.
[[nodiscard]] bool isEscalating(std::span<const Date> events, Date today,
                                const EscalationSettings& settings = {});

} // namespace lapwing::rules
