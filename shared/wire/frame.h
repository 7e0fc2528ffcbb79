#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"

#include <vector>

namespace lapwing::wire {

inline constexpr std::size_t kFrameWireBytesMax = 64 * 1024;
inline constexpr std::size_t kGrantFrameBytesMax = 1024 * 1024 + 512 * 1024;
inline constexpr std::size_t kFrameRawBytesMax = 1024 * 1024;
inline constexpr std::size_t kInflateRatioMax = 64;
inline constexpr std::size_t kBodyRawBytesMax = 128 * 1024 * 1024; ///< all frames, inflated

/// Frame types of docs/wire-format.md "Frame". From 128 on a receiver may skip what it does not
/// know; below, the session ends (never the strand).
enum class FrameType : std::uint8_t {
    Hello = 1,
    Run = 2,
    SnapshotEnvelope = 3,
    Piece = 4,
    AcceptedVector = 5,
    Verdicts = 6,
    GrantFrame = 7,
    CertificateFrame = 8,
    Retract = 9,
    Receipt = 10,
    Need = 11,
    StrandList = 14,
    End = 15,
    Cargo = 16,
    Bundle = 20,        ///< frames packed together, so that many small strands compress as one
    Manifest = 21,      ///< the hub's signature of all snapshots in an answer
    FoundList = 128,    ///< strands that the hub does not know since its restore
    FoundGrant = 129,   ///< the grant of an earlier epoch that names them
    FoundContent = 130, ///< a part of what is offered of one
    FoundAnswer = 131,  ///< the hub's word on each
    Introduction = 132, ///< who a tablet is that the hub does not know since its restore
    Stranger = 133,     ///< the hub has that, and a person decides
    SameWord = 134,     ///< what was said of people of two cases
    Heads = 140,        ///< between tablets: how far each chain is held
    Elsewhere = 150,    ///< whom of a case somebody has whose case the reader does not
};

struct Frame {
    FrameType type{};
    Bytes payload;
};

/// Writes frames one after another; a payload over 512 bytes is packed with zstd when that makes
/// it smaller.
class FrameWriter {
public:
    void put(FrameType type, ByteView payload);
    /// Like put(), but gathered with its neighbours into Bundle frames.
    void bundle(FrameType type, ByteView payload);
    /// About what take() would give: what is gathered is not packed yet.
    [[nodiscard]] std::size_t size() const { return m_out.size() + m_gathered.size() / 2; }
    [[nodiscard]] Bytes take();

private:
    void flush();
    void writeBundle(std::size_t first, std::size_t last);
    Bytes m_out;
    Bytes m_gathered;                ///< frames of the next bundle
    std::vector<std::size_t> m_ends; ///< where each of them ends
};

/// Splits a body into frames, bundles opened. Errors: Malformed, TooLarge, TooOld (an unknown
/// frame that must be understood).
[[nodiscard]] Result<std::vector<Frame>> readFrames(ByteView body);

} // namespace lapwing::wire
