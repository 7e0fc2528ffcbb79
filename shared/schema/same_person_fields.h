#pragma once

#include "shared/schema/field_lines.h"

/// What somebody said of two person records of one case: that they are the same person or not, or
/// that the one is shown under the other from now on; or that such a word is taken back. Written
/// once, a record each. Who said it is told by the signature of the change, and by no field.
/// Nothing of either record is changed by it. Of two cases it is written in neither (same_word.h).
namespace lapwing::schema::same_person {

using namespace lines;

enum class Answer : std::uint16_t {
    Same = 1,
    Different = 2,
    NotSure = 3,
    Merged = 4,    ///< `about` is shown under `other`
    Withdrawn = 5, ///< `about` is the record of the word that is taken back
};
inline constexpr Code kAnswerWords[] = {
    word(Answer::Same, "same"), word(Answer::Different, "different"),
    word(Answer::NotSure, "not_sure"), word(Answer::Merged, "merged"),
    word(Answer::Withdrawn, "withdrawn")};
inline constexpr Vocabulary kAnswers{"same_person_answer", kAnswerWords};

inline constexpr auto about = refTo(1901, "about", Visit, "", kRequired | kListed, Append);
inline constexpr auto other = refTo(1902, "other", Visit, "person", kListed, Append);
inline constexpr auto answer =
    codeOf<Answer>(1903, "answer", Visit, Append, kAnswers, kRequired | kListed);
inline constexpr auto reason = textOf(1904, "reason", Visit, Append, kLine);

inline constexpr auto fields = listOf(about, other, answer, reason);
inline constexpr RecordType type{19, "same_person", Visit, fields};

} // namespace lapwing::schema::same_person
