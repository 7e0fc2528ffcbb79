#pragma once

#include "shared/base/ids.h"

#include <cstdint>
#include <span>

namespace lapwing::store {

/// One change that a transaction applied: its dot and its chain hash.
struct JournalEntry {
    StrandId strand;
    ActorId actor;
    std::uint64_t counter = 0;
    Hash chain;
};

/// The chain hash of journal row `seq` (from 1): it commits to every earlier row, to what this
/// one applied, in the order applied, and to the `root` of all records after it.
/// The head before row 1 is zero. Source: docs/storage-format.md "Journal".
[[nodiscard]] Hash journalHead(const Hash& before, std::uint64_t seq, std::uint8_t kind,
                               std::span<const JournalEntry> applied, const Sum& root);

} // namespace lapwing::store
