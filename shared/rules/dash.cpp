#include "shared/rules/dash.h"

#include <algorithm>

namespace lapwing::rules {

namespace {

[[nodiscard]] std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

} // namespace

DashBand dashBand(std::int64_t score, const DashSettings& settings)
{
    if (score >= settings.highFrom) return DashBand::High;
    return score >= settings.mediumFrom ? DashBand::Medium : DashBand::Standard;
}

GroundsFault checkGrounds(const Grounds& g, std::optional<DashBand> dash,
                          std::string_view judgement)
{
    if (!(g.visibleHighRisk || g.judgement || g.escalation || g.repeat || g.local))
        return GroundsFault::NoGround;
    if (g.visibleHighRisk && !dash) return GroundsFault::DashIncomplete;
    if (g.visibleHighRisk && *dash != DashBand::High) return GroundsFault::DashTooLow;
    if (g.judgement && trimmed(judgement).size() < kJudgementMin)
        return GroundsFault::JudgementShort;
    return GroundsFault::None;
}

bool isEscalating(std::span<const Date> events, Date today, const EscalationSettings& settings)
{
    const Date since = addMonths(today, -settings.months);
    return std::ranges::count_if(events, [&](Date d) { return d > since && d <= today; }) >=
           settings.events;
}

} // namespace lapwing::rules
