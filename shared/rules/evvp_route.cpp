#include "shared/rules/evvp_route.h"

namespace lapwing::rules {

std::optional<EvvpRoute> evvpRoute(const EvvpSubject& subject, Date today)
{
    if (subject.careExperienced) return EvvpRoute::PreEvvp;
    if (!subject.born) return std::nullopt;
    return ageOn(*subject.born, today) < 18 ? EvvpRoute::PreEvvp : EvvpRoute::Evvp;
}

std::optional<EvvpRoute> routeToReview(EvvpRoute present, const EvvpSubject& subject, Date today)
{
    const auto suggested = evvpRoute(subject, today);
    return suggested == present ? std::nullopt : suggested;
}

} // namespace lapwing::rules
