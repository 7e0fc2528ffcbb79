#pragma once

#include "sync/log/displayed_record.h"

#include <optional>

namespace lapwing {

/// A protective word that waits in quarantine, said at once to whoever holds the record: the office
/// writes it beside what stands, as a value of kind Late that names the change it is from.
/// Source: docs/wire-format.md "Payload". Thread: a plain value.
struct LateWord {
    SeenDot change; ///< that waits; its author said it
    Value value;
};

[[nodiscard]] Value lateValue(const LateWord& word);
/// Nothing for a value of another kind, or one that does not read.
[[nodiscard]] std::optional<LateWord> lateWord(const Value& value);
/// What a value says, whoever passes it on: of a late word that word, else the value itself.
[[nodiscard]] Value saidBy(Value value);

} // namespace lapwing
