#pragma once

#include "sync/store/seal/disk.h"
#include "sync/store/seal/page_sealer.h"

namespace lapwing::store {

/// Writes every page of the database `from` again into the new file `to`, under another key and
/// without what is left of deleted rows in it; `to`
/// is on the disk when this returns. `from` must be closed, held by nobody else, and its log
/// empty. What `from` holds is not changed; on an error `to` may be left behind.
/// Errors: Corrupt when any page does not open under `fromKey`; Rejected for a log that is not
/// empty; Conflict when `to` is there; those of Disk and Random.
/// Source: docs/storage-format.md "Rekey".
[[nodiscard]] Result<void> reseal(Disk& disk, const std::string& from, const SealKey& fromKey,
                                  const std::string& to, const SealKey& toKey, Random& random);

/// Whether page 1 of this file opens under `key`. False also for a file that is not there.
/// Errors: those of Disk: a disk that does not answer is not a page that does not open.
[[nodiscard]] Result<bool> opensUnder(Disk& disk, const std::string& path, const SealKey& key,
                                      Random& random);

} // namespace lapwing::store
