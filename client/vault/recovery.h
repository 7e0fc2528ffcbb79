#pragma once

#include "shared/crypto/box.h"
#include "sync/store/seal/disk.h"

namespace lapwing {

/// The organisation's recovery key pair, from the file that `lapwing-server recovery init` made:
/// 64 hex digits, its seed. Errors: NotFound, Malformed, those of Disk.
[[nodiscard]] Result<crypto::BoxKeyPair> readRecoveryKey(store::Disk& disk,
                                                         const std::string& path);

} // namespace lapwing
