#pragma once

#include "shared/crypto/hash.h"
#include "sync/session/hub_round.h"

namespace lapwing {

/// One answer while it is taken in. Private to HubRound.
struct HubRound::Taking {
    explicit Taking(store::Replica::Intake open) : intake(std::move(open)) {}
    store::Replica::Intake intake;
    wire::End end;
    Manifest unvouched; ///< checkpoints that the hub's signature is still to come for
    wire::StrandIds purged;
    std::uint64_t decided = 0;
    std::uint64_t intaken = 0;
    std::uint64_t pulled = 0;
    bool needed = false;    ///< the hub lacks what a run of ours rests on
    bool installed = false; ///< a whole strand came: say at once that it is held
};

} // namespace lapwing
