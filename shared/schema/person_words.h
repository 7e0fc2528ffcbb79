#pragma once

#include "shared/schema/field_lines.h"

/// The words of a person.
namespace lapwing::schema::person {

using lines::word;

enum class DobPrecision : std::uint16_t {
    Exact = 1,
    Approximate = 2,
    SeveralRecorded = 3,
};
inline constexpr Code kPrecisionWords[] = {word(DobPrecision::Exact, "exact"),
                                           word(DobPrecision::Approximate, "approximate"),
                                           word(DobPrecision::SeveralRecorded, "several_recorded")};
inline constexpr Vocabulary kPrecisions{"dob_precision", kPrecisionWords};

enum class CaseRole : std::uint16_t {
    Subject = 1,
    Victim = 2,
    AllegedPerpetrator = 3,
    Child = 4,
    HouseholdMember = 5,
    Associate = 6,
    Other = 7,
};
inline constexpr Code kCaseRoleWords[] = {word(CaseRole::Subject, "subject"),
                                          word(CaseRole::Victim, "victim"),
                                          word(CaseRole::AllegedPerpetrator, "alleged_perpetrator"),
                                          word(CaseRole::Child, "child"),
                                          word(CaseRole::HouseholdMember, "household_member"),
                                          word(CaseRole::Associate, "associate"),
                                          word(CaseRole::Other, "other")};
inline constexpr Vocabulary kCaseRoles{"case_role", kCaseRoleWords};

enum class Sex : std::uint16_t {
    Female = 1,
    Male = 2,
    Intersex = 3,
    Unknown = 4,
};
inline constexpr Code kSexWords[] = {word(Sex::Female, "female"), word(Sex::Male, "male"),
                                     word(Sex::Intersex, "intersex"),
                                     word(Sex::Unknown, "unknown")};
inline constexpr Vocabulary kSexes{"sex", kSexWords};

enum class GenderIdentity : std::uint16_t {
    Woman = 1,
    Man = 2,
    NonBinary = 3,
    TransWoman = 4,
    TransMan = 5,
    Other = 6,
    NotStated = 7,
};
inline constexpr Code kGenderWords[] = {
    word(GenderIdentity::Woman, "woman"),          word(GenderIdentity::Man, "man"),
    word(GenderIdentity::NonBinary, "non_binary"), word(GenderIdentity::TransWoman, "trans_woman"),
    word(GenderIdentity::TransMan, "trans_man"),   word(GenderIdentity::Other, "other"),
    word(GenderIdentity::NotStated, "not_stated")};
inline constexpr Vocabulary kGenders{"gender_identity", kGenderWords};

// The 18 groups and "other" of the 2011 and 2021 censuses of England and Wales.
enum class Ethnicity : std::uint16_t {
    WhiteBritish = 1,
    WhiteIrish = 2,
    WhiteGypsyOrTraveller = 3,
    WhiteRoma = 4,
    WhiteOther = 5,
    MixedWhiteBlackCaribbean = 6,
    MixedWhiteBlackAfrican = 7,
    MixedWhiteAsian = 8,
    MixedOther = 9,
    AsianIndian = 10,
    AsianPakistani = 11,
    AsianBangladeshi = 12,
    AsianChinese = 13,
    AsianOther = 14,
    BlackAfrican = 15,
    BlackCaribbean = 16,
    BlackOther = 17,
    Arab = 18,
    Other = 19,
    NotStated = 20,
};
inline constexpr Code kEthnicityWords[] = {
    word(Ethnicity::WhiteBritish, "white_british"),
    word(Ethnicity::WhiteIrish, "white_irish"),
    word(Ethnicity::WhiteGypsyOrTraveller, "white_gypsy_or_traveller"),
    word(Ethnicity::WhiteRoma, "white_roma"),
    word(Ethnicity::WhiteOther, "white_other"),
    word(Ethnicity::MixedWhiteBlackCaribbean, "mixed_white_black_caribbean"),
    word(Ethnicity::MixedWhiteBlackAfrican, "mixed_white_black_african"),
    word(Ethnicity::MixedWhiteAsian, "mixed_white_asian"),
    word(Ethnicity::MixedOther, "mixed_other"),
    word(Ethnicity::AsianIndian, "asian_indian"),
    word(Ethnicity::AsianPakistani, "asian_pakistani"),
    word(Ethnicity::AsianBangladeshi, "asian_bangladeshi"),
    word(Ethnicity::AsianChinese, "asian_chinese"),
    word(Ethnicity::AsianOther, "asian_other"),
    word(Ethnicity::BlackAfrican, "black_african"),
    word(Ethnicity::BlackCaribbean, "black_caribbean"),
    word(Ethnicity::BlackOther, "black_other"),
    word(Ethnicity::Arab, "arab"),
    word(Ethnicity::Other, "other"),
    word(Ethnicity::NotStated, "not_stated")};
inline constexpr Vocabulary kEthnicities{"ethnicity", kEthnicityWords};

enum class SexualOrientation : std::uint16_t {
    Heterosexual = 1,
    Lesbian = 2,
    Gay = 3,
    Bisexual = 4,
    Other = 5,
    NotStated = 6,
};
inline constexpr Code kOrientationWords[] = {word(SexualOrientation::Heterosexual, "heterosexual"),
                                             word(SexualOrientation::Lesbian, "lesbian"),
                                             word(SexualOrientation::Gay, "gay"),
                                             word(SexualOrientation::Bisexual, "bisexual"),
                                             word(SexualOrientation::Other, "other"),
                                             word(SexualOrientation::NotStated, "not_stated")};
inline constexpr Vocabulary kOrientations{"sexual_orientation", kOrientationWords};

enum class DisabilityType : std::uint16_t {
    Physical = 1,
    Sensory = 2,
    Learning = 3,
    MentalHealth = 4,
    LongTermIllness = 5,
    Neurodivergent = 6,
    Other = 7,
};
inline constexpr Code kDisabilityWords[] = {
    word(DisabilityType::Physical, "physical"),
    word(DisabilityType::Sensory, "sensory"),
    word(DisabilityType::Learning, "learning"),
    word(DisabilityType::MentalHealth, "mental_health"),
    word(DisabilityType::LongTermIllness, "long_term_illness"),
    word(DisabilityType::Neurodivergent, "neurodivergent"),
    word(DisabilityType::Other, "other")};
inline constexpr Vocabulary kDisabilities{"disability_type", kDisabilityWords};

} // namespace lapwing::schema::person
