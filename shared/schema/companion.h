#pragma once

#include "shared/schema/schema.h"

#include <optional>

namespace lapwing::schema {

/// A field that may not keep its old value when another is changed: a new number is not known to
/// be safe because the old one was. A save that changes the one without the other writes `value`.
struct Companion {
    const Field* field = nullptr;
    Value value;
};
[[nodiscard]] std::optional<Companion> companionOf(const RecordType& type, const Field& changed);

} // namespace lapwing::schema
