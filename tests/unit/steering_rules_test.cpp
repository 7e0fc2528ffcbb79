#include "shared/rules/quorum.h"
#include "shared/rules/votes.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::rules;
using access::Sector;

namespace {

PersonId person(std::size_t n) { return PersonId{{static_cast<std::uint8_t>(n)}}; }
PersonId deputy(std::size_t n) { return person(100 + n); }

/// The 14 seats: council 0-4, police 5, probation 6, health 7-10, providers 11-13.
/// Seat n is held by person(n) and deputised by deputy(n).
std::vector<Seat> seats()
{
    std::vector<Seat> all;
    for (std::size_t n = 0; n < 14; ++n) {
        const auto sector = n < 5    ? Sector::LocalAuthority
                            : n == 5 ? Sector::Police
                            : n == 6 ? Sector::Probation
                            : n < 11 ? Sector::Health
                                     : Sector::VoluntarySpecialist;
        all.push_back({constituencyOf(sector).value(), person(n), deputy(n)});
    }
    return all;
}

std::vector<PersonId> room(std::initializer_list<std::size_t> numbers)
{
    std::vector<PersonId> present;
    for (const auto n : numbers) present.push_back(person(n));
    return present;
}

Quorum eight() { return countQuorum(seats(), room({0, 1, 2, 5, 7, 8, 11, 12})); }

std::vector<Ballot> ballots(const Quorum& quorum, std::size_t votesFor, std::size_t against)
{
    std::vector<Ballot> cast;
    for (std::size_t i = 0; i < votesFor + against; ++i)
        cast.push_back({quorum.voters[i].person, i < votesFor ? Choice::For : Choice::Against});
    return cast;
}

} // namespace

TEST_CASE("vector 7: seven of fourteen decide when health brings the statutory partner")
{
    const auto quorum = countQuorum(seats(), room({0, 1, 2, 7, 8, 11, 12}));
    CHECK(quorum.votingSeats == 14);
    CHECK(quorum.present() == 7);
    CHECK(quorum.cspStatutory == 2);
    CHECK(quorum.mayDecide());
}

TEST_CASE("vector 7: enough seats without a provider or user meet the numbers and decide nothing")
{
    const auto quorum = countQuorum(seats(), room({0, 1, 2, 3, 4, 5, 6}));
    CHECK(quorum.hasNumbers());
    CHECK_FALSE(quorum.hasAllSides());
    CHECK_FALSE(quorum.mayDecide());
}

TEST_CASE("vector 7: six of fourteen are too few")
{
    const auto quorum = countQuorum(seats(), room({0, 1, 5, 7, 11, 12}));
    CHECK(quorum.hasAllSides());
    CHECK_FALSE(quorum.hasNumbers());
}

TEST_CASE("vector 7: the deputy of an absent provider counts, an observer does not")
{
    auto present = room({0, 1, 2, 5, 7, 8});
    present.push_back(person(50)); // observes
    CHECK_FALSE(countQuorum(seats(), present).mayDecide());
    present.push_back(deputy(11));
    const auto quorum = countQuorum(seats(), present);
    CHECK(quorum.mayDecide());
    CHECK(quorum.voters.back() == Voter{11, deputy(11)});
}

TEST_CASE("holder and deputy together are one vote, the holder's")
{
    auto present = room({0});
    present.push_back(deputy(0));
    CHECK(countQuorum(seats(), present).voters == std::vector<Voter>{{0, person(0)}});
}

TEST_CASE("a person counts for one seat: her own before one she deputises for")
{
    auto all = seats();
    all[0].deputy = person(11);
    all[1].deputy = person(60);
    all[2].deputy = person(60);
    auto present = room({11});
    present.push_back(person(60));
    CHECK(countQuorum(all, present).voters ==
          std::vector<Voter>{{1, person(60)}, {11, person(11)}});
}

TEST_CASE("half of thirteen seats is seven")
{
    auto all = seats();
    all[13].voting = false;
    CHECK(countQuorum(all, room({0, 1, 2, 5, 7, 11, 12})).hasNumbers());
    CHECK_FALSE(countQuorum(all, room({0, 1, 2, 5, 7, 11, 13})).hasNumbers());
}

