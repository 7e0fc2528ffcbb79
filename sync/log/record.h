#pragma once

#include "sync/log/change.h"

#include <compare>
#include <span>

namespace lapwing {

/// How large a row may be.
struct RowLimit {
    std::size_t bytes = 0; ///< encoded
    std::size_t values = 0; ///< of each kind: registers, siblings, opaque ops
};
/// What decodeRecord() reads.
inline constexpr RowLimit kRowMax{4 * 1024 * 1024, 65536};
/// What new work may fill it to. What is left is room for others' chain numbers, which are longer
/// on some replicas, and for undecided work on top of what meanwhile came in.
inline constexpr RowLimit kRowRoom{1536 * 1024, 16384};

/// One write in one strand: the number of its chain in this strand's chain table, and its place.
/// Chain numbers are local to a store; only a snapshot numbers chains the same everywhere.
struct Dot {
    std::uint32_t chain = 0;
    std::uint64_t ctr = 0;
    auto operator<=>(const Dot&) const = default;
};

/// A live value of a register. `payload` is the signed P: value and reason.
struct Sibling {
    Dot dot;
    std::uint64_t claimedMs = 0;
    bool redacted = false;
    Bytes payload;
};

/// A multi-value register: the siblings that no applied change supersedes, sorted by dot.
struct Register {
    std::uint32_t field = 0; ///< wire number
    Bytes key;               ///< set member, else empty
    std::vector<Sibling> siblings;
};

/// An op of a kind this version does not know, kept whole: a version of its field that only a newer
/// program can read.
struct OpaqueOp {
    Dot dot;
    std::uint32_t op = 0;    ///< its index in the change
    std::uint32_t field = 0; ///< wire number
    Bytes key;               ///< set member, else empty
    Bytes bytes;
};

/// All registers of one record in one strand. Source: docs/storage-format.md "Record row".
/// Thread: a plain value.
struct Record {
    RecordId id;
    std::uint16_t type = 0; ///< schema type number; 0 until a known field or `life` tells it
    std::vector<Register> registers; ///< sorted by (field, key)
    std::vector<OpaqueOp> opaque; ///< sorted by (dot, op)

    [[nodiscard]] const Register* find(std::uint32_t field, ByteView key = {}) const;
    [[nodiscard]] bool empty() const { return registers.empty() && opaque.empty(); }
};

/// Puts one op's write into the record: removes the superseded siblings, adds its own. The same
/// set of ops gives the same record in any causal order, and a repeated op changes nothing.
void applyOp(Record& record, const Op& op, const Dot& dot, std::uint64_t claimedMs,
             ByteView payload, std::span<const Dot> supersedes, bool redacted = false);

/// Takes one value out of a register.
void dropValue(Record& record, std::uint32_t field, ByteView key, const Dot& dot);

/// Keeps an op of an unknown kind, once, in canonical order.
void keepOpaque(Record& record, OpaqueOp op);

/// Whether the record, `encoded` bytes long, keeps the limit.
[[nodiscard]] bool fits(const Record& record, std::size_t encoded, const RowLimit& limit);

[[nodiscard]] Bytes encode(const Record& record);
/// Errors: Corrupt, also for any spelling but the one that encode() writes.
[[nodiscard]] Result<Record> decodeRecord(ByteView bytes);

/// The record with every chain number n replaced by `to[n]`, in canonical order again.
[[nodiscard]] Record renumbered(Record record, std::span<const std::uint32_t> to);

} // namespace lapwing
