#pragma once

#include "shared/base/random.h"
#include "shared/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace lapwing {

/// Characters of a one-time code; each carries 5 bits.
inline constexpr std::size_t kCodeLength = 10;

/// A one-time code to be read aloud or typed, as kCodeLength capitals and digits.
/// Errors: those of `random`. Source: Douglas Crockford's base 32 (no I, L, O or U).
[[nodiscard]] Result<std::string> makeCode(Random& random);

/// What a person typed, as makeCode() would have written it: small letters count as capitals,
/// I and L as 1, O as 0, hyphens not at all. Nothing when it cannot be a code.
[[nodiscard]] std::optional<std::string> normaliseCode(std::string_view typed);

} // namespace lapwing
