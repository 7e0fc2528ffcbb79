#include "sync/store/search_index.h"

#include "shared/schema/case_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/search/fold.h"
#include "shared/search/query.h"
#include "shared/search/similar.h"
#include "sync/store/lists.h"

#include <algorithm>

namespace lapwing::store {

namespace {
/// Rows are read from the greatest number down, and as many as are wanted: so a person is never
/// behind a hundred notes that name them.
constexpr std::int64_t kRowsOfAKind = std::int64_t{1} << 40;
constexpr std::int64_t kPeople = 2 * kRowsOfAKind;
constexpr std::int64_t kCases = kRowsOfAKind;

std::int64_t firstRowOf(std::uint16_t type)
{
    if (type == schema::person::type.number) return kPeople;
    return type == schema::casefile::type.number ? kCases : 0;
}

/// Of records of one type when `ofType` says so.
std::string findSql(std::string_view ofType = {})
{
    return "SELECT item.scope, item.rid, item.type FROM search JOIN search_row ON "
           "search_row.id=search.rowid " +
           Lists::joinShown("search_row") + "WHERE search MATCH ? AND search.rowid>=? " +
           std::string(ofType) + "ORDER BY search.rowid DESC";
}

void addWords(SearchIndex::Words& words, const schema::Field& field, const Value& value)
{
    words.body += search::indexWordsOf(field, value) + "\n";
    if (!search::isNameOfAPerson(field) || value.kind != ValueKind::Text) return;
    for (auto& word : search::wordsOf(value.asText())) words.names.push_back(std::move(word));
}

} // namespace

Result<void> SearchIndex::createTables()
{
    return m_db->exec(R"sql(
CREATE TABLE IF NOT EXISTS search_row(id INTEGER PRIMARY KEY, scope BLOB NOT NULL,
  rid BLOB NOT NULL, UNIQUE(scope, rid));
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(body, columnsize=0,
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'");
CREATE TABLE IF NOT EXISTS name_word(word TEXT NOT NULL, id INTEGER NOT NULL,
  PRIMARY KEY(word, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_word_id ON name_word(id);
)sql");
}

Result<std::int64_t> SearchIndex::nextRow(std::uint16_t type)
{
    const auto first = firstRowOf(type);
    LAPWING_ASSIGN(auto last, m_db->cached("SELECT max(id) FROM search_row WHERE id>=? AND id<?"));
    last.bind(1, first).bind(2, first + kRowsOfAKind);
    LAPWING_ASSIGN(const bool row, last.step());
    return row && !last.isNull(0) ? last.integer(0) + 1 : first;
}

Result<void> SearchIndex::put(const RecordKey& record, std::uint16_t type, const Words& words)
{
    LAPWING_ASSIGN(const auto id, nextRow(type));
    LAPWING_ASSIGN(auto row, m_db->cached("INSERT INTO search_row VALUES(?,?,?)"));
    LAPWING_TRY(row.bind(1, id).bind(2, record.scope.view()).bind(3, record.id.view()).run());
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT INTO search(rowid, body) VALUES(?,?)"));
    auto body = words.body;
    for (const auto& other : m_otherLetters.indexWordsOf(words.names)) body += ' ' + other;
    LAPWING_TRY(put.bind(1, id).bind(2, std::string_view(body)).run());
    for (const auto& name : words.names) {
        LAPWING_ASSIGN(auto add, m_db->cached("INSERT OR IGNORE INTO name_word VALUES(?,?)"));
        LAPWING_TRY(add.bind(1, std::string_view(name)).bind(2, id).run());
    }
    return {};
}

Result<void> SearchIndex::put(const ShownRecord& record)
{
    Words words;
    for (const auto& reg : record.registers) {
        if (!reg.known || !(reg.known->flags & schema::kSearched) || reg.reading.newer) continue;
        for (const auto& d : reg.reading.distinct) addWords(words, *reg.known, d.value);
    }
    if (words.body.empty()) return {};
    return put(record.form.key(), record.form.type(), words);
}

Result<void> SearchIndex::erase(const RecordKey& record)
{
    for (const auto* sql :
         {"DELETE FROM search WHERE rowid IN (SELECT id FROM search_row WHERE scope=? AND rid=?)",
          "DELETE FROM name_word WHERE id IN (SELECT id FROM search_row WHERE scope=? AND rid=?)",
          "DELETE FROM search_row WHERE scope=? AND rid=?"}) {
        LAPWING_ASSIGN(auto erase, m_db->cached(sql));
        LAPWING_TRY(erase.bind(1, record.scope.view()).bind(2, record.id.view()).run());
    }
    return {};
}

Result<void> SearchIndex::merge()
{
    // FTS5 keeps deleted words in old segments until they are merged.
    return m_db->exec("INSERT INTO search(search) VALUES('optimize')");
}

Result<std::vector<std::string>> SearchIndex::expressionsOf(std::string_view typed)
{
    LAPWING_ASSIGN(auto query, search::queryOf(typed));
    std::vector<std::string> all{std::move(query)};
    LAPWING_ASSIGN(const auto names, nameWords());
    if (auto similar = search::similarQueryOf(typed, names)) all.push_back(std::move(*similar));
    if (auto sounding = m_otherLetters.queryOf(typed)) all.push_back(std::move(*sounding));
    return all;
}

Result<std::vector<Hit>> SearchIndex::find(std::string_view typed, std::size_t limit)
{
    LAPWING_ASSIGN(const auto expressions, expressionsOf(typed));
    std::vector<Hit> hits;
    for (const auto& expression : expressions)
        LAPWING_TRY(addHits(hits, expression, limit, &expression != &expressions.front()));
    return hits;
}

Result<SearchIndex::Markers> SearchIndex::markers(std::string_view typed)
{
    LAPWING_ASSIGN(const auto expressions, expressionsOf(typed));
    const std::span all(expressions);
    return Markers{search::Marker(all.first(1), m_otherLetters),
                   search::Marker(all.subspan(1), m_otherLetters)};
}

Result<std::vector<std::string>> SearchIndex::nameWords()
{
    std::vector<std::string> names;
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT DISTINCT word FROM name_word"));
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return names;
        names.emplace_back(select.text(0));
    }
}

Result<std::vector<Hit>> SearchIndex::matching(std::string_view expression, std::uint16_t type,
                                               std::size_t limit)
{
    LAPWING_ASSIGN(auto select, m_db->cached(findSql("AND item.type=? ")));
    select.bind(1, expression).bind(2, firstRowOf(type)).bind(3, type);
    std::vector<Hit> hits;
    while (hits.size() < limit) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) break;
        hits.push_back({{Scope::from(select.blob(0)), RecordId::from(select.blob(1))}, type});
    }
    return hits;
}

Result<std::vector<Hit>> SearchIndex::similarPeople(std::string_view word, std::size_t limit)
{
    LAPWING_ASSIGN(const auto names, nameWords());
    std::vector<Hit> hits;
    if (const auto similar = search::similarQueryOf(word, names))
        LAPWING_TRY(addHits(hits, *similar, limit, true));
    return hits;
}

Result<void> SearchIndex::addHits(std::vector<Hit>& hits, std::string_view query, std::size_t limit,
                                  bool similar)
{
    LAPWING_ASSIGN(auto select, m_db->cached(findSql()));
    select.bind(1, query).bind(2, similar ? kPeople : 0);
    while (hits.size() < limit) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) break;
        const RecordKey record{Scope::from(select.blob(0)), RecordId::from(select.blob(1))};
        if (similar && std::ranges::find(hits, record, &Hit::record) != hits.end()) continue;
        hits.push_back({record, static_cast<std::uint16_t>(select.integer(2)), similar});
    }
    return {};
}

Result<std::string> SearchIndex::plan()
{
    LAPWING_ASSIGN(auto explain, m_db->prepare("EXPLAIN QUERY PLAN " + findSql()));
    std::string plan;
    for (;;) {
        LAPWING_ASSIGN(const bool row, explain.step());
        if (!row) return plan;
        plan += std::string(explain.text(3)) + "\n";
    }
}

} // namespace lapwing::store
