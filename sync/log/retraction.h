#pragma once

#include "shared/base/ids.h"
#include "shared/crypto/sign.h"

#include <vector>

namespace lapwing {

inline constexpr std::size_t kRetractionStrandsMax = 4000;

/// The hub's signed word that a device has to give strands back: only on it is one purged. It goes
/// with the grant of the same serial, so that an older word never undoes a newer grant.
/// Layout: docs/wire-format.md "Retraction".
struct Retraction {
    std::uint32_t hubKey = 0;
    std::uint64_t hubEpoch = 0;
    std::uint64_t serial = 0; ///< of the grant that no longer names them
    DeviceId device;
    std::vector<StrandId> strands; ///< strictly increasing, at most kRetractionStrandsMax
    crypto::Signature signature;
};

void sign(Retraction& retraction, const crypto::SigningKey& hub);
[[nodiscard]] bool verify(const Retraction& retraction, const crypto::PublicKey& hub);
[[nodiscard]] Bytes encode(const Retraction& retraction);
/// Errors: Malformed.
[[nodiscard]] Result<Retraction> decodeRetraction(ByteView bytes);

} // namespace lapwing
