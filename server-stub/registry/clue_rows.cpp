#include "server-stub/registry/clue_rows.h"

#include "server-stub/registry/registry_rows.h"

namespace lapwing::hub {

Result<void> ClueRows::createTables()
{
    return m_db.exec(R"sql(
CREATE TABLE IF NOT EXISTS person_clue(scope BLOB NOT NULL, person BLOB NOT NULL,
  clue BLOB NOT NULL, part INTEGER NOT NULL, PRIMARY KEY(scope, person, clue, part)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS person_clue_by_clue ON person_clue(clue, part);
CREATE TABLE IF NOT EXISTS clue_due(scope BLOB PRIMARY KEY, from_ms INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clue_asked(scope BLOB NOT NULL, person BLOB NOT NULL,
  clue BLOB NOT NULL, part INTEGER NOT NULL, staff BLOB NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(scope, person, clue, part, staff)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS clue_asked_by_staff ON clue_asked(staff, at);
)sql");
}

Result<void> ClueRows::setDue(const Scope& scope, std::uint64_t fromMs)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT INTO clue_due VALUES(?,?) ON CONFLICT(scope) DO "
                                         "UPDATE SET from_ms=MIN(from_ms, excluded.from_ms)"));
    return put.bind(1, scope.view()).bind(2, fromMs).run();
}

Result<std::vector<Scope>> ClueRows::takeDue(std::uint64_t nowMs, std::size_t limit)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT scope FROM clue_due WHERE from_ms<=? ORDER BY "
                                            "scope LIMIT ?"));
    select.bind(1, nowMs).bind(2, static_cast<std::int64_t>(limit));
    LAPWING_ASSIGN(auto due, all(select, [](const auto& row) { return Scope::from(row.blob(0)); }));
    for (const auto& scope : due) {
        LAPWING_ASSIGN(auto drop, m_db.cached("DELETE FROM clue_due WHERE scope=?"));
        LAPWING_TRY(drop.bind(1, scope.view()).run());
    }
    return due;
}

Result<bool> ClueRows::isDue(std::uint64_t nowMs)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT 1 FROM clue_due WHERE from_ms<=? LIMIT 1"));
    return select.bind(1, nowMs).step();
}

Result<std::set<PersonClue>> ClueRows::ofCase(const Scope& scope)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT person, clue, part FROM person_clue WHERE scope=?"));
    select.bind(1, scope.view());
    LAPWING_ASSIGN(const auto rows, all(select, [&](const auto& row) {
                       return PersonClue{{scope, RecordId::from(row.blob(0))},
                                         {ClueName::from(row.blob(1)),
                                          static_cast<schema::Compartment>(row.integer(2))}};
                   }));
    return std::set<PersonClue>(rows.begin(), rows.end());
}

Result<void> ClueRows::setCase(const Scope& scope, const std::set<PersonClue>& clues)
{
    LAPWING_ASSIGN(auto drop, m_db.cached("DELETE FROM person_clue WHERE scope=?"));
    LAPWING_TRY(drop.bind(1, scope.view()).run());
    for (const auto& each : clues) {
        LAPWING_ASSIGN(auto put, m_db.cached("INSERT INTO person_clue VALUES(?,?,?,?)"));
        put.bind(1, scope.view()).bind(2, each.person.id.view());
        put.bind(3, each.clue.name.view()).bind(4, static_cast<int>(each.clue.part));
        LAPWING_TRY(put.run());
    }
    return {};
}

Result<std::vector<RecordKey>> ClueRows::others(const PersonClue& of)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT scope, person FROM person_clue WHERE clue=? "
                                            "AND part=? AND scope<>?"));
    select.bind(1, of.clue.name.view()).bind(2, static_cast<int>(of.clue.part));
    select.bind(3, of.person.scope.view());
    return all(select, [](const auto& row) {
        return RecordKey{Scope::from(row.blob(0)), RecordId::from(row.blob(1))};
    });
}

Result<bool> ClueRows::isAsked(const PersonClue& of)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT 1 FROM clue_asked WHERE scope=? AND person=? "
                                            "AND clue=? AND part=?"));
    select.bind(1, of.person.scope.view()).bind(2, of.person.id.view());
    select.bind(3, of.clue.name.view()).bind(4, static_cast<int>(of.clue.part));
    return select.step();
}

Result<void> ClueRows::putAsked(const PersonClue& of, const PersonId& by, std::uint64_t atMs)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR IGNORE INTO clue_asked VALUES(?,?,?,?,?,?)"));
    put.bind(1, of.person.scope.view()).bind(2, of.person.id.view());
    put.bind(3, of.clue.name.view()).bind(4, static_cast<int>(of.clue.part));
    return put.bind(5, by.view()).bind(6, atMs).run();
}

Result<std::uint64_t> ClueRows::askedSince(const PersonId& by, std::uint64_t fromMs)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT COUNT(*) FROM clue_asked WHERE staff=? AND at>?"));
    LAPWING_TRY(select.bind(1, by.view()).bind(2, fromMs).step());
    return static_cast<std::uint64_t>(select.integer(0));
}

Result<void> ClueRows::forgetCase(const Scope& scope)
{
    LAPWING_TRY(setCase(scope, {}));
    LAPWING_ASSIGN(auto drop, m_db.cached("DELETE FROM clue_asked WHERE scope=?"));
    LAPWING_TRY(drop.bind(1, scope.view()).run());
    return setDue(scope, 0);
}

} // namespace lapwing::hub
