#include "server-stub/registry/exclusion_rows.h"

#include "server-stub/registry/registry_rows.h"

namespace lapwing::hub {

namespace {
Exclusion readExclusion(const store::Statement& row)
{
    return {PersonId::from(row.blob(0)), CaseId::from(row.blob(1)),
            RecordId::from(row.blob(2)), PersonId::from(row.blob(3)),
            std::string(row.text(4)),    static_cast<std::uint64_t>(row.integer(5))};
}
} // namespace

Result<void> ExclusionRows::createTables()
{
    return m_db.exec("CREATE TABLE IF NOT EXISTS exclusion(staff BLOB NOT NULL, case_id BLOB NOT "
                     "NULL, person BLOB NOT NULL, by BLOB NOT NULL, why TEXT NOT NULL, at INTEGER "
                     "NOT NULL, PRIMARY KEY(staff, case_id, person)) WITHOUT ROWID");
}

Result<void> ExclusionRows::put(const Exclusion& one)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR IGNORE INTO exclusion VALUES(?,?,?,?,?,?)"));
    put.bind(1, one.staff.view()).bind(2, one.caseId.view()).bind(3, one.person.view());
    return put.bind(4, one.by.view()).bind(5, std::string_view(one.why)).bind(6, one.atMs).run();
}

Result<bool> ExclusionRows::erase(const Exclusion& one)
{
    LAPWING_ASSIGN(auto gone, m_db.cached("DELETE FROM exclusion WHERE staff=? AND case_id=? AND "
                                          "person=? RETURNING 1"));
    gone.bind(1, one.staff.view()).bind(2, one.caseId.view()).bind(3, one.person.view());
    return gone.step();
}

Result<std::vector<Exclusion>> ExclusionRows::of(const PersonId& staff)
{
    LAPWING_ASSIGN(auto found, m_db.cached("SELECT staff, case_id, person, by, why, at FROM "
                                           "exclusion WHERE staff=? ORDER BY case_id, person"));
    return hub::all(found.bind(1, staff.view()), readExclusion);
}

Result<std::vector<Exclusion>> ExclusionRows::all()
{
    LAPWING_ASSIGN(auto found, m_db.cached("SELECT staff, case_id, person, by, why, at FROM "
                                           "exclusion ORDER BY staff, case_id, person"));
    return hub::all(found, readExclusion);
}

Result<bool> ExclusionRows::any()
{
    LAPWING_ASSIGN(auto found, m_db.cached("SELECT 1 FROM exclusion LIMIT 1"));
    return found.step();
}

} // namespace lapwing::hub
