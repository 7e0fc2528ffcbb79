#pragma once

#include "shared/schema/field_lines.h"

/// The words of an action.
namespace lapwing::schema::action {

using lines::word;

// The less complete of two reports shows until somebody decides. Overdue is derived, never stored.
enum class Status : std::uint16_t {
    Proposed = 1,
    Agreed = 2,
    InProgress = 3,
    Completed = 4,
    NotCompleted = 5,
    Superseded = 6,
};
inline constexpr Code kStatusWords[] = {
    word(Status::Proposed, "proposed", 5),          word(Status::Agreed, "agreed", 4),
    word(Status::InProgress, "in_progress", 3),     word(Status::Completed, "completed", 0),
    word(Status::NotCompleted, "not_completed", 2), word(Status::Superseded, "superseded", 1)};
inline constexpr Vocabulary kStatuses{"action_status", kStatusWords};

enum class Kind : std::uint16_t {
    FlagFile = 1,
    TargetHardening = 2,
    AddressMarker = 3,
    IdvaContact = 4,
    ChildReferral = 5,
    PerpetratorInterview = 6,
    Arrest = 7,
    Recall = 8,
    DvpnDvpo = 9,
    NonMolestationOrder = 10,
    HousingMove = 11,
    DvdsDisclosure = 12,
    GpInformation = 13,
    MidwifeInformation = 14,
    MappaReferral = 15,
    PerpetratorProgramme = 16,
    CaseConference = 17,
    Other = 18,
};
inline constexpr Code kKindWords[] = {word(Kind::FlagFile, "flag_file"),
                                      word(Kind::TargetHardening, "target_hardening"),
                                      word(Kind::AddressMarker, "address_marker"),
                                      word(Kind::IdvaContact, "idva_contact"),
                                      word(Kind::ChildReferral, "child_referral"),
                                      word(Kind::PerpetratorInterview, "perpetrator_interview"),
                                      word(Kind::Arrest, "arrest"),
                                      word(Kind::Recall, "recall"),
                                      word(Kind::DvpnDvpo, "dvpn_dvpo"),
                                      word(Kind::NonMolestationOrder, "non_molestation_order"),
                                      word(Kind::HousingMove, "housing_move"),
                                      word(Kind::DvdsDisclosure, "dvds_disclosure"),
                                      word(Kind::GpInformation, "gp_information"),
                                      word(Kind::MidwifeInformation, "midwife_information"),
                                      word(Kind::MappaReferral, "mappa_referral"),
                                      word(Kind::PerpetratorProgramme, "perpetrator_programme"),
                                      word(Kind::CaseConference, "case_conference"),
                                      word(Kind::Other, "other")};
inline constexpr Vocabulary kKinds{"action_kind", kKindWords};

enum class Priority : std::uint16_t {
    Routine = 1,
    High = 2,
    Urgent = 3,
};
inline constexpr Code kPriorityWords[] = {word(Priority::Routine, "routine", 0),
                                          word(Priority::High, "high", 1),
                                          word(Priority::Urgent, "urgent", 2)};
inline constexpr Vocabulary kPriorities{"priority", kPriorityWords};

enum class OwnerAnswer : std::uint16_t {
    Accepted = 1,
    Rejected = 2,
};
inline constexpr Code kOwnerAnswerWords[] = {word(OwnerAnswer::Accepted, "accepted", 0),
                                             word(OwnerAnswer::Rejected, "rejected", 1)};
inline constexpr Vocabulary kOwnerAnswers{"owner_answer", kOwnerAnswerWords};

enum class NonCompletion : std::uint16_t {
    CircumstancesChanged = 1,
    AgencyFailed = 2,
};
inline constexpr Code kNonCompletionWords[] = {
    word(NonCompletion::CircumstancesChanged, "circumstances_changed"),
    word(NonCompletion::AgencyFailed, "agency_failed")};
inline constexpr Vocabulary kNonCompletions{"non_completion_reason", kNonCompletionWords};

enum class Verdict : std::uint16_t {
    Worked = 1,
    DidNotHelp = 2,
    NotDone = 3,
};
inline constexpr Code kVerdictWords[] = {word(Verdict::Worked, "worked"),
                                         word(Verdict::DidNotHelp, "did_not_help"),
                                         word(Verdict::NotDone, "not_done")};
inline constexpr Vocabulary kVerdicts{"action_verdict", kVerdictWords};

} // namespace lapwing::schema::action
