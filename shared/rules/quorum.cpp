#include "shared/rules/quorum.h"

#include <algorithm>

namespace lapwing::rules {

namespace {

[[nodiscard]] bool isIn(std::span<const PersonId> persons, const PersonId& person)
{
    return std::ranges::find(persons, person) != persons.end();
}

[[nodiscard]] bool votesAlready(const Quorum& quorum, const PersonId& person)
{
    return std::ranges::find(quorum.voters, person, &Voter::person) != quorum.voters.end();
}

/// Gives seats to present persons: holders first, so that nobody deputises before sitting.
void seatVoters(Quorum& quorum, std::span<const Seat> seats, std::span<const PersonId> present,
                const QuorumSettings& settings)
{
    const auto take = [&](std::size_t seat, const std::optional<PersonId>& person) {
        if (seats[seat].voting && person && isIn(present, *person) &&
            !votesAlready(quorum, *person))
            quorum.voters.push_back({seat, *person});
    };
    for (std::size_t i = 0; i < seats.size(); ++i) take(i, seats[i].holder);
    for (std::size_t i = 0; i < seats.size(); ++i) {
        // A seat that is not in the total is not in the room.
        const bool isOut = !seats[i].holder && settings.vacanciesReduceTotal;
        const bool isFree = !seats[i].holder || !isIn(present, *seats[i].holder);
        if (isFree && !isOut) take(i, seats[i].deputy);
    }
    std::ranges::sort(quorum.voters, {}, &Voter::seat);
}

} // namespace

std::optional<Constituency> constituencyOf(schema::agency::Sector sector)
{
    using enum schema::agency::Sector;
    switch (sector) {
    case LocalAuthority: return Constituency::LocalAuthority;
    case Police:
    case Probation:
    case Health: return Constituency::CspStatutory;
    case VoluntarySpecialist:
    case ServiceUserRep: return Constituency::ProviderOrUser;
    default: return std::nullopt;
    }
}

std::optional<PersonId> inTheChair(const std::optional<PersonId>& chair,
                                   const std::optional<PersonId>& vice,
                                   std::span<const PersonId> present)
{
    for (const auto& person : {chair, vice})
        if (person && isIn(present, *person)) return person;
    return std::nullopt;
}

Quorum countQuorum(std::span<const Seat> seats, std::span<const PersonId> present,
                   const QuorumSettings& settings)
{
    Quorum quorum;
    for (const Seat& seat : seats)
        if (seat.voting && (seat.holder || !settings.vacanciesReduceTotal)) ++quorum.votingSeats;
    seatVoters(quorum, seats, present, settings);
    for (const Voter& voter : quorum.voters) {
        const auto& side = seats[voter.seat].constituency;
        if (!side) continue;
        switch (*side) {
        case Constituency::LocalAuthority: ++quorum.localAuthority; break;
        case Constituency::CspStatutory: ++quorum.cspStatutory; break;
        case Constituency::ProviderOrUser: ++quorum.providerOrUser; break;
        }
    }
    return quorum;
}

} // namespace lapwing::rules
