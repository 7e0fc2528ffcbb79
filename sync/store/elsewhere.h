#pragma once

#include "sync/log/record_key.h"
#include "sync/store/sql/database.h"

#include <vector>

namespace lapwing::store {

/// Of which person records held here the office says: somebody has this person, in a case that this
/// tablet's person does not hold; a coordinator is asked. Nothing else of it is known here.
/// Owner of the table elsewhere. Errors: those of Database. Thread: the Database's.
class Elsewhere {
public:
    explicit Elsewhere(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();

    /// In place of all that was said of this case.
    [[nodiscard]] Result<void> setCase(const Scope& scope, const std::vector<RecordId>& people);
    [[nodiscard]] Result<bool> has(const RecordKey& person);
    /// Of one case, by id.
    [[nodiscard]] Result<std::vector<RecordId>> of(const Scope& scope);

private:
    Database* m_db;
};

} // namespace lapwing::store
