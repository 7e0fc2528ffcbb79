#include "shared/wire/primitive.h"

namespace lapwing::wire {

void Writer::little(std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i) m_out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void Writer::varint(std::uint64_t value)
{
    check(value < (1ull << 63), "a varint above 2^63");
    while (value >= 0x80) {
        m_out.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    m_out.push_back(static_cast<std::uint8_t>(value));
}

void Writer::zigzag(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    varint((bits << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

std::uint64_t Decoder::little(std::size_t bytes)
{
    const auto view = raw(bytes);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < view.size(); ++i)
        value |= static_cast<std::uint64_t>(view[i]) << (8 * i);
    return value;
}

std::uint64_t Decoder::varint(std::uint64_t max)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
        const auto byte = u8();
        if (m_failed) return 0;
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte & 0x80) continue;
        const bool canonical = byte != 0 || shift == 0;
        if (!canonical || value > max) break;
        return value;
    }
    m_failed = true;
    return 0;
}

std::int64_t Decoder::zigzag()
{
    const auto bits = varint();
    return static_cast<std::int64_t>(bits >> 1) ^ -static_cast<std::int64_t>(bits & 1);
}

ByteView Decoder::raw(std::size_t size)
{
    if (m_failed || size > m_rest.size()) {
        m_failed = true;
        return {};
    }
    const auto view = m_rest.first(size);
    m_rest = m_rest.subspan(size);
    return view;
}

ByteView Decoder::bytes(std::size_t max)
{
    const auto size = varint(max);
    return m_failed ? ByteView{} : raw(static_cast<std::size_t>(size));
}

std::size_t Decoder::count(std::size_t max, std::size_t minEach)
{
    check(minEach >= 1, "an element without an encoding");
    const auto n = static_cast<std::size_t>(varint(max));
    if (!m_failed && n > m_rest.size() / minEach) m_failed = true;
    return m_failed ? 0 : n;
}

} // namespace lapwing::wire
