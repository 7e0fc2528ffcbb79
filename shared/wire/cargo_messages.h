#pragma once

#include "shared/wire/archive.h"

/// What the hub answers to cargo. Fields in wire order; meanings in docs/wire-format.md "Cargo".
namespace lapwing::wire {

inline constexpr std::size_t kCargoRecordsMax = 256; ///< in one request

enum class CargoOutcome : std::uint8_t {
    Taken = 0,   ///< the hub has what is in it, whatever it decided
    Waiting = 1, ///< something before it is missing: bring it again
    Refused = 2, ///< not for this hub, or damaged
};

struct CargoOutcomeMessage {
    Id<struct CargoOutcomeTag, 16> cargo;
    std::uint8_t outcome = 0;
    template <typename Archive>
    void serialize(Archive& ar) { ar(cargo, outcome); }
};
using CargoOutcomes = List<CargoOutcomeMessage, kCargoRecordsMax, 17>;

} // namespace lapwing::wire
