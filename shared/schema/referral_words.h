#pragma once

#include "shared/schema/field_lines.h"

/// The words of a referral.
namespace lapwing::schema::referral {

using lines::word;

// The less complete, or the more urgent, shows while two states conflict.
enum class State : std::uint16_t {
    Draft = 1,
    Submitted = 2,
    Accepted = 3,
    ReturnedForInfo = 4,
    Rejected = 5,
    Diverted = 6,
    TransferOut = 7,
    Listed = 8,
    Heard = 9,
    PlanOpen = 10,
    PlanReview = 11,
    PlanClosed = 12,
    Lapsed = 13,
    RetentionReview = 14,
    Withdrawn = 15,
    Emergency = 16,
    TransferredIn = 17,
};
inline constexpr Code kStateWords[] = {word(State::Draft, "draft", 7),
                                       word(State::Submitted, "submitted", 8),
                                       word(State::Accepted, "accepted", 8),
                                       word(State::ReturnedForInfo, "returned_for_info", 8),
                                       word(State::Rejected, "rejected", 1),
                                       word(State::Diverted, "diverted", 2),
                                       word(State::TransferOut, "transfer_out", 2),
                                       word(State::Listed, "listed", 8),
                                       word(State::Heard, "heard", 7),
                                       word(State::PlanOpen, "plan_open", 6),
                                       word(State::PlanReview, "plan_review", 5),
                                       word(State::PlanClosed, "plan_closed", 3),
                                       word(State::Lapsed, "lapsed", 2),
                                       word(State::RetentionReview, "retention_review", 0),
                                       word(State::Withdrawn, "withdrawn", 1),
                                       word(State::Emergency, "emergency", 10),
                                       word(State::TransferredIn, "transferred_in", 8)};
inline constexpr Vocabulary kStates{"referral_state", kStateWords};

enum class Criterion : std::uint16_t {
    VisibleHighRisk = 1,
    ProfessionalJudgement = 2,
    Escalation = 3,
    Repeat = 4,
    HonourBased = 5,
    SelfHarm = 6,
    Local = 7,
};
inline constexpr Code kCriterionWords[] = {
    word(Criterion::VisibleHighRisk, "visible_high_risk"),
    word(Criterion::ProfessionalJudgement, "professional_judgement"),
    word(Criterion::Escalation, "escalation"),
    word(Criterion::Repeat, "repeat"),
    word(Criterion::HonourBased, "honour_based"),
    word(Criterion::SelfHarm, "self_harm"),
    word(Criterion::Local, "local")};
inline constexpr Vocabulary kCriteria{"criterion", kCriterionWords};

enum class Consent : std::uint16_t {
    Given = 1,
    Refused = 2,
    NotSoughtUnsafe = 3,
    NotSoughtOther = 4,
};
inline constexpr Code kConsentWords[] = {word(Consent::Given, "given", 0),
                                         word(Consent::Refused, "refused", 3),
                                         word(Consent::NotSoughtUnsafe, "not_sought_unsafe", 2),
                                         word(Consent::NotSoughtOther, "not_sought_other", 1)};
inline constexpr Vocabulary kConsents{"consent", kConsentWords};

enum class AssessmentKind : std::uint16_t {
    Dash24 = 1,
    Dash27Police = 2,
    Dara = 3,
    SDash = 4,
    CmaracMatrix = 5,
    ExploitationMatrix = 6,
    Other = 7,
};
inline constexpr Code kAssessmentWords[] = {
    word(AssessmentKind::Dash24, "dash_24"),
    word(AssessmentKind::Dash27Police, "dash_27_police"),
    word(AssessmentKind::Dara, "dara"),
    word(AssessmentKind::SDash, "s_dash"),
    word(AssessmentKind::CmaracMatrix, "cmarac_matrix"),
    word(AssessmentKind::ExploitationMatrix, "exploitation_matrix"),
    word(AssessmentKind::Other, "other")};
inline constexpr Vocabulary kAssessments{"assessment_kind", kAssessmentWords};

} // namespace lapwing::schema::referral
