#include "shared/rules/quorum.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::rules;
using schema::agency::Sector;

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

TEST_CASE("the deputy of a vacant seat that is not in the total is not in the room either")
{
    auto all = seats();
    for (std::size_t n = 3; n < 14; ++n) all[n].holder.reset();
    all.resize(5);
    auto present = room({0});
    present.push_back(deputy(3));
    present.push_back(deputy(4));
    const auto whole = countQuorum(all, present);
    CHECK(whole.votingSeats == 5);
    CHECK(whole.present() == 3);
    const auto resolved = countQuorum(all, present, {.vacanciesReduceTotal = true});
    CHECK(resolved.votingSeats == 3);
    CHECK(resolved.present() == 1);
    CHECK_FALSE(resolved.hasNumbers());
}

TEST_CASE("a seat of no known side fills no side of the room")
{
    auto all = seats();
    for (std::size_t n = 11; n < 14; ++n) all[n].constituency.reset();
    const auto quorum = countQuorum(all, room({0, 1, 2, 5, 7, 8, 11, 12}));
    CHECK(quorum.hasNumbers());
    CHECK_FALSE(quorum.hasAllSides());
}

TEST_CASE("vector 8: without the chair the vice chair is in the chair")
{
    CHECK(inTheChair(person(0), person(1), room({0, 1})) == person(0));
    CHECK(inTheChair(person(0), person(1), room({1, 2})) == person(1));
    CHECK_FALSE(inTheChair(person(0), person(1), room({2})));
    CHECK_FALSE(inTheChair(std::nullopt, person(1), room({0})));
}
