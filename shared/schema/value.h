#pragma once

#include "shared/base/bytes.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace lapwing {

/// Bytes of UTF-8 that one Text holds at most, and of any Bytes, BlobRef or Retired.
inline constexpr std::size_t kTextBytesMax = 32 * 1024;
inline constexpr std::size_t kBytesMax = 60 * 1024;

/// Wire numbers of docs/wire-format.md "Payload"; never reused.
enum class ValueKind : std::uint8_t {
    Cleared = 0, ///< the field was emptied on purpose
    Text = 1,    ///< UTF-8 in NFC
    Integer = 2, ///< 64-bit, also booleans (0, 1) and set members
    Binary = 3,
    Day = 4,     ///< days since 1970-01-01, civil
    Instant = 5, ///< milliseconds since 1970, UTC
    Code = 6,    ///< number of a word in the field's vocabulary
    Ref = 7,     ///< a record of the same case
    BlobRef = 8, ///< an attachment; kept opaque by this version
    Retired = 9, ///< `life` only: the dots its author had seen
    Number = 10, ///< mantissa × 10^exponent
    Late = 11,   ///< the hub only: what a change in quarantine says (sync/log/late_word.h)
};

/// A typed content of one field. A plain value; equality is by content.
/// Bytes, BlobRef, Retired and Late carry raw bytes that their owners interpret.
struct Value {
    struct Decimal {
        std::int64_t mantissa = 0;
        std::int8_t exponent = 0;
        auto operator<=>(const Decimal&) const = default;
    };

    ValueKind kind = ValueKind::Cleared;
    std::variant<std::monostate, std::string, std::int64_t, Bytes, RecordId, Decimal> data;

    bool operator==(const Value&) const = default;

    static Value cleared() { return {}; }
    static Value text(std::string s) { return {ValueKind::Text, std::move(s)}; }
    static Value integer(std::int64_t n) { return {ValueKind::Integer, n}; }
    static Value day(std::int64_t days) { return {ValueKind::Day, days}; }
    static Value instant(std::int64_t ms) { return {ValueKind::Instant, ms}; }
    static Value code(std::uint32_t n) { return {ValueKind::Code, std::int64_t{n}}; }
    static Value ref(RecordId id) { return {ValueKind::Ref, id}; }
    static Value binary(ValueKind kind, Bytes bytes) { return {kind, std::move(bytes)}; }
    static Value number(Decimal d) { return {ValueKind::Number, d}; }

    /// The text of a Text, else empty; the number of an Integer, Day, Instant or Code, else 0.
    [[nodiscard]] std::string_view asText() const;
    [[nodiscard]] std::int64_t asInteger() const;
    [[nodiscard]] RecordId asRef() const;
};

/// kind u8 ‖ data, as signed in payloads and stored in registers. A value whose data is not of its
/// kind, or a number out of its range, is a programmer error.
[[nodiscard]] Bytes encodeValue(const Value& value);
/// All of `bytes` is one value. Errors: Malformed (unknown kind, wrong size, invalid UTF-8, a day
/// or instant outside years 1 … 9999).
[[nodiscard]] Result<Value> decodeValue(ByteView bytes);
/// A value of a kind that only a newer version knows: kept and passed on as it is.
[[nodiscard]] bool isOfNewerKind(ByteView bytes);

} // namespace lapwing
