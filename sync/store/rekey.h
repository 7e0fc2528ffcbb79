#pragma once

#include "sync/store/seal/disk.h"
#include "sync/store/seal/page_sealer.h"

namespace lapwing::store {

/// The two files of a vault that its data key seals. Beside each, for a while, lies the same name
/// with ".next".
struct RekeyFiles {
    std::string database;
    std::string anchor;
};

/// First half of a rekey, for a vault that is closed and that nobody else can open meanwhile:
/// proves the vault whole, drops from its search index what was deleted, and writes both files
/// anew under `fresh` (with a higher epoch) beside the old ones, durably. The caller then makes
/// `fresh` the key in the slot, which is the moment that counts, and calls settleRekey().
/// When switching the slot fails, read it again before opening anything.
/// On an error `current` still opens the vault, unchanged but for the index.
/// Errors: those of openSealed(), Anchor::open() and Database; Corrupt when a sum does not match.
[[nodiscard]] Result<void> prepareRekey(Disk& disk, const RekeyFiles& files,
                                        const SealKey& current, const SealKey& fresh,
                                        Random& random);

/// Second half, and the first thing at every opening: puts the new files in place of the old
/// when `current`, the key now in the slot, opens them, and otherwise removes them. A cut or an
/// error at any point leaves a vault that the next call settles.
/// Errors: Corrupt when neither the old nor the new file opens: all is kept; those of Disk.
/// Source: docs/storage-format.md "Rekey".
[[nodiscard]] Result<void> settleRekey(Disk& disk, const RekeyFiles& files,
                                       const SealKey& current, Random& random);

} // namespace lapwing::store
