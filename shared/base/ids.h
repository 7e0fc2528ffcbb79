#pragma once

#include "shared/base/bytes.h"
#include "shared/base/check.h"

#include <array>
#include <compare>
#include <cstring>
#include <functional>
#include <optional>

namespace lapwing {

/// A fixed-size identifier that only compares with its own kind.
/// Shape: N bytes, random or a hash (docs/wire-format.md); text form is lower-case hex.
template <typename Kind, std::size_t N>
struct Id {
    static constexpr std::size_t kSize = N;
    std::array<std::uint8_t, N> bytes{};

    auto operator<=>(const Id&) const = default;
    [[nodiscard]] ByteView view() const { return bytes; }
    [[nodiscard]] std::string hex() const { return toHex(bytes); }
    [[nodiscard]] bool isZero() const { return *this == Id{}; }
    /// The id in exactly N bytes; anything else is a programmer error.
    [[nodiscard]] static Id from(ByteView bytes)
    {
        check(bytes.size() == N, "an id of the wrong size");
        Id id;
        std::memcpy(id.bytes.data(), bytes.data(), N);
        return id;
    }
    [[nodiscard]] static std::optional<Id> fromHex(std::string_view text)
    {
        Id id;
        if (!lapwing::fromHex(text, id.bytes)) return std::nullopt;
        return id;
    }
};

using StrandId = Id<struct StrandTag, 16>;
using CaseId = Id<struct CaseTag, 16>;
using RecordId = Id<struct RecordTag, 8>;
using ActorId = Id<struct ActorTag, 16>;   ///< H16("lapwing.actor.1", public key)
using DeviceId = Id<struct DeviceTag, 16>; ///< H16("lapwing.device.1", public key)
using PersonId = Id<struct PersonTag, 8>; ///< a member of staff; also their record in the directory
using AgencyId = Id<struct AgencyTag, 8>;
using Hash = Id<struct HashTag, 32>;       ///< BLAKE2b-256 under a personal label
using Sum = Id<struct SumTag, 16>;         ///< BLAKE2b-128, added mod 2^128 (digests)
using Head8 = Id<struct Head8Tag, 8>;      ///< first 8 bytes of a chain hash

} // namespace lapwing

template <typename Kind, std::size_t N>
struct std::hash<lapwing::Id<Kind, N>> {
    std::size_t operator()(const lapwing::Id<Kind, N>& id) const noexcept
    {
        // Ids are random or hashes: their first word is as good a hash as any.
        std::size_t word = 0;
        std::memcpy(&word, id.bytes.data(), sizeof word < N ? sizeof word : N);
        return word;
    }
};
