#pragma once

#include "sync/store/seal/disk.h"

namespace lapwing {

/// Makes the file hold exactly this, in place when it is there, so that it works on a full disk
/// and little is left of what it held. Durable when it returns; a cut may leave a mixture.
/// Errors: those of Disk.
[[nodiscard]] Result<void> overwrite(store::Disk& disk, const std::string& path, ByteView content);

/// Overwrites with zeros, then removes; what is not there is no error. Flash memory may keep old
/// blocks all the same. Errors: those of Disk.
[[nodiscard]] Result<void> shred(store::Disk& disk, const std::string& path);

} // namespace lapwing
