#pragma once

#include "shared/domain/may_write.h"
#include "shared/schema/case_fields.h"

#include <array>

/// Who may change the colour of an IOM case, and how (R-I1 … R-I3). Pure; any thread.
namespace lapwing::domain {

/// What the law reads of the case, before the change and after it.
inline constexpr std::array kColourReads{
    schema::casefile::colour.field,      schema::casefile::colourProvisional.field,
    schema::casefile::custodyFrom.field, schema::casefile::inCustody.field,
    schema::casefile::releaseDue.field,  schema::casefile::colourReviewDue.field};

/// Whether the change writes what this law is about.
[[nodiscard]] bool isAboutColour(const Asked& asked);

/// A colour is the panel's decision, which its coordinator or chair writes down. Until the next
/// panel, custody makes it Blue and a supervisor makes it Red, said to be provisional. Each change
/// says why, and when it is looked at next; Blue begins and ends with the dates of custody.
/// To choose one of the versions that already stand is no change.
///
/// `before` is empty for a case that is being made; `after` has what the change writes.
[[nodiscard]] std::optional<Objection> objectionToColour(const std::optional<Facts>& before,
                                                         const Facts& after, bool saysWhy,
                                                         const Signer& author);

} // namespace lapwing::domain
