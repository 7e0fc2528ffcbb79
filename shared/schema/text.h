#pragma once

#include "shared/base/result.h"

#include <string>
#include <string_view>

namespace lapwing::schema {

/// Well-formed UTF-8: no surrogates, no over-long forms, nothing above U+10FFFF (RFC 3629).
[[nodiscard]] bool isUtf8(std::string_view text);

/// The text in Unicode normalisation form C, so that equal words typed on two keyboards are equal
/// bytes (Unicode Standard Annex 15). Every text is passed through here once, where it is
/// entered. Errors: Malformed (not UTF-8), TooLarge (over 32 KiB).
[[nodiscard]] Result<std::string> normaliseText(std::string_view text);

} // namespace lapwing::schema
