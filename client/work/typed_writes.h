#pragma once

#include "client/work/casework_views.h"

#include <span>

namespace lapwing::work {

/// What was typed into a form, as writes against what the form displayed. A field whose one
/// displayed value is typed again in the same meaning is left alone, unless it is a statement about
/// a field that this save changes (schema/bound.h); a set becomes the members that differ. Errors:
/// those of schema/validate.h; Rejected for a field given twice, and for a new record that lacks a
/// required field. Pure.
[[nodiscard]] Result<std::vector<FieldWrite>>
writesOf(const DisplayedRecord& form, std::span<const FieldEntry> entries, const std::string& why);

} // namespace lapwing::work
