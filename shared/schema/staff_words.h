#pragma once

#include "shared/schema/field_lines.h"

/// The words of a staff.
namespace lapwing::schema::staff {

using lines::word;

/// What a person may be on a panel. Wire numbers, never reused; what each may do is in
/// shared/access/matrix.cpp.
enum class Role : std::uint16_t {
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
inline constexpr Code kRoleWords[] = {word(Role::Referrer, "referrer"),
                                      word(Role::Idva, "idva"),
                                      word(Role::MaracCoordinator, "marac_coordinator"),
                                      word(Role::MaracChair, "marac_chair"),
                                      word(Role::AgencyRep, "agency_rep"),
                                      word(Role::IomOfficer, "iom_officer"),
                                      word(Role::ProbationPractitioner, "probation_practitioner"),
                                      word(Role::IomCoordinator, "iom_coordinator"),
                                      word(Role::IomSupervisor, "iom_supervisor"),
                                      word(Role::CmaracCoordinator, "cmarac_coordinator"),
                                      word(Role::EvvpCoordinator, "evvp_coordinator"),
                                      word(Role::LeadProfessional, "lead_professional"),
                                      word(Role::PanelMember, "panel_member"),
                                      word(Role::SteeringChair, "steering_chair"),
                                      word(Role::SteeringVice, "steering_vice"),
                                      word(Role::SteeringMember, "steering_member"),
                                      word(Role::SteeringDeputy, "steering_deputy"),
                                      word(Role::SteeringObserver, "steering_observer"),
                                      word(Role::SteeringSecretary, "steering_secretary"),
                                      word(Role::IgOfficer, "ig_officer"),
                                      word(Role::Auditor, "auditor"),
                                      word(Role::SystemAdmin, "system_admin")};
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
