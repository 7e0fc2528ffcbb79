#include "shared/crypto/sign.h"

#include <sodium.h>

namespace lapwing::crypto {

Result<SigningKey> SigningKey::generate(Random& random)
{
    Secret seed(crypto_sign_SEEDBYTES);
    LAPWING_TRY(random.fill(seed.span()));
    return fromSeed(seed.view());
}

SigningKey SigningKey::fromSeed(ByteView seed32)
{
    check(seed32.size() == crypto_sign_SEEDBYTES, "an Ed25519 seed of the wrong size");
    SigningKey key;
    key.m_secret = Secret(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(key.m_public.bytes.data(), key.m_secret.span().data(), seed32.data());
    return key;
}

static Bytes labelled(std::string_view label, ByteView message)
{
    Bytes all(label.begin(), label.end());
    append(all, message);
    return all;
}

Signature SigningKey::sign(std::string_view label, ByteView message) const
{
    const auto all = labelled(label, message);
    Signature out;
    crypto_sign_detached(out.bytes.data(), nullptr, all.data(), all.size(),
                         m_secret.view().data());
    return out;
}

bool verify(const PublicKey& key, std::string_view label, ByteView message,
            const Signature& signature)
{
    const auto all = labelled(label, message);
    return crypto_sign_verify_detached(signature.bytes.data(), all.data(), all.size(),
                                       key.bytes.data()) == 0;
}

} // namespace lapwing::crypto
