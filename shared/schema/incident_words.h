#pragma once

#include "shared/schema/field_lines.h"

/// The words of an incident.
namespace lapwing::schema::incident {

using lines::word;

enum class Kind : std::uint16_t {
    Violence = 1,
    Threat = 2,
    Damage = 3,
    StalkingOrHarassment = 4,
    SexualAbuse = 5,
    CoerciveControl = 6,
    EconomicAbuse = 7,
    UnwantedContact = 8,
    BreachOfBail = 9,
    BreachOfOrder = 10,
    Dispute = 11,
    Strangulation = 12,
    HonourBasedAbuse = 13,
    AntiSocialBehaviour = 14,
    HateIncident = 15,
    MissingEpisode = 16,
    Arrest = 17,
    VerbalAbuse = 18,
    Other = 19,
};
inline constexpr Code kIncidentKindWords[] = {
    word(Kind::Violence, "violence"),
    word(Kind::Threat, "threat"),
    word(Kind::Damage, "damage"),
    word(Kind::StalkingOrHarassment, "stalking_or_harassment"),
    word(Kind::SexualAbuse, "sexual_abuse"),
    word(Kind::CoerciveControl, "coercive_control"),
    word(Kind::EconomicAbuse, "economic_abuse"),
    word(Kind::UnwantedContact, "unwanted_contact"),
    word(Kind::BreachOfBail, "breach_of_bail"),
    word(Kind::BreachOfOrder, "breach_of_order"),
    word(Kind::Dispute, "dispute"),
    word(Kind::Strangulation, "strangulation"),
    word(Kind::HonourBasedAbuse, "honour_based_abuse"),
    word(Kind::AntiSocialBehaviour, "anti_social_behaviour"),
    word(Kind::HateIncident, "hate_incident"),
    word(Kind::MissingEpisode, "missing_episode"),
    word(Kind::Arrest, "arrest"),
    word(Kind::VerbalAbuse, "verbal_abuse"),
    word(Kind::Other, "other")};
inline constexpr Vocabulary kIncidentKinds{"incident_kind", kIncidentKindWords};

enum class ThirdParty : std::uint16_t {
    Perpetrator = 1,
    FamilyOrFriend = 2,
    Other = 3,
};
inline constexpr Code kThirdPartyWords[] = {word(ThirdParty::Perpetrator, "perpetrator"),
                                            word(ThirdParty::FamilyOrFriend, "family_or_friend"),
                                            word(ThirdParty::Other, "other")};
inline constexpr Vocabulary kThirdParties{"by_third_party", kThirdPartyWords};

} // namespace lapwing::schema::incident
