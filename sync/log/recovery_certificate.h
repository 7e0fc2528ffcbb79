#pragma once

#include "shared/crypto/box.h"
#include "shared/crypto/sign.h"

namespace lapwing {

/// The organisation's recovery key as the hub vouches for it, so that tablets wrap their data key
/// to it and to no other. The secret half is on no machine that is on a network.
/// Source: docs/wire-format.md "Certificates".
struct RecoveryCertificate {
    crypto::BoxPublicKey key;
    std::uint32_t hubKey = 0;
    crypto::Signature signature;
};

void sign(RecoveryCertificate& certificate, const crypto::SigningKey& hub);
[[nodiscard]] bool verify(const RecoveryCertificate& certificate, const crypto::PublicKey& hub);
[[nodiscard]] Bytes encode(const RecoveryCertificate& certificate);
/// Errors: Malformed.
[[nodiscard]] Result<RecoveryCertificate> decodeRecoveryCertificate(ByteView bytes);

} // namespace lapwing
