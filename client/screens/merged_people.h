#pragma once

#include "client/screens/case_file.h"
#include "client/screens/reader.h"
#include "client/work/same_people.h"

/// Two records of one case that somebody said are to be shown as one.
namespace lapwing::screens {

/// Leaves one row for each merged person, under which every value of both records stands: where
/// they differ, both are told. The record that a row is not shown for stays as it is.
void joinMerged(QList<PersonRow>& people, const domain::KeptFor& kept);

/// All records that are shown as one with a person's, theirs first; theirs alone when none is.
/// Errors: those of Database.
[[nodiscard]] Result<std::vector<RecordKey>> shownWith(Reader& reader, const RecordKey& person);

/// What each field says in any of these records, of one type: each value once, with "or" between.
/// `differing` gets the labels of those in which they differ.
[[nodiscard]] Result<QList<Line>> joinedFacts(Reader& reader, std::span<const RecordKey> records,
                                              QStringList& differing);

/// For each merged person of a case whose records differ: in what, as something to check.
[[nodiscard]] Result<QList<WarningRow>> differingMerges(Reader& reader, const CaseId& of,
                                                        const domain::KeptFor& kept);

} // namespace lapwing::screens
