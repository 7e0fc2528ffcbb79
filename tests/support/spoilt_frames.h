#pragma once

#include "shared/wire/frame.h"
#include "shared/wire/primitive.h"
#include "sync/log/run.h"
#include "tests/support/must.h"

/// Ways to spoil what travels between a tablet and a hub.
namespace lapwing::test {

/// Bytes that no frame begins with.
inline Bytes noFrames(const Bytes&) { return Bytes(40, 0xfe); }

inline Bytes cutInTheMiddle(const Bytes& body)
{
    return {body.begin(), body.begin() + static_cast<std::ptrdiff_t>(body.size() / 2)};
}

/// One frame that says it is a terabyte long.
inline Bytes oversized(const Bytes&)
{
    wire::Writer body;
    body.u8(static_cast<std::uint8_t>(wire::FrameType::Hello));
    body.u8(1); // version
    body.u8(0); // flags
    body.varint(std::uint64_t{1} << 40);
    return body.take();
}

/// Each frame of two types with one bit of it flipped; there must be one.
inline Bytes withFlipped(const Bytes& body, wire::FrameType one, wire::FrameType other,
                         std::size_t (*at)(const Bytes&))
{
    wire::FrameWriter out;
    bool met = false;
    for (auto& frame : must(wire::readFrames(body))) {
        if (frame.type == one || frame.type == other) {
            frame.payload[at(frame.payload)] ^= 1;
            met = true;
        }
        out.put(frame.type, frame.payload);
    }
    check(met, "nothing to flip a bit of");
    return out.take();
}

/// One bit flipped in the middle of what was signed: changes, as they are or in a snapshot.
inline Bytes withContentFlipped(const Bytes& body)
{
    return withFlipped(body, wire::FrameType::Run, wire::FrameType::Piece,
                       [](const Bytes& payload) { return payload.size() / 2; });
}

/// The same request with each run of it replaced by what another run holds, signature and all.
inline Bytes withWorkOf(const Bytes& body, const Bytes& run)
{
    const auto other = must(decodeRun(run));
    std::vector<Bytes> forms;
    for (const auto form : other.forms) forms.emplace_back(form.begin(), form.end());
    wire::FrameWriter out;
    bool met = false;
    for (const auto& frame : must(wire::readFrames(body))) {
        if (frame.type != wire::FrameType::Run) {
            out.put(frame.type, frame.payload);
            continue;
        }
        const auto own = must(decodeRun(frame.payload));
        out.put(frame.type, encodeRun(own.strandHandle, own.strand, own.ownActor, own.actor,
                                      own.firstCtr, forms, other.signature));
        met = true;
    }
    check(met, "no run to replace");
    return out.take();
}

/// One bit flipped in the signature, which ends a run and is a manifest.
inline Bytes withSignatureFlipped(const Bytes& body)
{
    return withFlipped(body, wire::FrameType::Run, wire::FrameType::Manifest,
                       [](const Bytes& payload) { return payload.size() - 1; });
}

} // namespace lapwing::test
