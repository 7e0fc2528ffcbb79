#pragma once

#include "shared/base/ids.h"
#include "shared/schema/agency_words.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lapwing::rules {

/// Whom a seat of the steering group speaks for.
enum class Constituency : std::uint8_t { LocalAuthority, CspStatutory, ProviderOrUser };

/// Police, probation and health are statutory partners; the council is not counted twice.
/// nullopt: the sector does not say; the seat does.
[[nodiscard]] std::optional<Constituency> constituencyOf(schema::agency::Sector sector);

struct Seat {
    std::optional<Constituency> constituency; ///< empty: not known, so on no side
    std::optional<PersonId> holder;           ///< empty: vacant
    std::optional<PersonId> deputy;
    bool voting = true;
};

struct QuorumSettings {
    /// The group resolved that vacant seats do not count in the total (R-Q4); then nobody votes
    /// for one either.
    bool vacanciesReduceTotal = false;
};

/// Who votes for which seat (index into the seats given).
struct Voter {
    std::size_t seat;
    PersonId person;
    bool operator==(const Voter&) const = default;
};

/// What was in the room, kept with every decision taken in it.
struct Quorum {
    int votingSeats = 0;
    std::vector<Voter> voters; ///< one per seat present, in order of seat
    int localAuthority = 0;
    int cspStatutory = 0;
    int providerOrUser = 0;

    [[nodiscard]] int present() const { return static_cast<int>(voters.size()); }
    /// At least half of the voting seats (R-Q1).
    [[nodiscard]] bool hasNumbers() const
    {
        return votingSeats > 0 && present() * 2 >= votingSeats;
    }
    /// Each constituency is in the room (R-Q2).
    [[nodiscard]] bool hasAllSides() const
    {
        return localAuthority > 0 && cspStatutory > 0 && providerOrUser > 0;
    }
    [[nodiscard]] bool mayDecide() const { return hasNumbers() && hasAllSides(); }
};

/// Who is in the chair: the chair if present, else the vice chair if present, else nobody.
[[nodiscard]] std::optional<PersonId> inTheChair(const std::optional<PersonId>& chair,
                                                 const std::optional<PersonId>& vice,
                                                 std::span<const PersonId> present);

/// Counts the room; computed again whenever somebody joins or leaves (R-Q5).
/// A deputy votes only while the holder is away, and a person counts for one seat: their own
/// before one they deputise for, the earlier of two (R-Q3). Those without a seat, observers
/// among them, do not count.
[[nodiscard]] Quorum countQuorum(std::span<const Seat> seats, std::span<const PersonId> present,
                                 const QuorumSettings& settings = {});

} // namespace lapwing::rules
