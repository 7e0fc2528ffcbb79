#pragma once

#include "shared/schema/schema.h"
#include "sync/log/displayed_record.h"

#include <optional>

namespace lapwing {

/// What a register shows to a person.
struct Reading {
    std::vector<SiblingView>
        distinct;               ///< one for each meaning (schema/meaning.h), by (ctr, author)
    std::optional<Value> value; ///< what to work with; none when every sibling must be read
    bool conflict = false;      ///< a person has to decide
    bool needsReason = false;   ///< deciding, or changing it, asks for a reason
    bool newer = false;         ///< holds what only a newer version can read, and may write over
};

/// Reads a register by its field's merge policy. Storage is always multi-value; a policy only
/// chooses what is displayed and who is asked.
[[nodiscard]] Reading readRegister(const schema::Field& field,
                                   const std::vector<SiblingView>& siblings);

/// Whether what stands in a field (nothing, perhaps) guards less than `other` would.
[[nodiscard]] bool isLessProtective(const schema::Field& field, const std::optional<Value>& stands,
                                    const Value& other);

/// Whether it is the word of the field that guards most: nothing, not even what only a newer
/// program reads, can guard more.
[[nodiscard]] bool isMostProtective(const schema::Field& field, const Value& value);

/// Whether the value guards more than every version that can be read, or most of all: then it may
/// be said in a protective field beside what cannot be read here.
[[nodiscard]] bool guardsMore(const schema::Field& field, const std::vector<SiblingView>& stands,
                              const Value& value);

/// How a record stands by its `life` registers, one in each part of it. A `retired` value holds the
/// dots of its part that its author had seen; a removal never beats an edit they had not seen.
enum class Life : std::uint8_t { Live, Retired, RemovedButChanged, ToBeConfirmed };
using DisplayedRegisters = std::map<DisplayedRecord::Place, std::vector<SiblingView>>;
/// `needsConfirming`: one person's removal of it only counts once another has confirmed it.
[[nodiscard]] Life lifeOf(const DisplayedRegisters& registers, bool needsConfirming = false);

/// The `retired` value that removes one part of a record as displayed. It tells of no other part.
/// `confirms`: the removals by others that it confirms.
[[nodiscard]] Value retiredValue(const DisplayedRegisters& registers, schema::Compartment part,
                                 const std::vector<SeenDot>& confirms = {});
/// The removals that a `retired` value confirms; none for any other.
[[nodiscard]] std::vector<SeenDot> confirmedBy(const Value& value);

} // namespace lapwing
