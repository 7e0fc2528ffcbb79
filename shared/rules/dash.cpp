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

DashResult scoreDash(std::span<const DashAnswer> answers, const DashSettings& settings)
{
    DashResult result;
    for (std::size_t i = 0; i < kDashQuestions; ++i) {
        const auto answer = i < answers.size() ? answers[i] : DashAnswer::NotAsked;
        if (answer == DashAnswer::Yes) ++result.score;
        if (answer == DashAnswer::NotAsked)
            result.unanswered.push_back(static_cast<std::uint8_t>(i + 1));
    }
    if (result.score >= settings.highFrom)
        result.band = DashBand::High;
    else if (result.score >= settings.mediumFrom)
        result.band = DashBand::Medium;
    return result;
}

GroundsFault checkGrounds(const Grounds& g, const DashResult* dash, std::string_view judgement)
{
    if (!(g.visibleHighRisk || g.judgement || g.escalation || g.repeat || g.local))
        return GroundsFault::NoGround;
    if (g.visibleHighRisk && (!dash || !dash->isComplete())) return GroundsFault::DashIncomplete;
    if (g.visibleHighRisk && dash->band != DashBand::High) return GroundsFault::DashTooLow;
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
