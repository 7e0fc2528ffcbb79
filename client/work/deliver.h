#pragma once

#include "client/work/identity.h"
#include "sync/store/seal/disk.h"
#include "sync/transport/transport.h"

namespace lapwing::work {

/// What became of another tablet's cargo.
struct Delivery {
    std::uint64_t records = 0;
    std::uint64_t taken = 0;   ///< the office has what is in them, now or already
    std::uint64_t waiting = 0; ///< the office lacks something before them: bring them again
    std::uint64_t refused = 0; ///< damaged, or sealed for another office
};

/// Carries another tablet's cargo, which nobody but the office can read, through this tablet's
/// session. The file stays as it was: doing it again costs nothing but the way.
/// `path` is a vault's folder or its file `cargo`.
/// Errors: NotFound, TooLarge for the file; Offline, Unauthorised. Blocks on the network.
[[nodiscard]] Result<Delivery> deliverCargo(store::Disk& disk, const std::string& path,
                                            transport::Transport& hub);

} // namespace lapwing::work
