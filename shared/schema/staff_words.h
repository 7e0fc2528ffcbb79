#pragma once

#include "shared/schema/field_lines.h"

/// The words of a staff.
namespace lapwing::schema::staff {

using lines::word;

// Numbers and words of access/role.h, whose rules these roles obey.
enum class HeldRole : std::uint16_t {
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
inline constexpr Code kRoleWords[] = {
    word(HeldRole::Referrer, "referrer"),
    word(HeldRole::Idva, "idva"),
    word(HeldRole::MaracCoordinator, "marac_coordinator"),
    word(HeldRole::MaracChair, "marac_chair"),
    word(HeldRole::AgencyRep, "agency_rep"),
    word(HeldRole::IomOfficer, "iom_officer"),
    word(HeldRole::ProbationPractitioner, "probation_practitioner"),
    word(HeldRole::IomCoordinator, "iom_coordinator"),
    word(HeldRole::IomSupervisor, "iom_supervisor"),
    word(HeldRole::CmaracCoordinator, "cmarac_coordinator"),
    word(HeldRole::EvvpCoordinator, "evvp_coordinator"),
    word(HeldRole::LeadProfessional, "lead_professional"),
    word(HeldRole::PanelMember, "panel_member"),
    word(HeldRole::SteeringChair, "steering_chair"),
    word(HeldRole::SteeringVice, "steering_vice"),
    word(HeldRole::SteeringMember, "steering_member"),
    word(HeldRole::SteeringDeputy, "steering_deputy"),
    word(HeldRole::SteeringObserver, "steering_observer"),
    word(HeldRole::SteeringSecretary, "steering_secretary"),
    word(HeldRole::IgOfficer, "ig_officer"),
    word(HeldRole::Auditor, "auditor"),
    word(HeldRole::SystemAdmin, "system_admin")};
inline constexpr Vocabulary kRoles{"role", kRoleWords};

enum class Standing : std::uint16_t {
    Active = 1,
    Suspended = 2,
    Revoked = 3,
};
inline constexpr Code kStandingWords[] = {word(Standing::Active, "active", 0),
                                          word(Standing::Suspended, "suspended", 1),
                                          word(Standing::Revoked, "revoked", 2)};
inline constexpr Vocabulary kStandings{"standing", kStandingWords};

enum class Clearance : std::uint16_t {
    None = 1,
    Bpss = 2,
    Ctc = 3,
    Sc = 4,
};
inline constexpr Code kClearanceWords[] = {
    word(Clearance::None, "none", 3), word(Clearance::Bpss, "bpss", 2),
    word(Clearance::Ctc, "ctc", 1), word(Clearance::Sc, "sc", 0)};
inline constexpr Vocabulary kClearances{"clearance", kClearanceWords};

} // namespace lapwing::schema::staff
