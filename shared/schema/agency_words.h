#pragma once

#include "shared/schema/field_lines.h"

/// The words of an agency.
namespace lapwing::schema::agency {

using lines::word;

enum class Sector : std::uint16_t {
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
inline constexpr Code kSectorWords[] = {word(Sector::LocalAuthority, "local_authority"),
                                        word(Sector::Police, "police"),
                                        word(Sector::Probation, "probation"),
                                        word(Sector::Health, "health"),
                                        word(Sector::Housing, "housing"),
                                        word(Sector::Education, "education"),
                                        word(Sector::VoluntarySpecialist, "voluntary_specialist"),
                                        word(Sector::ServiceUserRep, "service_user_rep"),
                                        word(Sector::Other, "other")};
inline constexpr Vocabulary kSectors{"sector", kSectorWords};

enum class IsaStatus : std::uint16_t {
    Signed = 1,
    NotSigned = 2,
    OutOfDate = 3,
};
inline constexpr Code kIsaWords[] = {word(IsaStatus::Signed, "signed", 0),
                                     word(IsaStatus::NotSigned, "not_signed", 2),
                                     word(IsaStatus::OutOfDate, "out_of_date", 1)};
inline constexpr Vocabulary kIsa{"isa_status", kIsaWords};

} // namespace lapwing::schema::agency
