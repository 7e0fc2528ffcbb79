#pragma once

#include "server-stub/service/hub_round.h"

#include <set>

namespace lapwing::hub {

/// One request's working state. Private to HubRound.
struct HubRound::Session {
    Device device;
    wire::Hello hello;
    wire::Cursor cursor;
    bool more = false;
    bool resync = false;
    bool remint = false;        ///< a copy of the vault: it hands in, and is served nothing
    bool isProven = false;      ///< that it is one, and no old request
    bool isCopied = false;      ///< there is one, and this is the vault that goes on
    bool doubted = false;       ///< since this hub was put back it has not shown what it was given
    bool carried = false;       ///< no request, but cargo: in any order
    bool keptApart = false;     ///< work of another history of a vault came
    std::uint64_t received = 0; ///< changes of the device's own actor held here
    wire::FrameWriter out;
    std::vector<wire::VerdictMessage> verdicts;
    std::set<ActorId> told;
    std::size_t changesIn = 0;
    std::size_t sameWordsIn = 0;
    std::set<SameWordId> sameWordsBrought; ///< and judged
    bool tellsAgain = false; ///< it was told something of people that it may not have heard
    std::set<Sum> runsIn; ///< names of the runs that came in this request
    Manifest manifest;
    RoundLog log;
};

} // namespace lapwing::hub
