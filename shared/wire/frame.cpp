#include "shared/wire/frame.h"

#include "shared/wire/primitive.h"

#include <zstd.h>

#include <array>
#include <algorithm>

namespace lapwing::wire {

namespace {
constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kMustUnderstand = 1;
constexpr std::uint8_t kZstd = 2;
constexpr std::uint8_t kMayPassOver = 128; ///< the first that may be passed over
constexpr std::size_t kPackFrom = 512;
/// Text packs to about a third, and the more of it the better.
constexpr std::size_t kBundleBytes = 176 * 1024;
constexpr int kPackLevel = 6;
constexpr std::size_t kFramesMax = 65536;
constexpr std::array kKnown = {FrameType::Hello,
                               FrameType::Run,
                               FrameType::SnapshotEnvelope,
                               FrameType::Piece,
                               FrameType::AcceptedVector,
                               FrameType::Verdicts,
                               FrameType::GrantFrame,
                               FrameType::CertificateFrame,
                               FrameType::Retract,
                               FrameType::Receipt,
                               FrameType::Need,
                               FrameType::StrandList,
                               FrameType::End,
                               FrameType::Cargo,
                               FrameType::Bundle,
                               FrameType::Manifest,
                               FrameType::FoundList,
                               FrameType::FoundGrant,
                               FrameType::FoundContent,
                               FrameType::FoundAnswer,
                               FrameType::Introduction,
                               FrameType::Stranger,
                               FrameType::SameWord,
                               FrameType::Heads,
                               FrameType::Elsewhere};

/// An old receiver passes over a frame from there on, and ends the session at any other.
constexpr std::uint8_t flagsOf(FrameType type)
{
    return static_cast<std::uint8_t>(type) < kMayPassOver ? kMustUnderstand : std::uint8_t{0};
}

/// They carry a grant, which may be larger than any other frame.
constexpr bool isGrant(FrameType type)
{
    return type == FrameType::GrantFrame || type == FrameType::FoundGrant;
}

Bytes packed(ByteView raw)
{
    Bytes out(ZSTD_compressBound(raw.size()));
    const auto size = ZSTD_compress(out.data(), out.size(), raw.data(), raw.size(), kPackLevel);
    if (ZSTD_isError(size)) return {};
    out.resize(size);
    return out;
}

void writeFrame(Bytes& out, FrameType type, ByteView payload)
{
    auto small = payload.size() > kPackFrom ? packed(payload) : Bytes{};
    // The receiver refuses a ratio over kInflateRatioMax, so what would pack that well goes plain.
    const bool pack = !small.empty() && small.size() < payload.size()
                      && payload.size() <= small.size() * kInflateRatioMax;
    Writer w;
    w.u8(static_cast<std::uint8_t>(type));
    w.u8(kVersion);
    w.u8(static_cast<std::uint8_t>(flagsOf(type) | (pack ? kZstd : 0)));
    w.varint(pack ? small.size() : payload.size());
    if (pack) w.varint(payload.size());
    w.raw(pack ? ByteView(small) : payload);
    append(out, w.view());
}

Result<Bytes> unpacked(ByteView small, std::size_t rawSize)
{
    if (rawSize > small.size() * kInflateRatioMax)
        return fail(ErrorCode::TooLarge, {}, "a frame that inflates too far");
    Bytes raw(rawSize);
    const auto size = ZSTD_decompress(raw.data(), raw.size(), small.data(), small.size());
    if (ZSTD_isError(size) || size != rawSize)
        return fail(ErrorCode::Malformed, {}, "a frame that does not inflate");
    return raw;
}

/// A body's frames, and how much room they may still take.
struct BodyReading {
    std::vector<Frame> frames;
    std::size_t room = kBodyRawBytesMax;
};

Result<void> readInto(BodyReading& reading, ByteView body, bool inBundle)
{
    Decoder r(body);
    while (r.ok() && !r.rest().empty()) {
        const auto type = static_cast<FrameType>(r.u8());
        const auto version = r.u8();
        const auto flags = r.u8();
        const bool grant = isGrant(type);
        const auto size = r.varint(grant ? kGrantFrameBytesMax : kFrameWireBytesMax);
        const auto rawSize =
            (flags & kZstd) ? r.varint(grant ? kGrantFrameBytesMax : kFrameRawBytesMax) : size;
        const auto payload = r.raw(static_cast<std::size_t>(size));
        if (!r.ok()) break;
        const bool known = std::ranges::find(kKnown, type) != kKnown.end() && version == kVersion
                           && (flags & ~(kMustUnderstand | kZstd)) == 0;
        if (!known && (flags & kMustUnderstand))
            return fail(ErrorCode::TooOld, {}, "a frame of a newer version");
        if (!known) continue;
        if (inBundle && (type == FrameType::Bundle || (flags & kZstd)))
            return fail(ErrorCode::Malformed, {}, "a bundle or a packed frame in a bundle");
        if (reading.frames.size() >= kFramesMax || rawSize > reading.room)
            return fail(ErrorCode::TooLarge, {}, "too many frames");
        reading.room -= static_cast<std::size_t>(rawSize);
        Frame frame{type, Bytes(payload.begin(), payload.end())};
        if (flags & kZstd) {
            LAPWING_ASSIGN(frame.payload, unpacked(payload, static_cast<std::size_t>(rawSize)));
        }
        if (type != FrameType::Bundle) {
            reading.frames.push_back(std::move(frame));
            continue;
        }
        LAPWING_TRY(readInto(reading, frame.payload, true));
    }
    if (!r.done()) return fail(ErrorCode::Malformed, {}, "frames that do not decode");
    return {};
}
} // namespace

void FrameWriter::put(FrameType type, ByteView payload)
{
    flush();
    writeFrame(m_out, type, payload);
}

void FrameWriter::bundle(FrameType type, ByteView payload)
{
    if (m_gathered.size() + payload.size() > kBundleBytes) flush();
    Writer w;
    w.u8(static_cast<std::uint8_t>(type));
    w.u8(kVersion);
    w.u8(flagsOf(type));
    w.bytes(payload);
    append(m_gathered, w.view());
    m_ends.push_back(m_gathered.size());
}

void FrameWriter::flush()
{
    if (!m_ends.empty()) writeBundle(0, m_ends.size());
    m_gathered.clear();
    m_ends.clear();
}

/// Frames `first` to `last` as one bundle, or as two when one would be too large to travel.
void FrameWriter::writeBundle(std::size_t first, std::size_t last)
{
    const auto from = first == 0 ? 0 : m_ends[first - 1];
    const auto before = m_out.size();
    writeFrame(m_out, FrameType::Bundle,
               ByteView(m_gathered).subspan(from, m_ends[last - 1] - from));
    if (m_out.size() - before <= kFrameWireBytesMax || last - first < 2) return;
    m_out.resize(before);
    const auto middle = first + (last - first) / 2;
    writeBundle(first, middle);
    writeBundle(middle, last);
}

Bytes FrameWriter::take()
{
    flush();
    return std::move(m_out);
}

Result<std::vector<Frame>> readFrames(ByteView body)
{
    BodyReading reading;
    LAPWING_TRY(readInto(reading, body, false));
    return std::move(reading.frames);
}

} // namespace lapwing::wire
