#pragma once

#include "shared/wire/archive.h"

/// What two tablets say to each other besides the frames of a round with the hub. Fields in wire
/// order; meanings in docs/wire-format.md "Tablet to tablet".
namespace lapwing::wire {

inline constexpr std::size_t kHeadsInFrame = 1000;

/// How far one chain is held. A chain that is not named is not held at all.
struct HeadMessage {
    StrandId strand;
    ActorId actor;
    Varint ctr; ///< at least 1
    Head8 head; ///< of the chain's hash there: two histories of it differ
    template <typename Archive>
    void serialize(Archive& ar)
    {
        ar(strand, actor, ctr, head);
    }
};
using HeadMessages = List<HeadMessage, 4096, 41>;

} // namespace lapwing::wire
