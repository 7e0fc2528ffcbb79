#pragma once

#include "sync/store/drafts.h"
#include "sync/store/seal/journal_head.h"

#include <span>

namespace lapwing::store {

/// What must happen around a replica's write transactions before a save counts as saved: the
/// vault's journal row and anchor, and the sealed cargo beside it.
class Keeper {
public:
    virtual ~Keeper() = default;
    /// Inside the transaction, last.
    [[nodiscard]] virtual Result<void> beforeCommit(std::span<const JournalEntry> applied) = 0;
    /// After it; `ownRuns` are the encoded runs just written here. Only when this answers well is
    /// the work saved.
    [[nodiscard]] virtual Result<void> afterCommit(std::span<const Bytes> ownRuns) = 0;
    /// Inside the transaction that takes a draft's case away: what was typed into it is sealed for
    /// the office, on the disk beside the database when this answers. The records that hold it.
    [[nodiscard]] virtual Result<std::vector<CargoId>> sealWords(const Draft& draft) = 0;
};

} // namespace lapwing::store
