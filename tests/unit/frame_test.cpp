#include "shared/base/random.h"
#include "shared/wire/frame.h"
#include "shared/wire/primitive.h"

#include <doctest/doctest.h>

#include <zstd.h>

using namespace lapwing;
using namespace lapwing::wire;

namespace {
constexpr std::uint8_t kMustUnderstand = 1;
constexpr std::uint8_t kPacked = 2;
constexpr auto kRun = static_cast<std::uint8_t>(FrameType::Run);
constexpr auto kBundle = static_cast<std::uint8_t>(FrameType::Bundle);

Bytes plain(std::uint8_t type, std::uint8_t flags, ByteView payload, std::uint8_t version = 1)
{
    Writer w;
    w.u8(type);
    w.u8(version);
    w.u8(flags);
    w.bytes(payload);
    return w.take();
}

Bytes zstd(ByteView raw)
{
    Bytes small(ZSTD_compressBound(raw.size()));
    small.resize(ZSTD_compress(small.data(), small.size(), raw.data(), raw.size(), 1));
    return small;
}

Bytes packed(std::uint8_t type, ByteView small, std::uint64_t rawSize)
{
    Writer w;
    w.u8(type);
    w.u8(1);
    w.u8(kMustUnderstand | kPacked);
    w.varint(small.size());
    w.varint(rawSize);
    w.raw(small);
    return w.take();
}

Bytes noise(std::size_t size)
{
    SeededRandom random(size);
    Bytes bytes(size);
    REQUIRE(random.fill(bytes).ok());
    return bytes;
}

ErrorCode refusal(ByteView body)
{
    const auto frames = readFrames(body);
    REQUIRE_FALSE(frames.ok());
    return frames.error().code;
}
} // namespace

TEST_CASE("frames come out as they were put in, bundled or not, in their order")
{
    FrameWriter out;
    out.put(FrameType::Hello, Bytes{1, 2});
    out.bundle(FrameType::Verdicts, Bytes{3});
    out.bundle(FrameType::Run, Bytes(2000, 4));
    out.put(FrameType::End, {});
    const auto frames = readFrames(out.take());
    REQUIRE(frames.ok());
    REQUIRE(frames->size() == 4);
    CHECK((*frames)[0].type == FrameType::Hello);
    CHECK((*frames)[0].payload == Bytes{1, 2});
    CHECK((*frames)[1].type == FrameType::Verdicts);
    CHECK((*frames)[2].payload == Bytes(2000, 4));
    CHECK((*frames)[3].type == FrameType::End);
    CHECK((*frames)[3].payload.empty());
}

TEST_CASE("only a payload over 512 bytes is packed, and only when that makes it smaller")
{
    const auto flagsOf = [](ByteView payload) {
        FrameWriter out;
        out.put(FrameType::Run, payload);
        return out.take()[2];
    };
    Bytes text;
    for (int i = 0; text.size() < 512; ++i) append(text, bytesOf(std::to_string(i)));
    text.resize(512);
    CHECK(flagsOf(text) == kMustUnderstand);
    text.push_back('1');
    CHECK(flagsOf(text) == (kMustUnderstand | kPacked));
    CHECK(flagsOf(noise(5000)) == kMustUnderstand);
}

TEST_CASE("what packs better than 64 to 1 goes plain, because a receiver would refuse it")
{
    FrameWriter out;
    out.put(FrameType::Run, Bytes(60 * 1024, 0));
    const auto body = out.take();
    CHECK(body.size() > 60 * 1024);
    const auto frames = readFrames(body);
    REQUIRE(frames.ok());
    CHECK(frames->front().payload.size() == 60 * 1024);
}

