#include "sync/store/replica.h"

#include "sync/store/carried_runs.h"
#include "sync/store/elsewhere.h"
#include "sync/store/same_words.h"

#include <algorithm>
#include <array>

namespace lapwing::store {

Result<Replica> Replica::open(Database& database, Author author, Keeper* keeper, RootSum* sum)
{
    Replica replica(database, author, keeper, sum);
    LAPWING_TRY(replica.m_engine.createTables());
    LAPWING_TRY(replica.m_lists.createTables());
    LAPWING_TRY(replica.m_conflicts.createTables());
    LAPWING_TRY(replica.m_search.createTables());
    LAPWING_TRY(replica.m_drafts.createTables());
    LAPWING_TRY(SameWords(database).createTables());
    LAPWING_TRY(Elsewhere(database).createTables());
    LAPWING_TRY(CarriedRuns(database).createTables());
    LAPWING_TRY(replica.m_vouched.createTables());
    LAPWING_TRY(replica.m_state.createTables());
    return replica;
}

Result<RecordKey> Replica::find(const RecordId& id)
{
    LAPWING_ASSIGN(const auto scopes, m_registers.scopesOf(id));
    if (scopes.empty()) return fail(ErrorCode::NotFound);
    if (scopes.size() == 1) return RecordKey{scopes.front(), id};
    LAPWING_ASSIGN(const auto all, m_lists.cases());
    std::string refs;
    for (const auto& row : all)
        if (std::ranges::find(scopes, row.record.scope) != scopes.end())
            refs += (refs.empty() ? "" : ", ") + row.ref;
    return fail(ErrorCode::Conflict,
                "Several cases have a record of this id (" + refs +
                    "). Nothing was changed. Name the case that you mean, too.",
                "an id that several cases use");
}

Result<DisplayedRecord> Replica::display(const RecordId& record)
{
    LAPWING_ASSIGN(const auto key, find(record));
    return display(key);
}

Result<DisplayedRecord> Replica::display(const RecordKey& record)
{
    Registers::Parts parts;
    LAPWING_ASSIGN(auto opened, m_registers.display(record, parts));
    if (!opened) return fail(ErrorCode::NotFound);
    LAPWING_TRY(m_registers.checkRows(parts));
    return std::move(opened->form);
}

Result<DisplayedRecord> Replica::newRecord(std::uint16_t type)
{
    LAPWING_ASSIGN(const auto id, m_author.random.id<RecordId>());
    return Registers::blankRecord(id, type);
}

Result<void> Replica::project(std::vector<RecordKey> touched)
{
    std::ranges::sort(touched);
    const auto repeated = std::ranges::unique(touched);
    touched.erase(repeated.begin(), repeated.end());
    const std::array<Projection*, 3> projections{&m_search, &m_conflicts, &m_lists};
    Registers::Parts parts;
    for (const auto& record : touched) {
        LAPWING_ASSIGN(const bool listed, m_lists.has(record)); // if not, nothing else is put of it
        if (listed)
            for (auto* projection : projections) LAPWING_TRY(projection->erase(record));
        LAPWING_ASSIGN(const auto opened, m_registers.display(record, parts));
        const auto shown = opened ? shownRecordOf(*opened) : std::nullopt;
        if (!shown) continue;
        for (auto* projection : projections) LAPWING_TRY(projection->put(*shown));
    }
    return {};
}

Result<void> Replica::scrub()
{
    LAPWING_TRY(m_search.merge());
    return m_db->checkpoint();
}

} // namespace lapwing::store
