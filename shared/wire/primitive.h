#pragma once

#include "shared/base/bytes.h"
#include "shared/base/check.h"
#include "shared/base/ids.h"

#include <cstdint>

namespace lapwing::wire {

/// Appends the primitives of docs/wire-format.md "Notation" to a growing buffer.
/// Hashed, signed and stored structures are written with this and nothing else.
class Writer {
public:
    void u8(std::uint8_t value) { m_out.push_back(value); }
    void u16(std::uint16_t value) { little(value, 2); }
    void u32(std::uint32_t value) { little(value, 4); }
    void u64(std::uint64_t value) { little(value, 8); }
    /// Canonical unsigned LEB128; value < 2^63 (≤ 9 bytes).
    void varint(std::uint64_t value);
    /// Zigzag, then varint; |value| < 2^62.
    void zigzag(std::int64_t value);
    void raw(ByteView bytes) { append(m_out, bytes); }
    /// Length as varint, then the bytes.
    void bytes(ByteView data)
    {
        varint(data.size());
        raw(data);
    }
    template <typename Kind, std::size_t N>
    void id(const Id<Kind, N>& value)
    {
        raw(value.view());
    }

    [[nodiscard]] std::size_t size() const { return m_out.size(); }
    [[nodiscard]] const Bytes& view() const { return m_out; }
    [[nodiscard]] Bytes take() { return std::move(m_out); }

private:
    void little(std::uint64_t value, int bytes);
    Bytes m_out;
};

/// Reads the same primitives from bytes that may be hostile.
/// Failure is sticky: after the first bad read every read answers zero or empty and ok() is
/// false, so a decoder checks once at its end. It allocates nothing: views point into the input.
class Decoder {
public:
    explicit Decoder(ByteView input) : m_rest(input) {}

    [[nodiscard]] std::uint8_t u8() { return static_cast<std::uint8_t>(little(1)); }
    [[nodiscard]] std::uint16_t u16() { return static_cast<std::uint16_t>(little(2)); }
    [[nodiscard]] std::uint32_t u32() { return static_cast<std::uint32_t>(little(4)); }
    [[nodiscard]] std::uint64_t u64() { return little(8); }
    /// Refuses non-canonical and over-long forms, and anything above `max`.
    [[nodiscard]] std::uint64_t varint(std::uint64_t max = (1ull << 63) - 1);
    [[nodiscard]] std::int64_t zigzag();
    [[nodiscard]] ByteView raw(std::size_t size);
    /// A length-prefixed view of at most `max` bytes.
    [[nodiscard]] ByteView bytes(std::size_t max);
    /// An element count ≤ `max` whose smallest encoding (`minEach` ≥ 1 bytes) still fits the rest.
    [[nodiscard]] std::size_t count(std::size_t max, std::size_t minEach);
    template <typename AnyId>
    [[nodiscard]] AnyId id()
    {
        const auto view = raw(AnyId::kSize);
        return m_failed ? AnyId{} : AnyId::from(view);
    }

    void setFailed() { m_failed = true; }
    [[nodiscard]] bool ok() const { return !m_failed; }
    /// Everything read, nothing left, nothing wrong.
    [[nodiscard]] bool done() const { return !m_failed && m_rest.empty(); }
    [[nodiscard]] ByteView rest() const { return m_rest; }

private:
    std::uint64_t little(std::size_t bytes);
    ByteView m_rest;
    bool m_failed = false;
};

} // namespace lapwing::wire
