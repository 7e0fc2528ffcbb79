#pragma once

#include "sync/log/certificate.h"

#include <string>

namespace lapwing {

inline constexpr std::size_t kCallsItselfMax = 256;

/// Who a tablet is, for a hub that was put back from a backup of before it was set up: what this
/// hub signed of it, and the key that both take digests with, which the backup lacks.
/// Layout: docs/wire-format.md "Found after a restore".
struct Introduction {
    DeviceCertificate device;
    ActorCertificate vault;
    ActorCertificate field;
    Hash digestKey;
    std::string callsItself; ///< its person's name: nobody has signed that
};

[[nodiscard]] Bytes encode(const Introduction& introduction);
/// Errors: Malformed.
[[nodiscard]] Result<Introduction> decodeIntroduction(ByteView bytes);
/// Whether the hub certified this device, and the device these actors.
[[nodiscard]] bool verify(const Introduction& introduction, const crypto::PublicKey& hub);

} // namespace lapwing
