#pragma once

#include "sync/log/change.h"

#include <optional>

namespace lapwing {

/// What the hub says in a strand of who may have it: a `member` op, whose key is the person.
/// Layout: docs/wire-format.md "Hub ops". Thread: a plain value.
struct MemberWord {
    PersonId person;
    Bytes roles;             ///< that they held then, encoded
    std::uint8_t rights = 0; ///< bits of access::Rights; 0 takes the strand
};

[[nodiscard]] Value valueOf(const MemberWord& word);
/// What the op at `index` of a change says; nothing for another op, or for one that does not
/// decode.
[[nodiscard]] std::optional<MemberWord> memberIn(const Change& change, std::size_t index);

} // namespace lapwing
