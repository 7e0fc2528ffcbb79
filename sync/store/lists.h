#pragma once

#include "sync/store/listed_row.h"
#include "sync/store/projection.h"

#include <string>

namespace lapwing::store {

struct CaseRow {
    CaseId id;
    schema::Panel panel{};
    RecordKey record;              ///< its `case` record
    std::string ref, title, state; ///< between versions that all have to be read stands " | "
};

struct RecordRow {
    RecordKey key;
    std::uint16_t type = 0;
    Life life{};
};

/// What lists show of the records that are shown. Owner of the tables item and listed.
/// Errors: those of Database. Thread: the Database's.
class Lists final : public Projection {
public:
    explicit Lists(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();
    /// For rows(): an app's, once, when the database is opened.
    [[nodiscard]] Result<void> createTypeIndex();
    [[nodiscard]] Result<void> erase(const RecordKey& record) override;
    [[nodiscard]] Result<void> put(const ShownRecord& record) override;
    /// Whether it was put, and not erased since.
    [[nodiscard]] Result<bool> has(const RecordKey& record);
    /// Brings `item`'s columns to the rows of a table with a scope and a rid, of records that are
    /// shown and not removed: for the SQL of another projection.
    [[nodiscard]] static std::string joinShown(std::string_view table);

    [[nodiscard]] Result<std::vector<CaseRow>> cases();
    /// Errors: also NotFound; Conflict when several cases may have the reference.
    [[nodiscard]] Result<CaseRow> caseByRef(std::string_view ref);
    [[nodiscard]] Result<std::vector<RecordRow>> recordsOf(const CaseId& caseId);
    /// Errors: also NotFound.
    [[nodiscard]] Result<RecordRow> record(const RecordKey& key);
    /// What was removed and can be brought back, of one scope or of all, confirmed or not.
    [[nodiscard]] Result<std::vector<RecordRow>> removed(const Scope* only = nullptr);
    /// Every record of a type that is shown, or those of one scope, by id.
    [[nodiscard]] Result<std::vector<ListedRow>> rows(const schema::RecordType& type,
                                                      const Scope* only = nullptr);
    /// The listed fields of one record, without how it stands.
    [[nodiscard]] Result<ListedRow> row(const RecordKey& record);
    /// The ids that records of several scopes have: there an id alone names nothing.
    [[nodiscard]] Result<std::vector<RecordId>> sharedIds();

private:
    [[nodiscard]] Result<void> list(const RecordKey& record, std::uint32_t field,
                                    std::string_view text);
    [[nodiscard]] Result<std::vector<RecordRow>> readRecordRows(Statement& select);
    Database* m_db;
};

} // namespace lapwing::store
