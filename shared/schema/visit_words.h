#pragma once

#include "shared/schema/field_lines.h"

/// The words of a visit.
namespace lapwing::schema::visit {

using lines::word;

// Duress and overdue outrank all; below them, the visit that is less far on shows. That it needs
// approval, has it, or is countersigned is said by no word but by signatures: domain/visit.h. Their
// numbers 2, 3 and 10 are not used again.
enum class State : std::uint16_t {
    Draft = 1,
    Ready = 4,
    EnRoute = 5,
    OnScene = 6,
    Left = 7,
    SafeOut = 8,
    Recorded = 9,
    Overdue = 11,
    Escalated = 12,
    Resolved = 13,
    Duress = 14,
    Aborted = 15,
};
inline constexpr Code kStateWords[] = {word(State::Draft, "draft", 6),
                                       word(State::Ready, "ready", 5),
                                       word(State::EnRoute, "en_route", 8),
                                       word(State::OnScene, "on_scene", 9),
                                       word(State::Left, "left", 4),
                                       word(State::SafeOut, "safe_out", 3),
                                       word(State::Recorded, "recorded", 2),
                                       word(State::Overdue, "overdue", 10),
                                       word(State::Escalated, "escalated", 11),
                                       word(State::Resolved, "resolved", 3),
                                       word(State::Duress, "duress", 12),
                                       word(State::Aborted, "aborted", 1)};
inline constexpr Vocabulary kStates{"visit_state", kStateWords};

enum class Announced : std::uint16_t {
    Announced = 1,
    Unannounced = 2,
};
inline constexpr Code kAnnouncedWords[] = {word(Announced::Announced, "announced"),
                                           word(Announced::Unannounced, "unannounced")};
inline constexpr Vocabulary kAnnounced{"announced", kAnnouncedWords};

enum class Kit : std::uint16_t {
    BodyArmour = 1,
    BodyWornVideo = 2,
    Radio = 3,
    Alarm = 4,
    Gloves = 5,
    Mask = 6,
    FirstAid = 7,
};
inline constexpr Code kKitWords[] = {word(Kit::BodyArmour, "body_armour"),
                                     word(Kit::BodyWornVideo, "body_worn_video"),
                                     word(Kit::Radio, "radio"),
                                     word(Kit::Alarm, "alarm"),
                                     word(Kit::Gloves, "gloves"),
                                     word(Kit::Mask, "mask"),
                                     word(Kit::FirstAid, "first_aid")};
inline constexpr Vocabulary kKit{"kit", kKitWords};

enum class Condition : std::uint16_t {
    GoodBehaviour = 1,
    NoOffence = 2,
    KeepInTouch = 3,
    ReceiveVisits = 4,
    ApprovedAddress = 5,
    ApprovedWork = 6,
    NoTravelAbroad = 7,
    Residence = 8,
    Contact = 9,
    Programmes = 10,
    Possession = 11,
    ExclusionZone = 12,
    Curfew = 13,
    Tag = 14,
    AlcoholTesting = 15,
    DrugTesting = 16,
    Polygraph = 17,
    Sobriety = 18,
};
inline constexpr Code kConditionWords[] = {word(Condition::GoodBehaviour, "good_behaviour"),
                                           word(Condition::NoOffence, "no_offence"),
                                           word(Condition::KeepInTouch, "keep_in_touch"),
                                           word(Condition::ReceiveVisits, "receive_visits"),
                                           word(Condition::ApprovedAddress, "approved_address"),
                                           word(Condition::ApprovedWork, "approved_work"),
                                           word(Condition::NoTravelAbroad, "no_travel_abroad"),
                                           word(Condition::Residence, "residence"),
                                           word(Condition::Contact, "contact"),
                                           word(Condition::Programmes, "programmes"),
                                           word(Condition::Possession, "possession"),
                                           word(Condition::ExclusionZone, "exclusion_zone"),
                                           word(Condition::Curfew, "curfew"),
                                           word(Condition::Tag, "tag"),
                                           word(Condition::AlcoholTesting, "alcohol_testing"),
                                           word(Condition::DrugTesting, "drug_testing"),
                                           word(Condition::Polygraph, "polygraph"),
                                           word(Condition::Sobriety, "sobriety")};
inline constexpr Vocabulary kConditions{"condition", kConditionWords};

enum class Concern : std::uint16_t {
    Child = 1,
    AdultAtRisk = 2,
    DomesticAbuse = 3,
    Exploitation = 4,
    MentalHealth = 5,
};
inline constexpr Code kConcernWords[] = {
    word(Concern::Child, "child"), word(Concern::AdultAtRisk, "adult_at_risk"),
    word(Concern::DomesticAbuse, "domestic_abuse"), word(Concern::Exploitation, "exploitation"),
    word(Concern::MentalHealth, "mental_health")};
inline constexpr Vocabulary kConcerns{"concern", kConcernWords};

enum class Outcome : std::uint16_t {
    Seen = 1,
    NoAnswer = 2,
    AccessRefused = 3,
    NotResident = 4,
    Moved = 5,
    AbortedUnsafe = 6,
    Arrested = 7,
    ChildReferralMade = 8,
};
inline constexpr Code kOutcomeWords[] = {word(Outcome::Seen, "seen"),
                                         word(Outcome::NoAnswer, "no_answer"),
                                         word(Outcome::AccessRefused, "access_refused"),
                                         word(Outcome::NotResident, "not_resident"),
                                         word(Outcome::Moved, "moved"),
                                         word(Outcome::AbortedUnsafe, "aborted_unsafe"),
                                         word(Outcome::Arrested, "arrested"),
                                         word(Outcome::ChildReferralMade, "child_referral_made")};
inline constexpr Vocabulary kOutcomes{"visit_outcome", kOutcomeWords};

} // namespace lapwing::schema::visit
