#pragma once

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace lapwing::store {

class Replica;

/// The chained count of all that this tablet's actor has written: tells the hub of a vault that was
/// rolled back. seq counts changes; head_n = H("lapwing.own.1", head_(n-1) || change hash).
/// Thread: a plain value; the functions, the Replica's.
/// Source: docs/storage-format.md, settings, `own_chain`.
struct OwnChain {
    std::uint64_t seq = 0;
    Hash head;
};

/// Empty before the first change. Errors: Corrupt; those of Replica::setting.
[[nodiscard]] Result<OwnChain> readOwnChain(Replica& replica);
/// Inside the transaction that keeps the change.
[[nodiscard]] Result<void> extendOwnChain(Replica& replica, const Hash& change);

} // namespace lapwing::store
