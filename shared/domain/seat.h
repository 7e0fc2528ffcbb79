#pragma once

#include "shared/domain/facts.h"
#include "shared/rules/quorum.h"
#include "shared/schema/staff_fields.h"

#include <span>

/// Who has a voice in the steering group, by the directory of staff and agencies (R-Q3). A seat is
/// counted when some version says so; it is held, deputised for and on a side only when all do.
/// Pure; any thread.
namespace lapwing::domain {

/// Whether some version makes them this in the group, or may.
[[nodiscard]] bool mayHold(const Facts& staff, schema::staff::Role role);
/// Whether they are it, and active, beyond doubt.
[[nodiscard]] bool holds(const Facts& staff, schema::staff::Role role);

/// The seats of the group, in order of their staff records' ids: chair, vice chair and members. A
/// deputy stands in for the first seat of their own agency that has none yet. A holder who is
/// not active leaves the seat vacant.
[[nodiscard]] std::vector<rules::Seat> seatsOf(std::span<const Facts> staff,
                                               std::span<const Facts> agencies);

} // namespace lapwing::domain
