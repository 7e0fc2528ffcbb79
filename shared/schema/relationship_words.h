#pragma once

#include "shared/schema/field_lines.h"

/// The words of a relationship.
namespace lapwing::schema::relationship {

using lines::word;

enum class Relation : std::uint16_t {
    Partner = 1,
    ExPartner = 2,
    Spouse = 3,
    Parent = 4,
    Child = 5,
    Sibling = 6,
    OtherFamily = 7,
    Household = 8,
    Associate = 9,
    GangAssociate = 10,
    VictimOf = 11,
    AllegedPerpetratorOf = 12,
    Carer = 13,
};
inline constexpr Code kRelationWords[] = {
    word(Relation::Partner, "partner"),
    word(Relation::ExPartner, "ex_partner"),
    word(Relation::Spouse, "spouse"),
    word(Relation::Parent, "parent"),
    word(Relation::Child, "child"),
    word(Relation::Sibling, "sibling"),
    word(Relation::OtherFamily, "other_family"),
    word(Relation::Household, "household"),
    word(Relation::Associate, "associate"),
    word(Relation::GangAssociate, "gang_associate"),
    word(Relation::VictimOf, "victim_of"),
    word(Relation::AllegedPerpetratorOf, "alleged_perpetrator_of"),
    word(Relation::Carer, "carer")};
inline constexpr Vocabulary kRelations{"relation", kRelationWords};

} // namespace lapwing::schema::relationship
