#pragma once

#include "server-stub/service/hub_core.h"
#include "sync/log/person_verdict.h"

#include <string_view>

/// A person's word on a change that was kept: the second verdict, which follows the hub's own.
/// Inside the caller's transaction; after an error nothing of it may be committed. Thread: the
/// Database's.
namespace lapwing::hub {

/// Which kept change, whose word, and why. `change` is the first 8 bytes of its hash.
struct KeptDecision {
    Head8 change;
    Verdict verdict{}; ///< Accepted adopts it
    PersonId by;
    std::string why;
};

/// A kept change, its strand and who wrote it.
struct KeptChange {
    store::Strand strand;
    store::StoredChange stored;
};

/// Errors: NotFound with a sentence when no change of that name was ever kept.
[[nodiscard]] Result<KeptChange> keptWith(HubCore& core, const Head8& change);

/// Adopts or rejects it. The word is an op of the hub's own in the strand, so that every tablet,
/// and this hub if it is ever put back, knows it; an adopted change is effective as its author
/// signed it, also on tablets, by snapshot.
/// Errors, each with a sentence: NotFound; Conflict when no such verdict may follow; Rejected when
/// `by` may not decide here, or wrote it, when no reason is given, or it can only be entered anew;
/// TooLarge when there is no room for it.
[[nodiscard]] Result<void> decide(HubCore& core, const KeptDecision& decision);

/// How it is said, in the strand of the change.
[[nodiscard]] store::Write verdictWrite(const store::Strand& strand, const PersonVerdict& told);

/// What this hub's former self, or it itself before a restore, said of kept changes: a tablet
/// brought it back in a run of the hub's. What cannot follow is left as it is. True when something
/// was adopted by it.
[[nodiscard]] Result<bool> heedVerdicts(HubCore& core, const store::Strand& strand,
                                        const VerifiedRun& run);

} // namespace lapwing::hub
