#include "shared/rules/repeat.h"

#include "shared/base/mutant.h"

#include <algorithm>

namespace lapwing::rules {

namespace {

/// Whether two sides name the same person.
enum class Match : unsigned char { Same, Unknown, Other };

struct CountedFrom {
    Date date;
    bool isMeeting;
    std::size_t referral;
    Match victim, perpetrator;
    [[nodiscard]] bool isCertain() const
    {
        return victim == Match::Same && perpetrator == Match::Same;
    }
};

[[nodiscard]] Match matchOf(std::span<const RecordId> a, std::span<const RecordId> b)
{
    if (a.empty() || b.empty()) return Match::Unknown;
    const bool overlap = std::ranges::any_of(
        a, [&](const RecordId& one) { return std::ranges::find(b, one) != b.end(); });
    return overlap ? Match::Same : Match::Other;
}

/// The latest anchor before `day`, of no other victim, that `wanted` accepts.
template <typename Wanted>
[[nodiscard]] std::optional<CountedFrom> latestAnchor(std::span<const Referral> earlier, Date day,
                                                      const Incident& incident,
                                                      const RepeatSettings& settings, Wanted wanted)
{
    std::optional<CountedFrom> latest;
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        const Referral& r = earlier[i];
        const auto victim = matchOf(r.victims, incident.victims);
        if (!r.counts || victim == Match::Other) continue;
        // A meeting that had not yet been held when it happened cannot start its months; the
        // referral that led to it can.
        const bool byMeeting =
            settings.anchor == RepeatAnchor::LastMeeting && r.lastMeeting && *r.lastMeeting < day;
        const CountedFrom a{byMeeting ? *r.lastMeeting : r.submitted, byMeeting, i, victim,
                            matchOf(r.perpetrators, incident.perpetrators)};
        if (a.date < day && wanted(a) && (!latest || latest->date < a.date)) latest = a;
    }
    return latest;
}

[[nodiscard]] PromptReason promptFor(const Incident& incident, const CountedFrom& anchor,
                                     RepeatScope scope)
{
    if (anchor.perpetrator != Match::Same) return PromptReason::PerpetratorUnknown;
    if (anchor.victim != Match::Same) return PromptReason::VictimUnknown;
    if (scope == RepeatScope::AnyAbuse) return PromptReason::None;
    if (!incident.criminal) return PromptReason::CrimeUnknown;
    return *incident.criminal ? PromptReason::None : PromptReason::NotCriminal;
}

/// The referral to count from: one without doubt while its months last, else one that may be, else
/// one by somebody else.
[[nodiscard]] std::optional<CountedFrom> anchorFor(std::span<const Referral> earlier, Date day,
                                                   const Incident& incident,
                                                   const RepeatSettings& settings)
{
    const auto certain = latestAnchor(earlier, day, incident, settings,
                                      [](const CountedFrom& a) { return a.isCertain(); });
    if (certain && day <= addMonths(certain->date, settings.months)) return certain;
    const auto possible = latestAnchor(earlier, day, incident, settings, [](const CountedFrom& a) {
        return a.perpetrator != Match::Other;
    });
    if (possible) return possible;
    return latestAnchor(earlier, day, incident, settings, [](const CountedFrom&) { return true; });
}

} // namespace

RepeatFinding findRepeat(std::span<const Referral> earlier, const Incident& incident,
                         const RepeatSettings& settings)
{
    if (mutant("repeat-rule-off")) return {};

    RepeatFinding found;
    found.incident = incident.occurred.value_or(incident.disclosed);
    found.incidentIsDisclosure = !incident.occurred;
    found.months = settings.months;

    const auto anchor = anchorFor(earlier, found.incident, incident, settings);
    if (!anchor) return found;

    found.anchor = anchor->date;
    found.anchorIsMeeting = anchor->isMeeting;
    found.referral = anchor->referral;
    found.windowEnd = addMonths(anchor->date, settings.months);
    if (found.incident > found.windowEnd) {
        found.kind = RepeatKind::OutsideWindow;
    } else if (anchor->perpetrator == Match::Other) {
        found.kind = RepeatKind::NewCase;
    } else {
        found.prompt = promptFor(incident, *anchor, settings.scope);
        found.kind =
            found.prompt == PromptReason::None ? RepeatKind::Repeat : RepeatKind::PromptOnly;
        found.unnamedBefore = found.prompt == PromptReason::VictimUnknown
                                  ? !incident.victims.empty()
                                  : !incident.perpetrators.empty();
    }
    return found;
}

namespace {
std::string whoIsAsked(const RepeatFinding& f)
{
    const bool victim = f.prompt == PromptReason::VictimUnknown;
    if (f.unnamedBefore)
        return std::string("Was it ") + (victim ? "to" : "by") +
               " the same person? That referral does not say who. If so, it is a repeat.";
    return std::string("Say who ") + (victim ? "it happened to" : "did it") +
           ": if it is the same person, it is a repeat.";
}
} // namespace

std::string explain(const RepeatFinding& f)
{
    if (f.kind == RepeatKind::NoAnchor)
        return "There is no earlier referral to count from. Make a new referral if one is needed.";

    const auto day =
        (f.incidentIsDisclosure ? "Told to us on " : "Happened on ") + inWords(f.incident);
    const auto anchor =
        (f.anchorIsMeeting ? "the meeting of " : "the referral of ") + inWords(f.anchor);
    const auto months = std::to_string(f.months) + " months of " + anchor;
    switch (f.kind) {
    case RepeatKind::Repeat:
        return "This is a repeat (" + day + ", within " + months + ").";
    case RepeatKind::PromptOnly:
        if (f.prompt == PromptReason::NotCriminal)
            return day + ", within " + months +
                   ". It does not look like a crime, so check whether it counts as a repeat here.";
        if (f.prompt == PromptReason::CrimeUnknown)
            return day + ", within " + months + ". Say whether it would be a crime.";
        return day + ", within " + months + ". " + whoIsAsked(f);
    case RepeatKind::NewCase:
        return day + ", within " + months + ", but by someone else: new case, not a repeat.";
    default:
        return day + ". The " + months + " ended on " + inWords(f.windowEnd) +
               ": new referral, not a repeat.";
    }
}

bool hasLapsed(Date anchor, Date today, const RepeatSettings& settings)
{
    return today > addMonths(anchor, settings.months);
}

} // namespace lapwing::rules
