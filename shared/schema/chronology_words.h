#pragma once

#include "shared/schema/field_lines.h"

/// The words of a chronology.
namespace lapwing::schema::chronology {

using lines::word;

enum class Kind : std::uint16_t {
    Contact = 1,
    ContactAttempt = 2,
    Observation = 3,
    Note = 4,
    Decision = 5,
    Correction = 6,
    Comment = 7,
    Research = 8,
};
inline constexpr Code kEntryKindWords[] = {
    word(Kind::Contact, "contact"),         word(Kind::ContactAttempt, "contact_attempt"),
    word(Kind::Observation, "observation"), word(Kind::Note, "note"),
    word(Kind::Decision, "decision"),       word(Kind::Correction, "correction"),
    word(Kind::Comment, "comment"),         word(Kind::Research, "research")};
inline constexpr Vocabulary kEntryKinds{"entry_kind", kEntryKindWords};

enum class AttemptOutcome : std::uint16_t {
    Spoken = 1,
    NoAnswer = 2,
    UnsafeToSpeak = 3,
    Declined = 4,
    WrongNumber = 5,
    LeftMessage = 6,
};
inline constexpr Code kAttemptWords[] = {word(AttemptOutcome::Spoken, "spoken"),
                                         word(AttemptOutcome::NoAnswer, "no_answer"),
                                         word(AttemptOutcome::UnsafeToSpeak, "unsafe_to_speak"),
                                         word(AttemptOutcome::Declined, "declined"),
                                         word(AttemptOutcome::WrongNumber, "wrong_number"),
                                         word(AttemptOutcome::LeftMessage, "left_message")};
inline constexpr Vocabulary kAttempts{"attempt_outcome", kAttemptWords};

enum class Basis : std::uint16_t {
    Fact = 1,
    ProfessionalOpinion = 2,
    ThirdParty = 3,
    Intelligence = 4,
};
inline constexpr Code kBasisWords[] = {
    word(Basis::Fact, "fact"), word(Basis::ProfessionalOpinion, "professional_opinion"),
    word(Basis::ThirdParty, "third_party"), word(Basis::Intelligence, "intelligence")};
inline constexpr Vocabulary kBases{"fact_or_opinion", kBasisWords};

} // namespace lapwing::schema::chronology
