#pragma once

#include "shared/domain/seat.h"

/// The laws of a meeting of the steering group: whether its room may decide, and why not. Pure; any
/// thread.
namespace lapwing::domain {

/// A meeting, and the directory of those who may be in it.
struct MeetingFacts {
    Facts meeting;
    std::vector<Facts> staff, agencies;
};

/// Why a room may not decide.
enum class Lack : std::uint8_t { Members, LocalAuthority, StatutoryPartner, ProviderOrUser };

struct Room {
    rules::Quorum quorum;               ///< whose votes count, too
    std::vector<PersonId> inDoubt;      ///< there by one version and not by another: not counted
    std::optional<PersonId> inTheChair; ///< of the group's chair and vice chair
    std::vector<Lack> lacks;            ///< empty: it may decide
};
/// Who is in the room by what is written of it. Nothing unless some version makes it a meeting of
/// the steering group: other panels decide without a quorum.
[[nodiscard]] std::optional<Room> roomOf(const MeetingFacts& of,
                                         const rules::QuorumSettings& settings = {});

} // namespace lapwing::domain
