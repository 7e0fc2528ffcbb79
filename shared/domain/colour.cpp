#include "shared/domain/colour.h"

#include "shared/base/mutant.h"
#include "shared/domain/panel_roles.h"
#include "shared/rules/brag.h"

namespace lapwing::domain {

namespace {
namespace casefile = schema::casefile;
using schema::YesNo;
using schema::YesNoUnknown;

rules::BragBy standingOf(const Signer& author)
{
    if (speaksForPanel(author)) return rules::BragBy::Panel;
    return isSupervisor(author) ? rules::BragBy::Supervisor : rules::BragBy::Officer;
}

/// The day that every version says; nothing when they differ.
std::optional<rules::Date> dayOf(const Shown<schema::Day>& shown)
{
    const auto& said = shown.each();
    if (said.empty() || shown.conflicts()) return std::nullopt;
    return rules::dateOf(said.front().value.days);
}

/// What the case says after the change, but for the colours.
rules::BragChange wishFor(const Facts& after, bool saysWhy, const Signer& author)
{
    rules::BragChange wish;
    wish.by = standingOf(author);
    wish.hasReason = saysWhy;
    wish.nextReview = dayOf(after[casefile::colourReviewDue]);
    wish.custodyFrom = dayOf(after[casefile::custodyFrom]);
    if (after[casefile::inCustody].is(YesNoUnknown::No))
        wish.released = dayOf(after[casefile::releaseDue]);
    return wish;
}

std::optional<Objection> objectionTo(const rules::BragChange& wish, bool isProvisional)
{
    const auto answer = rules::judgeColour(wish);
    switch (answer.effect) {
    case rules::BragEffect::Set:
        return std::nullopt;
    case rules::BragEffect::Provisional:
        return isProvisional ? std::nullopt : std::optional(Objection::PanelDecides);
    case rules::BragEffect::Proposed:
        return Objection::PanelDecides;
    case rules::BragEffect::Refused:
        break;
    }
    return answer.why == rules::BragRefusal::PanelOnly ? Objection::PanelDecides
                                                       : Objection::NotWhole;
}

/// Every colour that it may have had; empty for none.
std::vector<std::optional<rules::Colour>> coloursOf(const std::optional<Facts>& before)
{
    std::vector<std::optional<rules::Colour>> colours;
    if (before)
        for (const auto& said : (*before)[casefile::colour].each())
            colours.emplace_back(static_cast<rules::Colour>(said.value));
    if (colours.empty()) colours.emplace_back();
    return colours;
}

using Said = std::vector<Shown<schema::Colour>::Said>;

/// Whether what is said now is one of the versions that stood.
bool stood(const Facts& before, const Said& now)
{
    const auto was = before[casefile::colour];
    if (now.empty()) return was.empty();
    return std::ranges::any_of(was.each(),
                               [&](const auto& one) { return one.value == now.front().value; });
}

/// Why a supervisor may say so before the panel does. A reason is written in words, so which of
/// the three it was is not asked.
rules::BragCause causeOf(rules::Colour to)
{
    return to == rules::Colour::Blue ? rules::BragCause::Custody : rules::BragCause::Arrest;
}
} // namespace

bool isAboutColour(const Asked& asked)
{
    return asked.writes(casefile::colour) || asked.writes(casefile::colourProvisional);
}

std::optional<Objection> objectionToColour(const std::optional<Facts>& before, const Facts& after,
                                           bool saysWhy, const Signer& author)
{
    if (mutant("colour-is-everybodys")) return std::nullopt;
    const bool isProvisional = after[casefile::colourProvisional].is(YesNo::Yes);
    const bool wasProvisional = before && (*before)[casefile::colourProvisional].mayBe(YesNo::Yes);
    // What was set until the next panel stays so until the panel has said something.
    if (wasProvisional && !isProvisional && !speaksForPanel(author)) return Objection::PanelDecides;
    const auto wanted = after[casefile::colour];
    const auto& said = wanted.each();
    const bool isNothing = said.empty() && !wanted.hasUnreadable();
    if (before ? stood(*before, said) : isNothing) return std::nullopt;
    const bool isUnknown =
        wanted.hasUnreadable() || (before && (*before)[casefile::colour].hasUnreadable());
    if (isUnknown && !speaksForPanel(author)) return Objection::PanelDecides;
    auto wish = wishFor(after, saysWhy, author);
    if (!said.empty()) {
        wish.to = static_cast<rules::Colour>(said.front().value);
        wish.cause = causeOf(*wish.to);
    }
    for (const auto& from : coloursOf(before)) {
        wish.from = from;
        if (const auto objection = objectionTo(wish, isProvisional)) return objection;
    }
    return std::nullopt;
}

} // namespace lapwing::domain
