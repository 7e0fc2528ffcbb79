#pragma once

#include "shared/schema/field_lines.h"
#include "shared/schema/vocabularies.h"

/// Who goes on a visit, a record each: nobody is "the other one". Which person it is, is written
/// once; somebody else is another record.
namespace lapwing::schema::visit_officer {

using namespace lines;

enum class Part : std::uint16_t {
    Lead = 1,
    Second = 2,
    Support = 3,
    Observer = 4,
};
inline constexpr Code kPartWords[] = {word(Part::Lead, "lead"), word(Part::Second, "second"),
                                      word(Part::Support, "support"),
                                      word(Part::Observer, "observer")};
inline constexpr Vocabulary kParts{"visit_part", kPartWords};

inline constexpr auto visit = refTo(1601, "visit", Visit, "visit", kRequired | kListed, Append);
inline constexpr auto staff = refTo(1602, "staff", Visit, "staff", kRequired | kListed, Append);
inline constexpr auto part = codeOf<Part>(1603, "part", Visit, Identity, kParts, kListed);
inline constexpr auto agency = refTo(1604, "agency", Visit, "agency");
inline constexpr auto stoodDown =
    codeOf<Permission>(1605, "stood_down", Visit, Protective, kPermission, kListed);

inline constexpr auto fields = listOf(visit, staff, part, agency, stoodDown);
inline constexpr RecordType type{16, "visit_officer", Visit, fields};

} // namespace lapwing::schema::visit_officer
