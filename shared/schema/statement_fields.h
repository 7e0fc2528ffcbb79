#pragma once

#include "shared/schema/field_lines.h"

/// Somebody's own words about a record, written once. Whose they are is told by the signature of
/// the change, and by no field.
namespace lapwing::schema::statement {

using namespace lines;

enum class Kind : std::uint16_t {
    Saw = 1,
    View = 2,
};
inline constexpr Code kKindWords[] = {word(Kind::Saw, "saw"), word(Kind::View, "view")};
inline constexpr Vocabulary kKinds{"statement_kind", kKindWords};

inline constexpr auto about = refTo(1701, "about", Visit, "", kRequired | kListed, Append);
inline constexpr auto kind = codeOf<Kind>(1702, "kind", Visit, Append, kKinds);
inline constexpr auto text = textOf(1703, "text", Visit, Append, kNarrative, kRequired | kSearched);

inline constexpr auto fields = listOf(about, kind, text);
inline constexpr RecordType type{17, "statement", Visit, fields};

} // namespace lapwing::schema::statement
