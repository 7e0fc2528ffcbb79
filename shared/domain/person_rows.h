#pragma once

#include "shared/rules/same_person.h"

/// People as a list shows them: one row each, whatever records of theirs lie in how many files.
/// Pure; any thread. Errors: none.
namespace lapwing::domain {

/// A person record as it lies in one case.
struct PersonInFile {
    CaseId file;
    RecordId record;
    auto operator<=>(const PersonInFile&) const = default;
};

struct FoundPerson {
    PersonInFile at;
    bool isSimilar = false; ///< found by a slip, or in another script
};

struct GroupedPerson {
    std::vector<PersonInFile> files; ///< what was found first, in its order; then by id
    bool isSimilar = false;          ///< nothing of theirs was found by what was typed itself
};

/// Those whom a search has found, in its order, those only similar last. A record that lies in
/// several files is one person, and so are two that somebody said are the same, through others
/// too; two who were only ever said to be different are not. A name and a birth day
/// in common are no proof. `held` has every file of those records that is here, those that were
/// not found as well; what is not held is in nobody's row.
[[nodiscard]] std::vector<GroupedPerson> onePersonRows(std::span<const FoundPerson> found,
                                                       std::span<const PersonInFile> held,
                                                       std::span<const rules::SaidOfTwo> said);

/// The records whose files have to be held for that: those that were found, and those that
/// somebody said are one of them, through others too.
[[nodiscard]] std::vector<RecordId> recordsOf(std::span<const FoundPerson> found,
                                              std::span<const rules::SaidOfTwo> said);

} // namespace lapwing::domain
