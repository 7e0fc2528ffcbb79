#include "sync/store/elsewhere.h"

namespace lapwing::store {

Result<void> Elsewhere::createTables()
{
    return m_db->exec("CREATE TABLE IF NOT EXISTS elsewhere(scope BLOB NOT NULL, person BLOB NOT "
                      "NULL, PRIMARY KEY(scope, person)) WITHOUT ROWID");
}

Result<void> Elsewhere::setCase(const Scope& scope, const std::vector<RecordId>& people)
{
    LAPWING_ASSIGN(auto drop, m_db->cached("DELETE FROM elsewhere WHERE scope=?"));
    LAPWING_TRY(drop.bind(1, scope.view()).run());
    for (const auto& person : people) {
        LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR IGNORE INTO elsewhere VALUES(?,?)"));
        LAPWING_TRY(put.bind(1, scope.view()).bind(2, person.view()).run());
    }
    return {};
}

Result<bool> Elsewhere::has(const RecordKey& person)
{
    LAPWING_ASSIGN(auto found, m_db->cached("SELECT 1 FROM elsewhere WHERE scope=? AND person=?"));
    return found.bind(1, person.scope.view()).bind(2, person.id.view()).step();
}

Result<std::vector<RecordId>> Elsewhere::of(const Scope& scope)
{
    LAPWING_ASSIGN(auto found,
                   m_db->cached("SELECT person FROM elsewhere WHERE scope=? ORDER BY person"));
    found.bind(1, scope.view());
    std::vector<RecordId> people;
    for (;;) {
        LAPWING_ASSIGN(const bool row, found.step());
        if (!row) return people;
        people.push_back(RecordId::from(found.blob(0)));
    }
}

} // namespace lapwing::store
