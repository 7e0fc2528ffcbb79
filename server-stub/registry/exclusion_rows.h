#pragma once

#include "sync/log/record_key.h"
#include "sync/store/sql/database.h"

#include <string>
#include <vector>

namespace lapwing::hub {

/// That a member of staff may never have a case, or any case that a person's record is in. One of
/// the two is named.
struct Exclusion {
    PersonId staff;
    CaseId caseId;
    RecordId person;
    PersonId by;
    std::string why;
    std::uint64_t atMs = 0;
};

/// Owner of the table exclusion, which is in no strand, no grant, no export and no log. Every call
/// runs inside the caller's transaction. Errors: those of the store. Thread: the Database's.
class ExclusionRows {
public:
    explicit ExclusionRows(store::Database& database) : m_db(database) {}
    [[nodiscard]] Result<void> createTables();
    [[nodiscard]] Result<void> put(const Exclusion& exclusion);
    /// Whether there was one.
    [[nodiscard]] Result<bool> erase(const Exclusion& exclusion);
    [[nodiscard]] Result<std::vector<Exclusion>> of(const PersonId& staff);
    [[nodiscard]] Result<std::vector<Exclusion>> all();
    [[nodiscard]] Result<bool> any();

private:
    store::Database& m_db;
};

} // namespace lapwing::hub
