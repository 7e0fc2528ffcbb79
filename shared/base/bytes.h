#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lapwing {

/// Owned bytes. For keys use crypto's Secret, which is locked and wiped.
using Bytes = std::vector<std::uint8_t>;
/// Borrowed bytes; never outlives what it points into.
using ByteView = std::span<const std::uint8_t>;

[[nodiscard]] inline ByteView bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view textOf(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline void append(Bytes& to, ByteView more) { to.insert(to.end(), more.begin(), more.end()); }
[[nodiscard]] inline bool equal(ByteView a, ByteView b)
{
    return std::string_view(textOf(a)) == textOf(b);
}

/// Lower-case hexadecimal.
[[nodiscard]] std::string toHex(ByteView bytes);
/// Decodes exactly `out.size()` bytes of lower- or upper-case hex; false on anything else.
[[nodiscard]] bool fromHex(std::string_view text, std::span<std::uint8_t> out);

} // namespace lapwing
