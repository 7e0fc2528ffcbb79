#pragma once

#include "shared/crypto/hash.h"
#include "sync/session/client_round.h"

namespace lapwing {

/// One answer while it is taken in. Private to ClientRound.
struct ClientRound::Taking {
    explicit Taking(store::Receiving open) : receiving(std::move(open)) {}
    store::Receiving receiving;
    wire::End end;
    Manifest unvouched; ///< snapshots that the hub's signature is still to come for
    std::vector<store::Vouched::Snapshot> whole; ///< each as it came, for the same signature
    wire::StrandIds purged;
    std::vector<store::StrandIx> retracted; ///< held, and to be given back
    std::uint64_t decided = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t pulled = 0;
    bool needed = false;    ///< the hub lacks what a run of ours rests on
    bool installed = false; ///< a whole strand came: say at once that it is held
};

} // namespace lapwing
