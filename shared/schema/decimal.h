#pragma once

#include "shared/schema/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace lapwing::schema {

/// Decimal text, "-12.50" or "5e3"; it keeps how many places were written, so that reading back
/// what was formatted is exact. nullopt on anything else and out of range (a mantissa of 2^62 or
/// more, an exponent outside -128 … 127). Pure; any thread.
[[nodiscard]] std::optional<Value::Decimal> parseDecimal(std::string_view text);
[[nodiscard]] std::string formatDecimal(Value::Decimal number);

} // namespace lapwing::schema
