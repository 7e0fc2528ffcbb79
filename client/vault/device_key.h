#pragma once

#include "shared/base/random.h"
#include "shared/crypto/secret.h"
#include "sync/store/seal/disk.h"

namespace lapwing {

/// Where the half of the key that never leaves the device is kept.
enum class DeviceKeyKind : unsigned char {
    PlainFile, ///< a 0600 file beside the vault: told in `status`, for it goes with a disk image
};

inline constexpr std::size_t kDeviceKeySize = 32;

/// A new device key, durable when this returns. Errors: those of Disk and Random.
[[nodiscard]] Result<crypto::Secret> createDeviceKey(store::Disk& disk, const std::string& path,
                                                     Random& random);
/// Errors: Corrupt when it is missing or is not what was written; those of Disk.
[[nodiscard]] Result<crypto::Secret> readDeviceKey(store::Disk& disk, const std::string& path);

} // namespace lapwing
