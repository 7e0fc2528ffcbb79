#pragma once

#include "client/screens/conflict_file.h"
#include "client/screens/reader.h"

/// What other pages than Check needed show of conflicts. Errors: those of Casework.
/// Thread: the store thread.
namespace lapwing::screens {

[[nodiscard]] Result<ConflictRow> conflictRow(Reader& reader, const work::ConflictView& view);
/// Every conflict that waits for a person.
[[nodiscard]] Result<QList<ConflictRow>> conflictRows(Reader& reader);

} // namespace lapwing::screens