TEST_CASE("a frame that inflates more than 64 to 1 is refused before it is inflated")
{
    const auto small = zstd(Bytes(100'000, 0));
    REQUIRE(small.size() * kInflateRatioMax < 100'000);
    CHECK(refusal(packed(kRun, small, 100'000)) == ErrorCode::TooLarge);
}

TEST_CASE("a frame that inflates to another size than it says is refused")
{
    const auto raw = noise(1000);
    const auto small = zstd(raw);
    CHECK(readFrames(packed(kRun, small, 1000)).ok());
    CHECK(refusal(packed(kRun, small, 999)) == ErrorCode::Malformed);
    CHECK(refusal(packed(kRun, small, 1001)) == ErrorCode::Malformed);
    CHECK(refusal(packed(kRun, raw, 1000)) == ErrorCode::Malformed);
}

TEST_CASE("a frame is at most 64 KiB as it travels and 1 MiB inflated; only a grant may be more")
{
    constexpr auto kGrant = static_cast<std::uint8_t>(FrameType::GrantFrame);
    CHECK(readFrames(plain(kRun, kMustUnderstand, noise(kFrameWireBytesMax))).ok());
    CHECK(refusal(plain(kRun, kMustUnderstand, noise(kFrameWireBytesMax + 1)))
          == ErrorCode::Malformed);
    CHECK(readFrames(plain(kGrant, kMustUnderstand, noise(kGrantFrameBytesMax))).ok());
    CHECK(refusal(plain(kGrant, kMustUnderstand, noise(kGrantFrameBytesMax + 1)))
          == ErrorCode::Malformed);
    auto raw = noise(20'000);
    while (raw.size() < kFrameRawBytesMax) append(raw, Bytes(raw));
    raw.resize(kFrameRawBytesMax);
    CHECK(readFrames(packed(kRun, zstd(raw), raw.size())).ok());
    raw.push_back(0);
    CHECK(refusal(packed(kRun, zstd(raw), raw.size())) == ErrorCode::Malformed);
}

TEST_CASE("all frames of a body together inflate to at most 128 MiB")
{
    auto raw = noise(20'000);
    while (raw.size() < kFrameRawBytesMax) append(raw, Bytes(raw));
    raw.resize(kFrameRawBytesMax);
    const auto frame = packed(kRun, zstd(raw), raw.size());
    Bytes body;
    for (std::size_t i = 0; i < kBodyRawBytesMax / kFrameRawBytesMax; ++i) append(body, frame);
    CHECK(readFrames(body).ok());
    append(body, plain(kRun, kMustUnderstand, Bytes{1}));
    CHECK(refusal(body) == ErrorCode::TooLarge);
}

TEST_CASE("an unknown frame that must be understood ends the session; any other is passed over")
{
    Bytes body = plain(200, 0, Bytes{1});
    append(body, plain(kRun, kMustUnderstand, Bytes{2}));
    append(body, plain(60, 0, Bytes{3}));
    const auto frames = readFrames(body);
    REQUIRE(frames.ok());
    REQUIRE(frames->size() == 1);
    CHECK(frames->front().payload == Bytes{2});
    CHECK(refusal(plain(200, kMustUnderstand, Bytes{1})) == ErrorCode::TooOld);
    CHECK(refusal(plain(60, kMustUnderstand, Bytes{1})) == ErrorCode::TooOld);
}

TEST_CASE("a known frame of a newer version, or with a newer flag, is an unknown one")
{
    CHECK(refusal(plain(kRun, kMustUnderstand, Bytes{1}, 2)) == ErrorCode::TooOld);
    CHECK(refusal(plain(kRun, kMustUnderstand | 4, Bytes{1})) == ErrorCode::TooOld);
    const auto skipped = readFrames(plain(kRun, 4, Bytes{1}));
    REQUIRE(skipped.ok());
    CHECK(skipped->empty());
}

TEST_CASE("a bundle holds plain frames: no bundle, and nothing packed, lies in another")
{
    const auto inner = plain(kRun, kMustUnderstand, Bytes{1});
    CHECK(readFrames(plain(kBundle, kMustUnderstand, inner)).ok());
    const auto nested = plain(kBundle, kMustUnderstand, inner);
    CHECK(refusal(plain(kBundle, kMustUnderstand, nested)) == ErrorCode::Malformed);
    const auto raw = noise(600);
    CHECK(refusal(plain(kBundle, kMustUnderstand, packed(kRun, zstd(raw), 600)))
          == ErrorCode::Malformed);
    CHECK(refusal(plain(kBundle, kMustUnderstand, plain(60, kMustUnderstand, Bytes{1})))
          == ErrorCode::TooOld);
    CHECK(readFrames(plain(kBundle, kMustUnderstand, plain(60, 0, Bytes{1})))->empty());
}

TEST_CASE("a body cut anywhere but between two frames is refused")
{
    FrameWriter out;
    out.put(FrameType::Hello, Bytes{1, 2, 3});
    const auto first = out.take().size();
    out.put(FrameType::Hello, Bytes{1, 2, 3});
    out.put(FrameType::End, noise(700));
    const auto body = out.take();
    for (std::size_t size = 1; size < body.size(); ++size)
        CHECK(readFrames(ByteView(body).first(size)).ok() == (size == first));
    CHECK(readFrames({})->empty());
}

TEST_CASE("a bundle is closed before it grows over what a frame may hold")
{
    FrameWriter out;
    for (int i = 0; i < 40; ++i) out.bundle(FrameType::Run, noise(5000));
    const auto frames = readFrames(out.take());
    REQUIRE(frames.ok());
    CHECK(frames->size() == 40);
}
