#pragma once

#include "shared/schema/field_lines.h"

/// The words of a contact.
namespace lapwing::schema::contact {

using lines::word;

enum class Kind : std::uint16_t {
    Mobile = 1,
    Landline = 2,
    Email = 3,
    Letter = 4,
    ViaThirdParty = 5,
};
inline constexpr Code kContactKindWords[] = {
    word(Kind::Mobile, "mobile"), word(Kind::Landline, "landline"), word(Kind::Email, "email"),
    word(Kind::Letter, "letter"), word(Kind::ViaThirdParty, "via_third_party")};
inline constexpr Vocabulary kContactKinds{"contact_kind", kContactKindWords};

enum class Safe : std::uint16_t {
    Safe = 1,
    Unknown = 2,
    Unsafe = 3,
};
inline constexpr Code kSafeWords[] = {word(Safe::Safe, "safe", 0),
                                      word(Safe::Unknown, "unknown", 1),
                                      word(Safe::Unsafe, "unsafe", 2)};
inline constexpr Vocabulary kSafe{"safe", kSafeWords};

} // namespace lapwing::schema::contact