TEST_CASE("a vacant seat stays in the total until the group resolves otherwise")
{
    auto all = seats();
    all[3].holder.reset();
    all[3].deputy.reset();
    all[4].holder.reset();
    all[4].deputy.reset();
    const auto present = room({0, 1, 2, 5, 7, 11});
    CHECK_FALSE(countQuorum(all, present).hasNumbers());
    const auto resolved = countQuorum(all, present, {.vacanciesReduceTotal = true});
    CHECK(resolved.votingSeats == 12);
    CHECK(resolved.mayDecide());
}

TEST_CASE("a group without seats is never quorate")
{
    CHECK_FALSE(countQuorum({}, room({0})).hasNumbers());
}

TEST_CASE("vector 8: a tie is cast by the person in the chair, who has voted already")
{
    const auto quorum = eight();
    const auto tie = ballots(quorum, 4, 4);
    CHECK(countVotes(quorum, tie).outcome == VoteOutcome::CastingVote);
    const auto cast = countVotes(quorum, tie, Choice::For);
    CHECK(cast.outcome == VoteOutcome::Carried);
    CHECK(cast.byCastingVote);
    CHECK(cast.votesFor == 4);
    CHECK(countVotes(quorum, tie, Choice::Against).outcome == VoteOutcome::Lost);
    CHECK(countVotes(quorum, tie, Choice::Abstain).outcome == VoteOutcome::CastingVote);
}

TEST_CASE("vector 8: without the chair the vice chair is in the chair")
{
    CHECK(inTheChair(person(5), person(11), room({5, 11})) == person(5));
    CHECK(inTheChair(person(5), person(11), room({0, 11})) == person(11));
    CHECK_FALSE(inTheChair(person(5), person(11), room({0, 1})));
}

TEST_CASE("a majority stands without the casting vote, whatever it says")
{
    const auto quorum = eight();
    const auto result = countVotes(quorum, ballots(quorum, 5, 3), Choice::Against);
    CHECK(result.outcome == VoteOutcome::Carried);
    CHECK_FALSE(result.byCastingVote);
    CHECK(countVotes(quorum, ballots(quorum, 3, 5)).outcome == VoteOutcome::Lost);
}

TEST_CASE("abstentions are not votes cast, and nobody voting decides nothing")
{
    const auto quorum = eight();
    auto cast = ballots(quorum, 2, 1);
    cast.push_back({quorum.voters[3].person, Choice::Abstain});
    const auto result = countVotes(quorum, cast);
    CHECK(result.outcome == VoteOutcome::Carried);
    CHECK(result.abstained == 1);
    CHECK(countVotes(quorum, {}).outcome == VoteOutcome::NoDecision);
}

TEST_CASE("a second ballot and a stranger's ballot do not count")
{
    const auto quorum = eight();
    auto cast = ballots(quorum, 1, 1);
    cast.push_back(cast[0]);
    cast.push_back({person(50), Choice::For});
    const auto result = countVotes(quorum, cast);
    CHECK(result.votesFor == 1);
    CHECK(result.outcome == VoteOutcome::CastingVote);
}

TEST_CASE("a room that may not decide decides nothing by any majority")
{
    const auto quorum = countQuorum(seats(), room({0, 1, 2, 3, 4, 5, 6}));
    CHECK(countVotes(quorum, ballots(quorum, 7, 0)).outcome == VoteOutcome::NoDecision);
}

TEST_CASE("an urgent decision waits for every member and the chair, and is reported next time")
{
    UrgentDecision d{.members = 14, .consulted = 13, .chairConsented = true};
    CHECK(urgentState(d) == UrgentState::Raised);
    CHECK_FALSE(mayAct(d));
    d.consulted = 14;
    CHECK(urgentState(d) == UrgentState::ChairConsented);
    CHECK(mayAct(d));
    d.chairConsented = false;
    CHECK(urgentState(d) == UrgentState::Consulted);
    CHECK_FALSE(mayAct(d));
    d.chairConsented = d.acted = true;
    CHECK(urgentState(d) == UrgentState::Acted);
    CHECK_FALSE(isReportOverdue(d, false));
    CHECK(isReportOverdue(d, true));
    d.reported = true;
    CHECK(urgentState(d) == UrgentState::Reported);
    CHECK_FALSE(isReportOverdue(d, true));
}
