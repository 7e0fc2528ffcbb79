#pragma once

#include "shared/schema/field_lines.h"

/// The words of a case.
namespace lapwing::schema::casefile {

using lines::word;

// The states of every panel's cases; the less complete, or the more urgent, protects.
enum class State : std::uint16_t {
    Draft = 1,
    Referred = 2,
    Screened = 3,
    Accepted = 4,
    Listed = 5,
    Heard = 6,
    Open = 7,
    PlanOpen = 8,
    PlanReview = 9,
    PlanClosed = 10,
    StepDown = 11,
    Escalated = 12,
    Emergency = 13,
    TransferredIn = 14,
    TransferredOut = 15,
    Lapsed = 16,
    Removed = 17,
    Withdrawn = 18,
    Closed = 19,
    RetentionReview = 20,
};
inline constexpr Code kStateWords[] = {word(State::Draft, "draft", 6),
                                       word(State::Referred, "referred", 8),
                                       word(State::Screened, "screened", 8),
                                       word(State::Accepted, "accepted", 8),
                                       word(State::Listed, "listed", 8),
                                       word(State::Heard, "heard", 7),
                                       word(State::Open, "open", 7),
                                       word(State::PlanOpen, "plan_open", 7),
                                       word(State::PlanReview, "plan_review", 5),
                                       word(State::PlanClosed, "plan_closed", 3),
                                       word(State::StepDown, "step_down", 4),
                                       word(State::Escalated, "escalated", 9),
                                       word(State::Emergency, "emergency", 10),
                                       word(State::TransferredIn, "transferred_in", 8),
                                       word(State::TransferredOut, "transferred_out", 2),
                                       word(State::Lapsed, "lapsed", 2),
                                       word(State::Removed, "removed", 1),
                                       word(State::Withdrawn, "withdrawn", 1),
                                       word(State::Closed, "closed", 1),
                                       word(State::RetentionReview, "retention_review", 0)};
inline constexpr Vocabulary kStates{"case_state", kStateWords};

enum class Marking : std::uint16_t {
    Official = 1,
    OfficialSensitive = 2,
};
inline constexpr Code kMarkingWords[] = {word(Marking::Official, "official", 0),
                                         word(Marking::OfficialSensitive, "official_sensitive", 1)};
inline constexpr Vocabulary kMarkings{"marking", kMarkingWords};

enum class Restriction : std::uint16_t {
    DoNotContactVictim = 1,
    DoNotVisit = 2,
    DoNotVisitAlone = 3,
    NoPost = 4,
    SameSexStaffOnly = 5,
    LegalHold = 6,
    NeedToKnow = 7,
};
inline constexpr Code kRestrictionWords[] = {
    word(Restriction::DoNotContactVictim, "do_not_contact_victim"),
    word(Restriction::DoNotVisit, "do_not_visit"),
    word(Restriction::DoNotVisitAlone, "do_not_visit_alone"),
    word(Restriction::NoPost, "no_post"),
    word(Restriction::SameSexStaffOnly, "same_sex_staff_only"),
    word(Restriction::LegalHold, "legal_hold"),
    word(Restriction::NeedToKnow, "need_to_know")};
inline constexpr Vocabulary kRestrictions{"restriction", kRestrictionWords};

enum class Cohort : std::uint16_t {
    Fixed = 1,
    Flex = 2,
    Free = 3,
};
inline constexpr Code kCohortWords[] = {word(Cohort::Fixed, "fixed"), word(Cohort::Flex, "flex"),
                                        word(Cohort::Free, "free")};
inline constexpr Vocabulary kCohorts{"cohort", kCohortWords};

enum class Statutory : std::uint16_t {
    CommunityOrder = 1,
    Licence = 2,
    Pss = 3,
    SuspendedSentence = 4,
    Remand = 5,
    None = 6,
};
inline constexpr Code kStatutoryWords[] = {word(Statutory::CommunityOrder, "community_order"),
                                           word(Statutory::Licence, "licence"),
                                           word(Statutory::Pss, "pss"),
                                           word(Statutory::SuspendedSentence, "suspended_sentence"),
                                           word(Statutory::Remand, "remand"),
                                           word(Statutory::None, "none")};
inline constexpr Vocabulary kStatutory{"statutory", kStatutoryWords};

enum class MappaLevel : std::uint16_t {
    Level1 = 1,
    Level2 = 2,
    Level3 = 3,
    None = 4,
};
inline constexpr Code kMappaWords[] = {
    word(MappaLevel::Level1, "level_1", 1), word(MappaLevel::Level2, "level_2", 2),
    word(MappaLevel::Level3, "level_3", 3), word(MappaLevel::None, "none", 0)};
inline constexpr Vocabulary kMappa{"mappa_level", kMappaWords};

enum class RemovalReason : std::uint16_t {
    Desistance = 1,
    Moved = 2,
    LongCustody = 3,
    MappaLed = 4,
    Died = 5,
    NotSuitable = 6,
    PlanComplete = 7,
    Other = 8,
};
inline constexpr Code kRemovalWords[] = {word(RemovalReason::Desistance, "desistance"),
                                         word(RemovalReason::Moved, "moved"),
                                         word(RemovalReason::LongCustody, "long_custody"),
                                         word(RemovalReason::MappaLed, "mappa_led"),
                                         word(RemovalReason::Died, "died"),
                                         word(RemovalReason::NotSuitable, "not_suitable"),
                                         word(RemovalReason::PlanComplete, "plan_complete"),
                                         word(RemovalReason::Other, "other")};
inline constexpr Vocabulary kRemovals{"removal_reason", kRemovalWords};

enum class SubjectKind : std::uint16_t {
    Individual = 1,
    Group = 2,
    Location = 3,
    SuspectedExploiter = 4,
};
inline constexpr Code kSubjectKindWords[] = {
    word(SubjectKind::Individual, "individual"), word(SubjectKind::Group, "group"),
    word(SubjectKind::Location, "location"),
    word(SubjectKind::SuspectedExploiter, "suspected_exploiter")};
inline constexpr Vocabulary kSubjectKinds{"subject_kind", kSubjectKindWords};

enum class HarmType : std::uint16_t {
    Cse = 1,
    Cce = 2,
    CountyLines = 3,
    ModernSlavery = 4,
    Trafficking = 5,
    GangInvolvement = 6,
    SeriousViolence = 7,
    Missing = 8,
    RadicalisationLink = 9,
    Online = 10,
    Cuckooing = 11,
    AntiSocialBehaviour = 12,
    Hate = 13,
    Fire = 14,
    Fraud = 15,
    SelfNeglect = 16,
    Homelessness = 17,
};
inline constexpr Code kHarmWords[] = {word(HarmType::Cse, "cse"),
                                      word(HarmType::Cce, "cce"),
                                      word(HarmType::CountyLines, "county_lines"),
                                      word(HarmType::ModernSlavery, "modern_slavery"),
                                      word(HarmType::Trafficking, "trafficking"),
                                      word(HarmType::GangInvolvement, "gang_involvement"),
                                      word(HarmType::SeriousViolence, "serious_violence"),
                                      word(HarmType::Missing, "missing"),
                                      word(HarmType::RadicalisationLink, "radicalisation_link"),
                                      word(HarmType::Online, "online"),
                                      word(HarmType::Cuckooing, "cuckooing"),
                                      word(HarmType::AntiSocialBehaviour, "anti_social_behaviour"),
                                      word(HarmType::Hate, "hate"),
                                      word(HarmType::Fire, "fire"),
                                      word(HarmType::Fraud, "fraud"),
                                      word(HarmType::SelfNeglect, "self_neglect"),
                                      word(HarmType::Homelessness, "homelessness")};
inline constexpr Vocabulary kHarms{"harm_type", kHarmWords};

} // namespace lapwing::schema::casefile
