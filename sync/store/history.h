#pragma once

#include "sync/store/replica.h"

namespace lapwing::store {

/// One value that a register once showed, and when its author says that she wrote it.
struct PastValue {
    Value value;
    std::uint64_t claimedMs = 0;
};

/// What stood in a clashing register before its versions were written: the latest value that all of
/// them came after. Nothing when there is none, or when the change that wrote it is not held here:
/// a checkpoint tells what stands, not what stood.
/// Errors: those of Database; Malformed for a change that does not decode. Thread: the Database's.
[[nodiscard]] Result<std::optional<PastValue>> valueBefore(StrandStore& strands,
                                                           const Check& check);

} // namespace lapwing::store
