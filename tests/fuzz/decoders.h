#pragma once

#include "shared/base/bytes.h"

#include <span>
#include <string_view>

namespace lapwing::test {

/// What became of bytes from outside.
enum class Outcome : unsigned char {
    Refused,
    Kept,   ///< decoded, and encoding what was decoded gives the same bytes again
    Broken, ///< decoded, but they are not the one spelling of what they say
};

/// Every decoder that reads bytes from another machine, or rows that another machine's work made.
struct FuzzTarget {
    std::string_view name;
    Outcome (*tryOn)(ByteView bytes);
};
[[nodiscard]] std::span<const FuzzTarget> decoders();
/// A name of the list; anything else is a programmer error.
[[nodiscard]] const FuzzTarget& decoderNamed(std::string_view name);

} // namespace lapwing::test
