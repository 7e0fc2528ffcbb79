#pragma once

#include "shared/rules/date.h"

#include <cstdint>
#include <optional>

namespace lapwing::rules {

enum class EvvpRoute : std::uint8_t { PreEvvp, Evvp };

/// What decides the route of a person (R-E1).
struct EvvpSubject {
    std::optional<Date> born; ///< empty: not known
    bool careExperienced = false;
};

/// Under 18 or care-experienced: pre-EVVP; others: EVVP. nullopt when the age decides and is not
/// known: a person must say.
[[nodiscard]] std::optional<EvvpRoute> evvpRoute(const EvvpSubject& subject, Date today);

/// The route the facts of today suggest, when it is not the present one. It asks for a review
/// and moves nobody; nullopt when there is nothing to review.
[[nodiscard]] std::optional<EvvpRoute> routeToReview(EvvpRoute present, const EvvpSubject& subject,
                                                     Date today);

} // namespace lapwing::rules
