// Who has a voice in the steering group, and whether its room may decide.
#include "shared/domain/meeting.h"
#include "shared/schema/agency_fields.h"
#include "shared/schema/meeting_fields.h"
#include "tests/support/domain_scene.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::domain;
using namespace lapwing::test;
using schema::agency::Sector;
using schema::staff::Role;
namespace meeting = schema::meeting;
namespace staff = schema::staff;

namespace {
/// The group of vector 7: council 5, police, probation, health 4, providers 3; each holds a seat.
struct Group : Scene {
    RecordId sitting = make(meeting::type, carol);
    std::vector<RecordId> agencies, members;

    Group()
    {
        put(sitting, meeting::panel, schema::Panel::Steering, carol);
        for (std::size_t n = 0; n < 14; ++n) {
            const auto sector = n < 5    ? Sector::LocalAuthority
                                : n == 5 ? Sector::Police
                                : n == 6 ? Sector::Probation
                                : n < 11 ? Sector::Health
                                         : Sector::VoluntarySpecialist;
            agencies.push_back(make(schema::agency::type, carol));
            put(agencies.back(), schema::agency::sector, sector, carol);
            const auto role = n == 0   ? Role::SteeringChair
                              : n == 5 ? Role::SteeringVice
                                       : Role::SteeringMember;
            members.push_back(person(role, agencies.back()));
        }
    }
    RecordId person(Role role, const RecordId& agency)
    {
        const auto id = make(staff::type, carol);
        put(id, staff::role, role, carol);
        put(id, staff::agency, agency, carol);
        put(id, staff::standing, staff::Standing::Active, carol);
        return id;
    }
    void comes(const RecordId& who, std::int64_t is = 1)
    {
        at(sitting).add(meeting::attendees.wire(), Bytes(who.view().begin(), who.view().end()),
                        {Value::integer(is), carol, true, {}});
    }
    void come(std::initializer_list<std::size_t> numbers)
    {
        for (const auto n : numbers) comes(members[n]);
    }
    [[nodiscard]] std::optional<Room> look(const rules::QuorumSettings& settings = {}) const
    {
        return roomOf({*record(sitting), all(staff::type), all(schema::agency::type)}, settings);
    }
    [[nodiscard]] Room room(const rules::QuorumSettings& settings = {}) const
    {
        const auto found = look(settings);
        REQUIRE(found);
        return *found;
    }
};
PersonId personOf(const RecordId& record) { return PersonId::from(record.view()); }
using Lacks = std::vector<Lack>;
} // namespace

TEST_CASE("vector 7: seven of fourteen decide with every side there, and not without one")
{
    Group group;
    group.come({0, 1, 2, 7, 8, 11, 12});
    CHECK(group.room().quorum.votingSeats == 14);
    CHECK(group.room().lacks.empty());
    CHECK(group.room().inTheChair == personOf(group.members[0]));
    Group council;
    council.come({0, 1, 2, 3, 4, 5, 6});
    CHECK(council.room().lacks == Lacks{Lack::ProviderOrUser});
    Group few;
    few.come({5, 6, 7, 8, 11, 12});
    CHECK(few.room().lacks == Lacks{Lack::Members, Lack::LocalAuthority});
    CHECK(few.room().inTheChair == personOf(few.members[5])); // the vice chair
}

TEST_CASE("vector 7: the deputy of an absent provider votes, an observer and a second one do not")
{
    Group group;
    group.come({0, 1, 2, 5, 7, 8});
    const auto deputy = group.person(Role::SteeringDeputy, group.agencies[12]);
    const auto observer = group.person(Role::SteeringObserver, group.agencies[13]);
    group.comes(observer);
    CHECK(group.room().lacks == Lacks{Lack::Members, Lack::ProviderOrUser});
    group.comes(deputy);
    CHECK(group.room().lacks.empty());
    group.comes(group.members[12]);
    CHECK(group.room().quorum.present() == 7);
    for (const auto& voter : group.room().quorum.voters) CHECK(voter.person != personOf(deputy));
}

TEST_CASE("a seat whose holder has left is vacant: it counts, unless the group resolved otherwise")
{
    Group group;
    for (const std::size_t n : {9, 10}) {
        group.put(group.members[n], staff::standing, staff::Standing::Revoked, group.carol);
        group.comes(group.members[n]);
    }
    const auto deputy = group.person(Role::SteeringDeputy, group.agencies[9]);
    group.come({0, 1, 5, 7, 11});
    group.comes(deputy);
    CHECK(group.room().quorum.votingSeats == 14);
    CHECK(group.room().quorum.present() == 6);
    const auto resolved = group.room({.vacanciesReduceTotal = true});
    CHECK(resolved.quorum.votingSeats == 12);
    CHECK(resolved.quorum.present() == 5); // the deputy of a seat that is not counted is not, too
    CHECK(resolved.lacks == Lacks{Lack::Members});
}

TEST_CASE("who is there, and as what, by one of two versions, lets no room decide")
{
    Group group;
    group.come({0, 1, 2, 7, 8, 11, 12});
    REQUIRE(group.room().lacks.empty());
    SUBCASE("attendance")
    {
        group.comes(group.members[12], 0);
        CHECK(group.room().inDoubt == std::vector{personOf(group.members[12])});
        CHECK(group.room().lacks == Lacks{Lack::Members});
    }
    SUBCASE("role")
    {
        group.also(group.members[12], staff::role, Role::SteeringObserver, group.ben);
        CHECK(group.room().quorum.votingSeats == 14);
        CHECK(group.room().lacks == Lacks{Lack::Members});
    }
    SUBCASE("standing")
    {
        group.also(group.members[12], staff::standing, staff::Standing::Suspended, group.ben);
        CHECK(group.room().lacks == Lacks{Lack::Members});
    }
    SUBCASE("agency")
    {
        for (const std::size_t n : {7, 8})
            group.also(group.members[n], staff::agency, group.agencies[0], group.ben);
        CHECK(group.room().lacks == Lacks{Lack::StatutoryPartner});
    }
    SUBCASE("sector")
    {
        for (const std::size_t n : {11, 12})
            group.also(group.agencies[n], schema::agency::sector, Sector::Police, group.ben);
        CHECK(group.room().lacks == Lacks{Lack::ProviderOrUser});
    }
    SUBCASE("panel")
    {
        group.also(group.sitting, meeting::panel, schema::Panel::Iom, group.ben);
        CHECK(group.look());
        group.put(group.sitting, meeting::panel, schema::Panel::Iom, group.ben);
        CHECK_FALSE(group.look());
    }
}

TEST_CASE("two chairs at once are nobody's chair")
{
    Group group;
    group.come({0, 1, 5});
    group.also(group.members[1], staff::role, Role::SteeringChair, group.ben);
    CHECK(group.room().inTheChair == personOf(group.members[5]));
}
