#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/crypto/secret.h"

#include <cstdint>
#include <string_view>

namespace lapwing::crypto {

inline constexpr std::size_t kSaltSize = 16;

/// What one guess at a passphrase costs: memory in MiB and passes over it.
struct KdfCost {
    std::uint32_t memoryMib = 256;
    std::uint32_t passes = 3;

    bool operator==(const KdfCost&) const = default;
    /// 8 … 1024 MiB and 1 … 10 passes: what a file may ask of the machine that reads it.
    [[nodiscard]] bool inBounds() const;
    /// A guess costs less than one of `floor` does, in memory or in passes.
    [[nodiscard]] bool isBelow(const KdfCost& floor) const
    {
        return memoryMib < floor.memoryMib || passes < floor.passes;
    }
};

/// The least that a program in use may write; only tests go below it.
inline constexpr KdfCost kKdfFloor{64, 3};

/// 32 bytes of key from a passphrase of 1 … 1024 bytes, on one lane.
/// Blocks for about a second and takes the memory it names; never call it from the UI thread.
/// Errors: Malformed when the cost is out of bounds, Rejected for an empty or over-long
/// passphrase, Internal when the memory is not to be had.
/// Source: RFC 9106, Argon2id version 1.3, by libsodium.
[[nodiscard]] Result<Secret> argon2id(ByteView passphrase, ByteView salt16, KdfCost cost);

/// A 32-byte key for one purpose ("page", "wal", "anchor", "root") out of a 32-byte key:
/// BLAKE2b-256 of the purpose, keyed. Keys of two purposes tell nothing of each other.
[[nodiscard]] Secret deriveKey(ByteView key32, std::string_view purpose);
/// The same into memory of the caller's, who wipes it.
void deriveKeyInto(std::span<std::uint8_t> out32, ByteView key32, std::string_view purpose);

} // namespace lapwing::crypto
