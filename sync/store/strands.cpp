#include "sync/store/strands.h"

#include <algorithm>

namespace lapwing::store {

namespace {
constexpr std::string_view kStrandTables = R"sql(
CREATE TABLE IF NOT EXISTS strand(
  ix INTEGER PRIMARY KEY, sid BLOB NOT NULL UNIQUE, case_id BLOB NOT NULL,
  compartment INTEGER NOT NULL, panel INTEGER NOT NULL, handle INTEGER NOT NULL,
  rights INTEGER NOT NULL, sseq INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS strand_case ON strand(case_id);
CREATE INDEX IF NOT EXISTS strand_handle ON strand(handle);
)sql";

constexpr std::string_view kColumns =
    "SELECT ix, sid, case_id, compartment, panel, handle, rights, sseq, vector FROM strand ";

Strand readStrand(const Statement& row)
{
    Strand s;
    s.ix = row.integer(0);
    s.id = StrandId::from(row.blob(1));
    s.caseId = CaseId::from(row.blob(2));
    s.compartment = static_cast<schema::Compartment>(row.integer(3));
    s.panel = static_cast<schema::Panel>(row.integer(4));
    s.handle = static_cast<std::uint64_t>(row.integer(5));
    s.rights = static_cast<std::uint8_t>(row.integer(6));
    s.sseq = static_cast<std::uint64_t>(row.integer(7));
    s.vector = Hash::from(row.blob(8));
    return s;
}

Result<std::vector<Strand>> readStrands(Statement& statement)
{
    std::vector<Strand> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, statement.step());
        if (!row) return found;
        found.push_back(readStrand(statement));
    }
}

Result<std::optional<Strand>> readOne(Statement& statement)
{
    LAPWING_ASSIGN(auto found, readStrands(statement));
    if (found.empty()) return std::optional<Strand>{};
    return std::optional(found.front());
}

} // namespace

Result<void> Strands::createTables() { return m_db->exec(kStrandTables); }

Result<Strand> Strands::addStrand(const Strand& strand)
{
    LAPWING_ASSIGN(auto insert,
                   m_db->cached("INSERT INTO strand(sid, case_id, compartment, panel, handle, "
                                "rights, sseq, vector) VALUES(?,?,?,?,?,?,?,?)"));
    insert.bind(1, strand.id.view()).bind(2, strand.caseId.view());
    insert.bind(3, static_cast<int>(strand.compartment)).bind(4, static_cast<int>(strand.panel));
    insert.bind(5, strand.handle).bind(6, strand.rights).bind(7, strand.sseq);
    insert.bind(8, strand.vector.view());
    LAPWING_TRY(insert.run());
    auto added = strand;
    added.ix = m_db->lastInsertRowid();
    return added;
}

Result<void> Strands::setReader(StrandIx ix, std::uint64_t handle, std::uint8_t rights)
{
    LAPWING_ASSIGN(auto update, m_db->cached("UPDATE strand SET handle=?, rights=? WHERE ix=?"));
    return update.bind(1, handle).bind(2, rights).bind(3, ix).run();
}

Result<void> Strands::setHead(const Strand& strand)
{
    LAPWING_ASSIGN(auto update, m_db->cached("UPDATE strand SET sseq=?, vector=? WHERE ix=?"));
    update.bind(1, strand.sseq).bind(2, strand.vector.view()).bind(3, strand.ix);
    return update.run();
}

Result<std::optional<Strand>> Strands::findStrand(const StrandId& id)
{
    LAPWING_ASSIGN(auto select, m_db->cached(std::string(kColumns) + "WHERE sid=?"));
    return readOne(select.bind(1, id.view()));
}

Result<std::optional<Strand>> Strands::findStrandByHandle(std::uint64_t handle)
{
    LAPWING_ASSIGN(auto select, m_db->cached(std::string(kColumns) + "WHERE handle=?"));
    return readOne(select.bind(1, handle));
}

Result<Strand> Strands::strand(StrandIx ix)
{
    LAPWING_ASSIGN(auto select, m_db->cached(std::string(kColumns) + "WHERE ix=?"));
    LAPWING_ASSIGN(auto found, readOne(select.bind(1, ix)));
    if (!found) return fail(ErrorCode::NotFound, {}, "no such strand");
    return *found;
}

Result<std::vector<Strand>> Strands::strands()
{
    LAPWING_ASSIGN(auto select, m_db->cached(std::string(kColumns) + "ORDER BY ix"));
    return readStrands(select);
}

Result<std::vector<Strand>> Strands::strandsOfCase(const CaseId& caseId)
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached(std::string(kColumns) + "WHERE case_id=? ORDER BY compartment"));
    return readStrands(select.bind(1, caseId.view()));
}

Scope scopeOf(const Strand& strand)
{
    return strand.caseId.isZero() ? Scope::ofPanel(strand.panel) : Scope::ofCase(strand.caseId);
}

Result<std::vector<Strand>> Strands::strandsOf(const Scope& scope)
{
    LAPWING_ASSIGN(auto found, strandsOfCase(scope.caseId()));
    std::erase_if(found, [&](const Strand& s) { return scopeOf(s) != scope; });
    return found;
}

Result<void> Strands::erase(StrandIx ix)
{
    LAPWING_ASSIGN(auto erase, m_db->cached("DELETE FROM strand WHERE ix=?"));
    return erase.bind(1, ix).run();
}

} // namespace lapwing::store
