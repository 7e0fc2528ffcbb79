#pragma once

#include "shared/schema/schema.h"

#include <vector>

namespace lapwing::schema {

/// A bound field is a statement about the content of another field of its record, its subject:
/// "safe" is said of one number and means nothing of the next. Both lie in one compartment, so
/// that one save writes them in one change. Pure; any thread.

/// The fields that are bound to this one, in the table's order; mostly none.
[[nodiscard]] std::vector<const Field*> boundTo(const Field& subject);
/// The fields that this one is a statement about; mostly none.
[[nodiscard]] std::vector<const Field*> subjectsOf(const Field& bound);

/// What says nothing of a subject: the word `unknown` where a Protective field has it, for a member
/// of a set that it is not in it, else cleared.
[[nodiscard]] Value unsaid(const Field& bound);

} // namespace lapwing::schema
