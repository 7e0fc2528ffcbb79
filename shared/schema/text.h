#pragma once

#include "shared/base/result.h"

#include <string>
#include <string_view>

namespace lapwing::schema {

/// Well-formed UTF-8: no surrogates, no over-long forms, nothing above U+10FFFF (RFC 3629).
[[nodiscard]] bool isUtf8(std::string_view text);

/// The text as it is stored, so that equal words typed on two keyboards are equal bytes: Unicode
/// normalisation form C (Unicode Standard Annex 15); every kind of blank is U+0020 and every kind
/// of line end U+000A, none of them at either end; marks that nobody sees are left out (U+00AD,
/// U+200B, U+200E, U+200F, U+202A–E, U+2066–9, U+FEFF). The joiners U+200C and U+200D stay
/// between two characters from U+0590 on, because Persian, the scripts of India and some signs are
/// spelt with them, and are left out elsewhere. Every text is passed through here once, where it is
/// entered. Errors: Malformed (not UTF-8), TooLarge (over 32 KiB).
[[nodiscard]] Result<std::string> normaliseText(std::string_view text);

} // namespace lapwing::schema
