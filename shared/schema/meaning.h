#pragma once

#include "shared/schema/schema.h"

#include <string>

namespace lapwing::schema {

/// Whether two contents of one field say the same to a person, though they were typed differently:
/// then they are one value, nothing is written for the difference and nobody is asked about it.
/// True is an equivalence, for it is equality of meaningOf(). Pure; any thread.
[[nodiscard]] bool sameMeaning(const Field& field, const Value& a, const Value& b);

/// What is compared of a text; never shown, never stored as a value. Of every text: as stored
/// (text.h), joiners left out, runs of blanks one blank, every apostrophe U+0027. Of a postcode or
/// a reference ("DA-10", "da-10") also: no blanks, small letters, every dash "-". Of a number: its
/// digits from the country's code on ("07700 900123", "+44 (0)7700-900123"), then what follows
/// them; a text that does not begin with five digits is compared as any other.
[[nodiscard]] std::string meaningOf(const Field& field, std::string_view text);
/// The name of a person, to look for them in another file: also without regard to capitals. Two
/// versions of a name that differ in them are two.
[[nodiscard]] std::string nameMeaning(std::string_view name);
/// Whether a field holds telephone numbers, or what else somebody is reached by, as typed.
[[nodiscard]] bool isTelephone(const Field& field);
/// The same as meaningOf() of a reference of a case, wherever it is typed.
[[nodiscard]] std::string referenceMeaning(std::string_view text);

} // namespace lapwing::schema
