#pragma once

#include "sync/log/change.h"
#include "sync/log/displayed_record.h"

namespace lapwing {

/// A person's word on a change that was put aside: it is adopted (Accepted) or rejected. The hub
/// signs it, in the strand of the change, and says whose word it is; why is the payload's own.
/// Source: docs/wire-format.md "Change". Thread: a plain value.
struct PersonVerdict {
    SeenDot change;
    Head8 head; ///< of the chain there: which change it is
    Verdict verdict{};
    PersonId by;
    std::string why;
    std::uint32_t op = 0; ///< its index in the change that it was read from
};

/// The op and its payload; the record is zero, the field `life` of the strand's compartment.
struct VerdictOp {
    Bytes key;
    Payload payload;
};
[[nodiscard]] VerdictOp encodePersonVerdict(const PersonVerdict& verdict);

/// Every person's verdict in a change, in order. One that does not read as such is left out: what
/// is unknown decides nothing.
[[nodiscard]] std::vector<PersonVerdict> verdictsIn(const Change& change);

} // namespace lapwing
