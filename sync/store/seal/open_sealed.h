#pragma once

#include "sync/store/seal/disk.h"
#include "sync/store/seal/page_sealer.h"
#include "sync/store/sql/database.h"

namespace lapwing::store {

struct SealedOptions {
    enum class Opening : unsigned char { Existing, New };
    enum class Synchronous : unsigned char { Full, Normal };

    Opening opening = Opening::Existing;
    /// Full: a commit is on the disk when it returns. Normal: when the log is checkpointed.
    Synchronous synchronous = Synchronous::Full;
};

/// Opens a database every byte of which is sealed, held by this connection alone until it is
/// closed. Closing leaves the log as it is: the caller first makes sure by the anchor that it has
/// all of it, and only then writes or calls Database::checkpoint().
/// `random` must outlive the Database. `disk` and `key` are used during the call only.
/// Errors: Corrupt for a wrong key, uuid or epoch as for a damaged file, which stays as it is;
/// NotFound; Conflict when a new one would replace a file; Locked; StorageFailed, StorageFull.
/// Source: docs/storage-format.md.
[[nodiscard]] Result<Database> openSealed(Disk& disk, const std::string& path,
                                          const SealKey& key, Random& random,
                                          SealedOptions options = {});

/// Success when this program can seal what it stores; asked for first thing, before anything is
/// opened or made. Touches no file. Errors: Internal, with what to do.
[[nodiscard]] Result<void> requireSealing();

/// As openSealed(), without a Database around it. Private to seal/ and to what measures it.
[[nodiscard]] Result<std::unique_ptr<Connection>> connectSealed(Disk& disk,
                                                                const std::string& path,
                                                                const SealKey& key, Random& random,
                                                                SealedOptions options = {});

} // namespace lapwing::store
