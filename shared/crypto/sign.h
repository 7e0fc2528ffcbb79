#pragma once

#include "shared/base/bytes.h"
#include "shared/base/ids.h"
#include "shared/base/random.h"
#include "shared/crypto/secret.h"

namespace lapwing::crypto {

using PublicKey = Id<struct PublicKeyTag, 32>; ///< Ed25519
using Signature = Id<struct SignatureTag, 64>; ///< Ed25519, RFC 8032

/// An Ed25519 key pair made from a 32-byte seed, which stays in locked memory.
/// Thread: a plain value; signing is const and may run anywhere.
/// Source: libsodium on every side, because acceptance rules differ between libraries.
class SigningKey {
public:
    [[nodiscard]] static Result<SigningKey> generate(Random& random);
    [[nodiscard]] static SigningKey fromSeed(ByteView seed32);

    [[nodiscard]] const PublicKey& publicKey() const { return m_public; }
    [[nodiscard]] Signature sign(std::string_view label, ByteView message) const;
    [[nodiscard]] ByteView seed() const { return m_secret.view().first(32); }

private:
    SigningKey() = default;
    Secret m_secret; // libsodium's 64 bytes: seed ‖ public key
    PublicKey m_public;
};

/// True when `signature` is `key`'s over label ‖ message.
[[nodiscard]] bool verify(const PublicKey& key, std::string_view label, ByteView message,
                          const Signature& signature);

} // namespace lapwing::crypto
