#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lapwing::access {

/// What a person may be on a panel. Wire numbers, never reused.
enum class Role : std::uint8_t {
    Referrer = 1,
    Idva = 2,
    MaracCoordinator = 3,
    MaracChair = 4,
    AgencyRep = 5,
    IomOfficer = 6,
    ProbationPractitioner = 7,
    IomCoordinator = 8,
    IomSupervisor = 9,
    CmaracCoordinator = 10,
    EvvpCoordinator = 11,
    LeadProfessional = 12,
    PanelMember = 13,
    SteeringChair = 14,
    SteeringVice = 15,
    SteeringMember = 16,
    SteeringDeputy = 17,
    SteeringObserver = 18,
    SteeringSecretary = 19,
    IgOfficer = 20,
    Auditor = 21,
    SystemAdmin = 22,
};
inline constexpr std::uint8_t kRoles = 22;

/// The sector of an agency. Wire numbers, never reused.
enum class Sector : std::uint8_t {
    LocalAuthority = 1,
    Police = 2,
    Probation = 3,
    Health = 4,
    Housing = 5,
    Education = 6,
    VoluntarySpecialist = 7,
    ServiceUserRep = 8,
    Other = 9,
};
inline constexpr std::uint8_t kSectors = 9;

/// The stored name ("marac_coordinator"); empty for a number that this version does not know.
[[nodiscard]] std::string_view nameOf(Role role);
[[nodiscard]] std::string_view nameOf(Sector sector);
[[nodiscard]] std::optional<Role> roleNamed(std::string_view name);
[[nodiscard]] std::optional<Sector> sectorNamed(std::string_view name);

[[nodiscard]] constexpr bool isKnown(Role role)
{
    return role >= Role::Referrer && role <= Role::SystemAdmin;
}

} // namespace lapwing::access
