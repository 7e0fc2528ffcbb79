#pragma once

#include "sync/log/change.h"
#include "sync/log/displayed_record.h"

namespace lapwing {

/// The register that an op wrote whose content was taken out.
struct RedactedOp {
    std::uint32_t op = 0; ///< its index in the change
    RecordId record;
    std::uint32_t field = 0; ///< wire number
    Bytes key;               ///< set member, else empty
    auto operator<=>(const RedactedOp&) const = default;
};

/// The office's word that the content of ops of a change is gone for good. The ops keep their
/// skeleton, and so what they replaced; their payload and salt go from every store, their
/// commitment stays. The hub signs it, in the strand of the change, and says whose word it is; the
/// basis is the payload's own reason, and holds nothing of a person.
/// Source: docs/wire-format.md "Change". Thread: a plain value.
struct Redaction {
    SeenDot change;
    Head8 head; ///< of the chain there: which change it is
    PersonId by;
    Verdict stood{};             ///< the hub's word on the change when it was said
    std::vector<RedactedOp> ops; ///< by their index
    std::string basis;

    [[nodiscard]] std::vector<std::uint32_t> indexes() const;
    bool operator==(const Redaction&) const = default;
};

/// The op and its payload; the record is zero, the field `life` of the strand's compartment. One
/// change of the hub says so of a change once.
struct RedactionOp {
    Bytes key;
    Payload payload;
};
[[nodiscard]] RedactionOp encodeRedaction(const Redaction& redaction);

/// Every redaction that a change tells, in order. One that does not read as such is left out.
[[nodiscard]] std::vector<Redaction> redactionsIn(const Change& change);

} // namespace lapwing
