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

/// How a record stands by its `life` register. `retired` values hold the dots their author had
/// seen; a delete never beats an edit she had not seen.
enum class Life : std::uint8_t { Live, Retired, RemovedButChanged };
[[nodiscard]] Life
lifeOf(const std::map<DisplayedRecord::Place, std::vector<SiblingView>>& registers);

/// The `retired` value that removes a record as displayed: all dots seen.
[[nodiscard]] Value
retiredValue(const std::map<DisplayedRecord::Place, std::vector<SiblingView>>& registers);

} // namespace lapwing
