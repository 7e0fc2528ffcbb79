#pragma once

#include "shared/base/bytes.h"

#include <span>
#include <string_view>

namespace lapwing::test {

/// What became of octets from outside.
enum class Outcome : unsigned char {
    Refused,
    Kept,   ///< decoded, and encoding what was decoded gives the same octets again
    Broken, ///< decoded, but they are not the one spelling of what they say
};

/// Every decoder that reads octets from another machine, or rows that another machine's work made.
struct Decoder {
    std::string_view name;
    Outcome (*tryOn)(ByteView octets);
};
[[nodiscard]] std::span<const Decoder> decoders();
/// A name of the list; anything else is a programmer error.
[[nodiscard]] const Decoder& decoderNamed(std::string_view name);

} // namespace lapwing::test
