#pragma once

#include "shared/schema/field_lines.h"

/// The words of an address.
namespace lapwing::schema::address {

using lines::word;

enum class Kind : std::uint16_t {
    Home = 1,
    Safe = 2,
    Refuge = 3,
    Temporary = 4,
    Custody = 5,
    ApprovedPremises = 6,
    Workplace = 7,
    School = 8,
    Bail = 9,
    ExclusionArea = 10,
};
inline constexpr Code kAddressKindWords[] = {
    word(Kind::Home, "home"),           word(Kind::Safe, "safe"),
    word(Kind::Refuge, "refuge"),       word(Kind::Temporary, "temporary"),
    word(Kind::Custody, "custody"),     word(Kind::ApprovedPremises, "approved_premises"),
    word(Kind::Workplace, "workplace"), word(Kind::School, "school"),
    word(Kind::Bail, "bail"),           word(Kind::ExclusionArea, "exclusion_area")};
inline constexpr Vocabulary kAddressKinds{"address_kind", kAddressKindWords};

enum class Sensitivity : std::uint16_t {
    Ordinary = 1,
    VictimSafety = 2,
    Secret = 3,
};
inline constexpr Code kSensitivityWords[] = {word(Sensitivity::Ordinary, "ordinary", 0),
                                             word(Sensitivity::VictimSafety, "victim_safety", 1),
                                             word(Sensitivity::Secret, "secret", 2)};
inline constexpr Vocabulary kSensitivities{"sensitivity", kSensitivityWords};

} // namespace lapwing::schema::address
