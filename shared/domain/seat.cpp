#include "shared/domain/seat.h"

#include "shared/base/mutant.h"
#include "shared/schema/agency_fields.h"

#include <array>

namespace lapwing::domain {

namespace {
namespace staff = schema::staff;
using staff::Role;

constexpr std::array kVoting{Role::SteeringChair, Role::SteeringVice, Role::SteeringMember};

PersonId personOf(const Facts& of) { return PersonId::from(of.record().view()); }

/// The agency that every version names.
std::optional<RecordId> agencyOf(const Facts& of) { return of[staff::agency].only(); }

std::optional<rules::Constituency> sideOf(const std::optional<RecordId>& agency,
                                          std::span<const Facts> agencies)
{
    if (!agency) return std::nullopt;
    const auto at = std::ranges::find(agencies, *agency, &Facts::record);
    if (at == agencies.end()) return std::nullopt;
    const auto sector = (*at)[schema::agency::sector].only();
    return sector ? rules::constituencyOf(*sector) : std::nullopt;
}
} // namespace

bool mayHold(const Facts& of, Role role) { return of[staff::role].mayBe(role); }

bool holds(const Facts& of, Role role)
{
    if (mutant("seat-held-by-one-version")) return mayHold(of, role);
    return of[staff::role].is(role) && of[staff::standing].is(staff::Standing::Active);
}

std::vector<rules::Seat> seatsOf(std::span<const Facts> all, std::span<const Facts> agencies)
{
    std::vector<const Facts*> people;
    for (const auto& each : all) people.push_back(&each);
    std::ranges::sort(people, {}, [](const Facts* each) { return each->record(); });
    std::vector<rules::Seat> seats;
    std::vector<std::optional<RecordId>> of; // the agency of each seat
    for (const auto* each : people) {
        const auto is = [&](Role role) { return holds(*each, role); };
        const auto may = [&](Role role) { return mayHold(*each, role); };
        if (std::ranges::none_of(kVoting, may)) continue;
        rules::Seat seat;
        of.push_back(agencyOf(*each));
        seat.constituency = sideOf(of.back(), agencies);
        if (std::ranges::any_of(kVoting, is)) seat.holder = personOf(*each);
        seats.push_back(seat);
    }
    for (const auto* each : people) {
        const auto agency = agencyOf(*each);
        if (!agency || !holds(*each, Role::SteeringDeputy)) continue;
        for (std::size_t i = 0; i < seats.size(); ++i)
            if (of[i] == agency && !seats[i].deputy) {
                seats[i].deputy = personOf(*each);
                break;
            }
    }
    return seats;
}

} // namespace lapwing::domain
