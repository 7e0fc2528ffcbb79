#pragma once

#include "server-stub/service/hub_core.h"

namespace lapwing::hub {

/// What the hub makes of one change that an author pushed into a strand: accepted, quarantined for
/// a person at the office, or rejected. `rights` are the author's in the strand, as the bits of
/// access::Rights. What it asks, it asks of what the hub has accepted; it changes nothing.
/// Errors: those of the store. Thread: the Database's.
[[nodiscard]] Result<Verdict> judge(HubCore& core, const store::Strand& strand,
                                    const Change& change, const KnownActor& author,
                                    std::uint8_t rights);

} // namespace lapwing::hub
