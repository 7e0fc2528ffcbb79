#pragma once

#include "shared/base/bytes.h"
#include "shared/base/ids.h"

#include <memory>
#include <string_view>

namespace lapwing::crypto {

/// BLAKE2b-256 with `label` zero-padded to the 16-byte personal parameter, no key, no salt:
/// the H(L, x) of docs/wire-format.md. Source: RFC 7693; libsodium's salt_personal form.
[[nodiscard]] Hash hash(std::string_view label, ByteView data);
[[nodiscard]] Sum hash16(std::string_view label, ByteView data); ///< first 16 bytes of hash()
[[nodiscard]] Head8 hash8(std::string_view label, ByteView data);///< first 8 bytes of hash()

/// BLAKE2b-256 keyed with 16 … 64 bytes.
[[nodiscard]] Hash keyedHash(ByteView key, ByteView data);
/// BLAKE2b-128 keyed with 16 … 64 bytes.
[[nodiscard]] Sum keyedHash16(ByteView key, ByteView data);

/// hash() over pieces that come one after another.
class Hasher {
public:
    explicit Hasher(std::string_view label);
    ~Hasher();
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;
    void add(ByteView data);
    [[nodiscard]] Hash finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Sums mod 2^128, little-endian: the additive digests of docs/wire-format.md.
[[nodiscard]] Sum add(const Sum& a, const Sum& b);
[[nodiscard]] Sum subtract(const Sum& a, const Sum& b);

} // namespace lapwing::crypto
