#pragma once

#include "shared/base/bytes.h"
#include "shared/base/ids.h"

namespace lapwing::crypto {

using Mac = Id<struct MacKind, 32>;

/// HMAC-SHA-256 under a key of any length. Source: RFC 2104, RFC 4231, by libsodium.
[[nodiscard]] Mac hmacSha256(ByteView key, ByteView message);

/// Equality in a time that depends on the lengths only; for MACs, codes and tokens.
[[nodiscard]] bool sameSecret(ByteView a, ByteView b);

} // namespace lapwing::crypto
