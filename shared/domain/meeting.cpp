#include "shared/domain/meeting.h"

#include "shared/base/mutant.h"
#include "shared/schema/meeting_fields.h"

namespace lapwing::domain {

namespace {
namespace meeting = schema::meeting;
using schema::staff::Role;

bool isPresent(const Version& said) { return said.readable && said.value.asInteger() == 1; }

/// Those whom every version of the list of attendance has in it, and those whom only some has.
void readAttendance(const Facts& of, std::vector<PersonId>& present, std::vector<PersonId>& doubt)
{
    of.noteRead(meeting::attendees.wire());
    for (const auto& [place, versions] : of.registers()) {
        if (place.first != meeting::attendees.wire()) continue;
        const auto staff = schema::memberOf<RecordId>(place.second);
        const bool some = std::ranges::any_of(versions, isPresent);
        if (!staff || !some) continue;
        const bool every = std::ranges::all_of(versions, isPresent);
        auto& to = every || mutant("doubtful-votes") ? present : doubt;
        to.push_back(PersonId::from(staff->view()));
    }
}

/// The one person who is this beyond doubt; nobody when there are two.
std::optional<PersonId> only(std::span<const Facts> staff, Role role)
{
    std::optional<PersonId> found;
    for (const auto& each : staff) {
        if (!mayHold(each, role)) continue;
        if (found || !holds(each, role)) return std::nullopt;
        found = PersonId::from(each.record().view());
    }
    return found;
}
} // namespace

std::optional<Room> roomOf(const MeetingFacts& of, const rules::QuorumSettings& settings)
{
    if (!of.meeting[meeting::panel].mayBe(schema::Panel::Steering)) return std::nullopt;
    Room room;
    std::vector<PersonId> present;
    readAttendance(of.meeting, present, room.inDoubt);
    room.quorum = rules::countQuorum(seatsOf(of.staff, of.agencies), present, settings);
    room.inTheChair = rules::inTheChair(only(of.staff, Role::SteeringChair),
                                        only(of.staff, Role::SteeringVice), present);
    if (!room.quorum.hasNumbers()) room.lacks.push_back(Lack::Members);
    if (room.quorum.localAuthority == 0) room.lacks.push_back(Lack::LocalAuthority);
    if (room.quorum.cspStatutory == 0) room.lacks.push_back(Lack::StatutoryPartner);
    if (room.quorum.providerOrUser == 0) room.lacks.push_back(Lack::ProviderOrUser);
    return room;
}

} // namespace lapwing::domain
