#pragma once

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/secret.h"

#include <memory>

namespace lapwing::crypto {

inline constexpr std::size_t kSealKeySize = 32;
inline constexpr std::size_t kSealNonceSize = 24;
inline constexpr std::size_t kSealTagSize = 16;
/// What sealBytes() adds to its plaintext.
inline constexpr std::size_t kSealOverhead = kSealNonceSize + kSealTagSize;

/// Authenticated encryption under one 256-bit key: XAES-256-GCM, whose 192-bit nonces may be
/// drawn at random for every message. Sizes are in bytes; a size other than the one in a
/// parameter's name is a programmer error.
/// The output may be exactly the input (in place) but not overlap it otherwise.
/// Thread: one at a time, const or not, because the cipher contexts are reused; it allocates
/// nothing per message. Movable; a moved-from one may only be destroyed or assigned to.
/// The expanded key lives in OpenSSL's own memory, which is wiped when dropped but not locked.
/// Source: C2SP XAES-256-GCM over OpenSSL's AES-256.
class Sealer {
public:
    [[nodiscard]] static Sealer withKey(ByteView key32);
    Sealer(Sealer&&) noexcept;
    Sealer& operator=(Sealer&&) noexcept;
    ~Sealer();

    /// Fills `out` (as large as `plain`) and `tag16`. A nonce serves one message per key, ever.
    /// Errors: Internal; the output is then worthless.
    [[nodiscard]] Result<void> seal(std::span<std::uint8_t> out, std::span<std::uint8_t> tag16,
                                    ByteView nonce24, ByteView ad, ByteView plain);
    /// Fills `out` (as large as `sealed`) with the plaintext.
    /// Errors: Corrupt for a wrong key, nonce, tag or associated data, or one changed bit;
    /// Internal. `out` is then zeroed: nothing unauthentic leaves.
    [[nodiscard]] Result<void> open(std::span<std::uint8_t> out, ByteView sealed, ByteView tag16,
                                    ByteView nonce24, ByteView ad);

private:
    struct State;
    explicit Sealer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// One message in one buffer: nonce 24 ‖ tag 16 ‖ ciphertext.
/// Errors: those of `random` (nothing is sealed then) and of Sealer::seal.
[[nodiscard]] Result<Bytes> sealBytes(Sealer& sealer, Random& random, ByteView ad, ByteView plain);
/// The plaintext of sealBytes(). Errors: Corrupt, also for a buffer too short to be one.
[[nodiscard]] Result<Bytes> openBytes(Sealer& sealer, ByteView ad, ByteView sealed);
/// The same when the plaintext is itself a key.
[[nodiscard]] Result<Secret> openSecret(Sealer& sealer, ByteView ad, ByteView sealed);

} // namespace lapwing::crypto
