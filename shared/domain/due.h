#pragma once

#include "shared/domain/may_write.h"
#include "shared/rules/date.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

/// What is due on a case or for a meeting, and by when: the rules of the panels, asked of every
/// version that stands. Of several days the earliest counts, of several risks the highest. A part
/// of the case that this reader does not hold asks for nothing. Pure; any thread.
namespace lapwing::domain {

enum class DueKind : std::uint8_t {
    ReferralTriage,
    ActionDue,
    ActionEscalate, ///< an action that is late is put before those who answer for it
    CaseReview,
    ColourReview,
    MarkerReview,
    FirstVisit,
    NextVisit,
    ReferralCutOff, // of a meeting
    AgendaOut,
    ResearchFinal,
    MinutesOut,
    // These have no day: they are due now.
    CustodyDate,   ///< in custody, and not known since when
    CustodyColour, ///< in custody, and not Blue
    RouteReview,   ///< age or care ask for the other route
    Grounds,       ///< the grounds of a referral are not made out
    Escalation,    ///< enough events for a referral on escalation, and there is none
};

struct Due {
    DueKind kind{};
    RecordId record;
    std::optional<rules::Date> on; ///< empty: now
    bool operator==(const Due&) const = default;
};

/// A case as its reader holds it.
struct CaseFacts {
    Facts file;
    schema::Panel panel{};
    std::vector<Facts> people, referrals, incidents, actions, visits, markers;
};
/// Nothing when there is no such case.
[[nodiscard]] std::optional<CaseFacts> caseAround(const Around& around, const RecordId& file,
                                                  schema::Panel panel);

/// Today, and the day of an instant, by the clocks of the people who work there.
struct Calendar {
    rules::Date today;
    std::function<rules::Date(schema::Instant)> dayOf;
};

/// In the order to see to them: what is due now, then by day.
[[nodiscard]] std::vector<Due> dueOn(const CaseFacts& of, const Calendar& calendar);
/// What a meeting that was not cancelled asks for: the day that somebody set, else the rule's.
[[nodiscard]] std::vector<Due> dueFor(const Facts& meeting);

} // namespace lapwing::domain
