#pragma once

#include "shared/domain/facts.h"
#include "shared/schema/marker_fields.h"

#include <array>

/// The laws of a warning marker: every version is asked, of either code.
/// Pure; any thread. Source: docs/architecture.md "Laws".
namespace lapwing::domain {

/// What interrupts() and the other laws of a marker read.
inline constexpr std::array kMarkerReads{
    schema::marker::code.field, schema::marker::confidentialCode.field,
    schema::marker::alertOnOpen.field, schema::marker::state.field};

/// Whether it has to be read by whoever opens its record or goes to its person. A code that this
/// version does not know interrupts, and so does a marker without any.
[[nodiscard]] bool interrupts(const Facts& marker);
/// Whether a visit needs a supervisor's approval for it.
[[nodiscard]] bool needsApproval(const Facts& marker);
/// Only when every version says so.
[[nodiscard]] bool isEnded(const Facts& marker);
/// Whether those who go to the door hold it: one without a code of its own is from the victim's
/// side, and stays there.
[[nodiscard]] bool isForTheDoor(const Facts& marker);

} // namespace lapwing::domain
