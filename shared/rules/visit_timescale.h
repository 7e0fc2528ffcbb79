#pragma once

#include "shared/rules/brag.h"
#include "shared/rules/working_days.h"

#include <cstdint>
#include <optional>

namespace lapwing::rules {

struct FirstVisit {
    Date supervisionStart{};
    schema::RiskLevel rosh = schema::RiskLevel::High; ///< of serious harm, as probation assesses it
    bool sexOffenderOrCse = false;          ///< as high, whatever the assessment says
    std::optional<Date> newConcerns{};      ///< new or growing concerns came to notice that day
};

struct VisitSettings {
    int highDays = 15;
    bool highInWorkingDays = false; ///< the source does not say which
    int mediumWeeks = 6;
    int lowWeeks = 12;
};

/// The last day for the first home visit. New concerns make it due that very day, if that is
/// earlier. Source: HMPPS home visits policy framework.
[[nodiscard]] Date firstVisitDue(const FirstVisit& visit, const VisitSettings& settings = {},
                                 OneOffDays oneOff = {});

/// The last day for the visit after one made on `last`: every 2, 4 or 8 weeks for Red, Amber and
/// Green; nullopt for Blue, who is not at home.
[[nodiscard]] std::optional<Date> nextVisitDue(Date last, Colour colour);

} // namespace lapwing::rules
