#pragma once

#include "client/screens/conflict_file.h"
#include "client/screens/reader.h"

/// What other pages than Check needed show of conflicts. Errors: those of Casework.
/// Thread: the store thread.
namespace lapwing::screens {

[[nodiscard]] Result<ConflictRow> conflictRow(Reader& reader, const work::ConflictView& view);
/// Every conflict that waits for a person.
[[nodiscard]] Result<QList<ConflictRow>> conflictRows(Reader& reader);
/// What one version says; `field` is null where it is about the record's existence.
[[nodiscard]] QString versionText(const Reader& reader, const Scope& scope,
                                  const schema::Field* field, const work::ToldVersion& version);
/// The versions side by side, one's own first.
[[nodiscard]] Result<QList<VersionRow>> versionRows(Reader& reader, const Scope& scope,
                                                    const schema::Field* field,
                                                    const std::vector<work::ToldVersion>& versions);

} // namespace lapwing::screens
