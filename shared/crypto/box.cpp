#include "shared/crypto/box.h"

#include <sodium.h>

namespace lapwing::crypto {

static_assert(kBoxOverhead == crypto_box_SEALBYTES);

Result<BoxKeyPair> BoxKeyPair::generate(Random& random)
{
    Secret seed(crypto_box_SEEDBYTES);
    LAPWING_TRY(random.fill(seed.span()));
    return fromSeed(seed.view());
}

BoxKeyPair BoxKeyPair::fromSeed(ByteView seed32)
{
    check(seed32.size() == crypto_box_SEEDBYTES, "an X25519 seed of the wrong size");
    BoxKeyPair keys;
    keys.m_seed = Secret::copyOf(seed32);
    keys.m_secret = Secret(crypto_box_SECRETKEYBYTES);
    crypto_box_seed_keypair(keys.m_public.bytes.data(), keys.m_secret.span().data(),
                            seed32.data());
    return keys;
}

Result<Bytes> sealTo(const BoxPublicKey& to, ByteView plain)
{
    Bytes sealed(plain.size() + kBoxOverhead);
    if (crypto_box_seal(sealed.data(), plain.data(), plain.size(), to.bytes.data()) != 0)
        return fail(ErrorCode::Rejected, {}, "not a public key to seal to");
    return sealed;
}

Result<Bytes> openSealed(const BoxKeyPair& keys, ByteView sealed)
{
    if (sealed.size() < kBoxOverhead)
        return fail(ErrorCode::Corrupt, {}, "too short to be a sealed box");
    Bytes plain(sealed.size() - kBoxOverhead);
    if (crypto_box_seal_open(plain.data(), sealed.data(), sealed.size(),
                             keys.m_public.bytes.data(), keys.m_secret.view().data()) != 0)
        return fail(ErrorCode::Corrupt, {}, "a sealed box does not open");
    return plain;
}

} // namespace lapwing::crypto
