#pragma once

#include "sync/store/change_log.h"

#include <span>

namespace lapwing {

/// What a run is to the one it comes to. Who brought it decides nothing; hashes and its author's
/// signature do.
enum class Standing : std::uint8_t {
    Fresh,    ///< goes on from what is held
    Held,     ///< all of it is held already
    Fork,     ///< its author wrote it where another change of theirs is held
    Gap,      ///< what it goes on from is not held: it is asked for
    Unproven, ///< goes on from nothing that is known here, or its author did not sign it
};

/// A run held against the log that it comes to.
struct ArrivedRun {
    Standing standing{};
    std::optional<VerifiedRun> run{}; ///< of Fresh, Held and Fork
    std::optional<Error> error{};     ///< of Unproven: what does not verify
    store::Chain chain;               ///< as it stands before the run
    std::uint64_t last = 0;           ///< the run's last counter
};

/// The one way in of a run from elsewhere, for hub, tablet, peer and cargo: nothing is applied yet.
/// `others` are known hashes at the place before it that are in no chain.
/// Inside the caller's transaction. Errors: those of the Database. Thread: its own.
[[nodiscard]] Result<ArrivedRun> receiveRun(store::ChangeLog& log, const store::Strand& strand,
                                            const RawRun& raw, const ActorId& author,
                                            const crypto::PublicKey& key,
                                            std::span<const Hash> others = {});

/// Whether a change is of the form that an author's tablet makes: inside its strand, and without
/// what only the hub says. It may have lost content since.
[[nodiscard]] bool isHonest(const Change& change, const store::Strand& strand);

/// Whether it says something in another's name, which only the office does.
[[nodiscard]] bool speaksForOthers(const Change& change);

} // namespace lapwing
