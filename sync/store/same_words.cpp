#include "sync/store/same_words.h"

#include <algorithm>
#include <set>

namespace lapwing::store {

namespace {
Result<std::vector<SameWords::Row>> rowsOf(Statement& select)
{
    std::vector<SameWords::Row> rows;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return rows;
        auto word = decodeSameWord(select.blob(0));
        if (!word.ok()) return fail(ErrorCode::Corrupt, {}, "a word on two people");
        rows.push_back({std::move(*word), static_cast<SameWords::State>(select.integer(1))});
    }
}
} // namespace

Result<void> SameWords::createTables()
{
    return m_db->exec(R"sql(
CREATE TABLE IF NOT EXISTS same_word(id BLOB PRIMARY KEY, one_scope BLOB NOT NULL,
  one BLOB NOT NULL, other_scope BLOB NOT NULL, other BLOB NOT NULL, body BLOB NOT NULL,
  state INTEGER NOT NULL) WITHOUT ROWID;
)sql");
}

Result<bool> SameWords::put(const SameWord& word, State state)
{
    LAPWING_ASSIGN(auto known, m_db->cached("SELECT body, state FROM same_word WHERE id=?"));
    known.bind(1, word.id.view());
    LAPWING_ASSIGN(const auto held, rowsOf(known));
    if (!held.empty()) {
        const bool isNews = held.front().state == State::Unsent && state != State::Unsent;
        if (isNews) LAPWING_TRY(setState(word.id, state));
        return false;
    }
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT INTO same_word VALUES(?,?,?,?,?,?,?)"));
    put.bind(1, word.id.view()).bind(2, word.one.scope.view()).bind(3, word.one.id.view());
    put.bind(4, word.other.scope.view()).bind(5, word.other.id.view());
    const auto body = encode(word);
    put.bind(6, ByteView(body)).bind(7, static_cast<int>(state));
    LAPWING_TRY(put.run());
    return true;
}

Result<std::vector<SameWords::Row>> SameWords::all()
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT body, state FROM same_word ORDER BY id"));
    return rowsOf(select);
}

Result<std::vector<SameWords::Row>> SameWords::of(const RecordKey& record)
{
    LAPWING_ASSIGN(auto rows, all());
    std::erase_if(
        rows, [&](const Row& row) { return row.word.one != record && row.word.other != record; });
    return rows;
}

Result<std::vector<SameWord>> SameWords::unsent()
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT body, state FROM same_word WHERE state=? "
                                             "ORDER BY id"));
    select.bind(1, static_cast<int>(State::Unsent));
    LAPWING_ASSIGN(auto rows, rowsOf(select));
    std::vector<SameWord> words;
    for (auto& row : rows) words.push_back(std::move(row.word));
    return words;
}

Result<std::optional<SameWords::State>> SameWords::stateOf(const SameWordId& id)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT state FROM same_word WHERE id=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, id.view()).step());
    if (!row) return std::optional<State>{};
    return std::optional(static_cast<State>(select.integer(0)));
}

Result<void> SameWords::tellAgain()
{
    LAPWING_ASSIGN(auto set, m_db->cached("UPDATE same_word SET state=? WHERE state=?"));
    set.bind(1, static_cast<int>(State::Unsent)).bind(2, static_cast<int>(State::Taken));
    return set.run();
}

Result<void> SameWords::setState(const SameWordId& id, State state)
{
    LAPWING_ASSIGN(auto set, m_db->cached("UPDATE same_word SET state=? WHERE id=?"));
    return set.bind(1, static_cast<int>(state)).bind(2, id.view()).run();
}

Result<void> SameWords::dropCase(const Scope& scope)
{
    LAPWING_ASSIGN(auto drop,
                   m_db->cached("DELETE FROM same_word WHERE one_scope=? OR other_scope=?"));
    return drop.bind(1, scope.view()).bind(2, scope.view()).run();
}

std::vector<SameWord> standingOf(std::vector<SameWords::Row> rows)
{
    using schema::same_person::Answer;
    std::erase_if(rows, [](const auto& row) { return row.state == SameWords::State::Kept; });
    std::set<SameWordId> withdrawn;
    for (const auto& row : rows)
        if (row.word.answer == Answer::Withdrawn) withdrawn.insert(row.word.back);
    std::vector<SameWord> standing;
    for (auto& row : rows)
        if (row.word.answer != Answer::Withdrawn && !withdrawn.contains(row.word.id))
            standing.push_back(std::move(row.word));
    return standing;
}

} // namespace lapwing::store
