#pragma once

#include "shared/wire/archive.h"

/// What the frames of one round say. Fields in wire order; meanings in docs/wire-format.md.
namespace lapwing::wire {

inline constexpr std::size_t kPieceBytesMax = 60 * 1024;

/// Where a device stands in its inbox: everything up to `dseq` is held, and of the strand with
/// `handle`, everything up to `sseq` (a large strand may take several answers).
struct Cursor {
    Varint dseq;
    Varint handle;
    Varint sseq;
    bool operator==(const Cursor&) const = default;
    template <typename Archive>
    void serialize(Archive& ar) { ar(dseq, handle, sseq); }
};

/// Names one request, at random, so that only its own answer is taken for it.
using RoundNonce = Id<struct RoundNonceTag, 8>;

struct Hello {
    std::uint8_t protocolMin = 1;
    std::uint8_t protocolMax = 1;
    std::uint64_t hubEpoch = 0;
    Varint ownSeq;  ///< how many changes this actor has written, over all strands
    Head8 ownHead;  ///< and the chained hash of them (docs/wire-format.md "Own chain")
    Cursor cursor;
    Varint grantSerial;
    Sum digest;     ///< over the accepted vectors of the strands held
    RoundNonce nonce;
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(protocolMin, protocolMax, hubEpoch, ownSeq, ownHead, cursor, grantSerial, digest,
           nonce);
    }
};

/// The hub's word on changes of one chain, `first` to `last`.
struct VerdictMessage {
    StrandId strand;
    ActorId actor;
    Varint first;
    Varint last;
    std::uint8_t verdict = 0; ///< a decided Verdict; a receiver passes over another number
    std::uint8_t reason = 0;
    template <typename Archive>
    void serialize(Archive& ar) { ar(strand, actor, first, last, verdict, reason); }
};
using VerdictMessages = List<VerdictMessage, 4096, 36>;

/// The hub lacks what comes before: send this chain again from `from`.
struct NeedMessage {
    StrandId strand;
    ActorId actor;
    Varint from;
    template <typename Archive>
    void serialize(Archive& ar) { ar(strand, actor, from); }
};

/// Strands the device now holds; the only place where strand ids travel from hub to owner.
struct StrandMessage {
    StrandId strand;
    Varint handle;
    CaseId caseId;
    std::uint8_t compartment = 0;
    std::uint8_t panel = 0;
    std::uint8_t rights = 0;
    template <typename Archive>
    void serialize(Archive& ar) { ar(strand, handle, caseId, compartment, panel, rights); }
};
using StrandMessages = List<StrandMessage, 65536, 36>;

/// Strands the device must push, then purge. The receipt lists them back.
using StrandIds = List<StrandId, 65536, 16>;

/// In End.resync: begin again, and show the newest grant that you hold.
inline constexpr std::uint8_t kShowGrant = 2;

/// The hub knows other or later work of this actor: this vault is a copy, or was put back from one.
inline constexpr std::uint8_t kIsCopy = 1;
/// It goes on with this vault, and has met a copy of it.
inline constexpr std::uint8_t kIsCopied = 2;

struct End {
    Cursor cursor;
    Varint durableDseq;
    std::uint8_t more = 0;   ///< 1: ask again at once
    std::uint8_t resync = 0; ///< 1: the sets differ; start again from an empty cursor; kShowGrant
    std::uint8_t remint = 0; ///< kIsCopy or kIsCopied
    std::uint64_t hubEpoch = 0;
    Varint hubTimeMs;
    RoundNonce nonce; ///< the request's
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(cursor, durableDseq, more, resync, remint, hubEpoch, hubTimeMs, nonce);
    }
};

/// A run's frame payload, an envelope's and a piece's begin with the strand's handle.
struct PieceMessage {
    Varint handle;
    Varint index;
    Blob<kPieceBytesMax> bytes;
    template <typename Archive>
    void serialize(Archive& ar) { ar(handle, index, bytes); }
};

/// What was said of people of two cases, and how the hub has taken it: 0 from a tablet, 1 taken,
/// 2 kept for a person.
struct SameWordMessage {
    std::uint8_t state = 0;
    Blob<1024> word;
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(state, word);
    }
};

/// Of a person record: 1 when somebody has this person in a case that the reader does not.
struct ElsewherePerson {
    RecordId person;
    std::uint8_t has = 0;
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(person, has);
    }
};
/// Everybody of one case whom the hub could compare, whatever it found: what is told changes one
/// byte of it and no length. It takes the place of what was told of the case before.
struct ElsewhereMessage {
    CaseId caseId;
    List<ElsewherePerson, 4096, 9> people;
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(caseId, people);
    }
};

/// Which certificate: 1 hub key, 2 device, 3 actor.
struct CertificateMessage {
    std::uint8_t kind = 0;
    Blob<256> bytes;
    template <typename Archive>
    void serialize(Archive& ar) { ar(kind, bytes); }
};

} // namespace lapwing::wire
