#pragma once

#include "shared/schema/relationship_words.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema::relationship {

using namespace lines;

inline constexpr auto fromPerson = refTo(501, "from_person", Core, "person", kRequired);
inline constexpr auto toPerson = refTo(502, "to_person", Core, "person", kRequired);
inline constexpr auto kind =
    codeOf<Relation>(503, "kind", Core, Identity, kRelations, kRequired | kListed);
inline constexpr auto livingTogether =
    codeOf<YesNoUnknown>(504, "living_together", Core, Protective, kYesNoUnknown);
inline constexpr auto from = dayOf(505, "from", Core);
inline constexpr auto to = dayOf(506, "to", Core);

inline constexpr auto fields = listOf(fromPerson, toPerson, kind, livingTogether, from, to);
inline constexpr RecordType type{5, "relationship", Core, fields};

} // namespace lapwing::schema::relationship
