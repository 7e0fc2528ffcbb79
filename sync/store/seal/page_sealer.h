#pragma once

#include "shared/base/ids.h"
#include "shared/base/random.h"
#include "shared/crypto/aead.h"

#include <array>
#include <cstdint>

namespace lapwing::store {

/// Names one sealed file; drawn at random when it is made, kept in the key slots.
using FileUuid = Id<struct FileUuidKind, 16>;

/// What opens one sealed file. All of it comes from the key slots, nothing from the file.
struct SealKey {
    crypto::Secret dataKey; ///< 32 bytes
    FileUuid uuid;
    std::uint32_t epoch = 0; ///< of dataKey
};

inline constexpr std::size_t kPageSize = 4096;
inline constexpr std::size_t kReservedSize = 48; ///< nonce 24, tag 16, epoch 4, format 2, zero 2
inline constexpr std::uint16_t kSealFormat = 1;

/// Where a sealed piece belongs. Sealed with it, so that a piece moved elsewhere does not open.
struct SealPlace {
    enum class Kind : char {
        Page = 'D',
        WalPage = 'W',
        FrameHeader = 'G',
        WalHeader = 'H',
        Anchor = 'A'
    };
    Kind kind;
    std::uint64_t index;                 ///< page number, frame number, slot position, or 0
    std::array<std::uint8_t, 8> salts{}; ///< the WAL's, for frames
};

/// Seals and opens pieces of one file under the key of one purpose, each under a fresh random
/// nonce. Allocates nothing per piece.
/// Errors: Corrupt when a piece is not what was sealed there; Internal, or the Random's error,
/// when nothing could be sealed.
/// Thread: one at a time. Source: docs/storage-format.md "Sealed page".
class PageSealer {
public:
    /// `purpose` is a derivation label: "page", "wal" or "anchor".
    PageSealer(const SealKey& key, std::string_view purpose, Random& random);

    /// kPageSize bytes each; the last kReservedSize of `plain` must be zero.
    [[nodiscard]] Result<void> sealPage(const SealPlace& place, ByteView plain,
                                        std::span<std::uint8_t> out);
    /// `page` may be `sealed` itself; its reserved bytes come back zero. On an error all of it is
    /// zero.
    [[nodiscard]] Result<void> openPage(const SealPlace& place, ByteView sealed,
                                        std::span<std::uint8_t> page);

    /// nonce 24 ‖ tag 16 ‖ ciphertext: `out` is 40 bytes longer than `plain`.
    [[nodiscard]] Result<void> sealSmall(const SealPlace& place, ByteView plain,
                                         std::span<std::uint8_t> out);
    [[nodiscard]] Result<void> openSmall(const SealPlace& place, ByteView sealed,
                                         std::span<std::uint8_t> plain);

private:
    static constexpr std::size_t kAdSize = 43;
    [[nodiscard]] std::array<std::uint8_t, kAdSize> associated(const SealPlace& place) const;
    /// Moves the next unused nonce out of the pool.
    [[nodiscard]] Result<void> takeNonce(std::span<std::uint8_t> nonce);

    crypto::Sealer m_sealer;
    FileUuid m_uuid;
    std::uint32_t m_epoch;
    Random& m_random;
    Bytes m_pool; // of nonces, from the first that is needed
    std::size_t m_poolUsed = 0;
};

} // namespace lapwing::store
