#include "shared/rules/visit_timescale.h"

#include <algorithm>

namespace lapwing::rules {

namespace {

[[nodiscard]] Date byRisk(const FirstVisit& v, const VisitSettings& s, OneOffDays oneOff)
{
    if (v.sexOffenderOrCse || v.rosh >= schema::RiskLevel::High)
        return s.highInWorkingDays ? addWorkingDays(v.supervisionStart, s.highDays, oneOff)
                                   : addDays(v.supervisionStart, s.highDays);
    return addDays(v.supervisionStart,
                   7 * (v.rosh == schema::RiskLevel::Medium ? s.mediumWeeks : s.lowWeeks));
}

} // namespace

Date firstVisitDue(const FirstVisit& visit, const VisitSettings& settings, OneOffDays oneOff)
{
    const Date due = byRisk(visit, settings, oneOff);
    return visit.newConcerns ? std::min(due, *visit.newConcerns) : due;
}

std::optional<Date> nextVisitDue(Date last, Colour colour)
{
    switch (colour) {
    case Colour::Red: return addDays(last, 14);
    case Colour::Amber: return addDays(last, 28);
    case Colour::Green: return addDays(last, 56);
    case Colour::Blue: break;
    }
    return std::nullopt;
}

} // namespace lapwing::rules
