#include "shared/rules/brag.h"

namespace lapwing::rules {

namespace {

[[nodiscard]] BragRefusal missing(const BragChange& c)
{
    if (c.from == c.to) return BragRefusal::NoChange;
    if (!c.hasReason) return BragRefusal::NeedsReason;
    if (c.to == Colour::Blue && !c.custodyFrom) return BragRefusal::NeedsCustodyDate;
    // Someone who leaves the list from Blue has not been released.
    if (c.to && c.from == Colour::Blue && !c.released) return BragRefusal::NeedsReleaseDate;
    if (c.to && !c.nextReview) return BragRefusal::NeedsReview;
    if (!c.to && c.from != Colour::Green && c.from != Colour::Red)
        return BragRefusal::NotRemovable;
    return BragRefusal::None;
}

[[nodiscard]] bool makesBlue(BragCause cause)
{
    return cause == BragCause::Custody || cause == BragCause::Recall;
}

[[nodiscard]] bool makesRed(BragCause cause)
{
    return cause == BragCause::Arrest || cause == BragCause::Recall ||
           cause == BragCause::SeriousIntelligence;
}

} // namespace

BragAnswer judgeColour(const BragChange& c)
{
    if (const auto why = missing(c); why != BragRefusal::None)
        return {BragEffect::Refused, why};
    if (c.by == BragBy::Panel) return {BragEffect::Set};
    if (c.to == Colour::Blue && makesBlue(c.cause)) return {BragEffect::Provisional};
    if (c.to == Colour::Red && makesRed(c.cause) && c.by == BragBy::Supervisor)
        return {BragEffect::Provisional};
    if (c.to && c.from == Colour::Blue && c.cause == BragCause::Release)
        return {BragEffect::Proposed};
    return {BragEffect::Refused, BragRefusal::PanelOnly};
}

} // namespace lapwing::rules
