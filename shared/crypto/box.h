#pragma once

#include "shared/base/bytes.h"
#include "shared/base/ids.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/secret.h"

namespace lapwing::crypto {

using BoxPublicKey = Id<struct BoxPublicKeyKind, 32>; ///< X25519
/// What sealTo() adds to its plaintext, in bytes.
inline constexpr std::size_t kBoxOverhead = 48;

/// An X25519 key pair made from a 32-byte seed, which stays in locked memory.
/// Thread: a plain value; reading is const and may be done anywhere.
class BoxKeyPair {
public:
    [[nodiscard]] static Result<BoxKeyPair> generate(Random& random);
    [[nodiscard]] static BoxKeyPair fromSeed(ByteView seed32);

    [[nodiscard]] const BoxPublicKey& publicKey() const { return m_public; }
    [[nodiscard]] ByteView seed() const { return m_seed.view(); }

private:
    friend Result<Bytes> openSealed(const BoxKeyPair& keys, ByteView sealed);
    BoxKeyPair() = default;
    Secret m_seed;
    Secret m_secret;
    BoxPublicKey m_public;
};

/// Seals to a public key so that only its owner reads it, not even the sender; it does not say
/// who sent it. The one-time key comes from libsodium's own random source.
/// Errors: Rejected for a public key that no key pair has.
/// Source: libsodium's crypto_box_seal (X25519, XSalsa20-Poly1305, BLAKE2b nonce).
[[nodiscard]] Result<Bytes> sealTo(const BoxPublicKey& to, ByteView plain);
/// Errors: Corrupt when it is not whole, or not for this key.
[[nodiscard]] Result<Bytes> openSealed(const BoxKeyPair& keys, ByteView sealed);

} // namespace lapwing::crypto
