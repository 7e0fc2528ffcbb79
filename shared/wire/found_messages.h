#pragma once

#include "shared/wire/archive.h"

/// What a tablet says of parts of cases that a restored hub does not know, and what the hub
/// answers. Fields in wire order; meanings in docs/wire-format.md "Found after a restore".
namespace lapwing::wire {

inline constexpr std::size_t kFoundStrandsMax = 512; ///< in one frame, and kept of one device
inline constexpr std::size_t kFoundPartBytes = 48 * 1024;
inline constexpr std::size_t kFoundPartsMax = 512; ///< of one offer

/// Names what a tablet holds of one strand, as of one epoch of the hub.
using FoundMark = Id<struct FoundMarkTag, 16>;

/// A strand that the tablet may have, and that the hub has not told it of since its restore.
struct FoundStrand {
    StrandId strand;
    FoundMark mark;
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(strand, mark);
    }
};
using FoundStrands = List<FoundStrand, kFoundStrandsMax, 32>;

/// A part of an offer, in order. The offer is frames: certificates, the manifest, the snapshot,
/// runs.
struct FoundPart {
    StrandId strand;
    FoundMark mark;
    Varint index;
    Varint parts; ///< of the whole offer, at least 1
    Blob<kFoundPartBytes> bytes;
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(strand, mark, index, parts, bytes);
    }
};

enum class FoundOutcome : std::uint8_t {
    Send = 0,    ///< the parts from `next` on
    Waits = 1,   ///< the hub has it; a person decides
    Refused = 2, ///< it is not this hub's, not this tablet's, or a person left it out
    NoRoom = 3,  ///< offer it again another time
};

struct FoundWord {
    StrandId strand;
    FoundMark mark;
    std::uint8_t outcome = 0; ///< a receiver passes over another number
    Varint next;
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(strand, mark, outcome, next);
    }
};
using FoundWords = List<FoundWord, 2 * kFoundStrandsMax, 34>;

/// In an offer: what the hub signed once for all snapshots of an answer.
struct FoundManifest {
    Id<struct FoundNonceTag, 8> nonce;
    List<Hash, 65536, 32> envelopes;
    Id<struct FoundSignatureTag, 64> signature;
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(nonce, envelopes, signature);
    }
};

} // namespace lapwing::wire
