#pragma once

#include "shared/crypto/hash.h"
#include "sync/session/client_round.h"

namespace lapwing {

/// What an answer must not bring. Private to ClientRound.
[[nodiscard]] Error notSigned(std::string_view what);

/// Where the run that begins at `start` ends: at the last signature that a run has room for, or at
/// the `first`. Others' changes came signed by the run, so that not each of them can be the last.
[[nodiscard]] std::size_t runEnd(const std::vector<store::StoredChange>& changes, std::size_t start,
                                 bool first);

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
