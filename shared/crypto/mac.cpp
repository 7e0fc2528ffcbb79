#include "shared/crypto/mac.h"

#include <sodium.h>

namespace lapwing::crypto {

Mac hmacSha256(ByteView key, ByteView message)
{
    Mac out;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, message.data(), message.size());
    crypto_auth_hmacsha256_final(&state, out.bytes.data());
    return out;
}

bool sameSecret(ByteView a, ByteView b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace lapwing::crypto
