#include "sync/store/lists.h"

#include "shared/schema/case_fields.h"
#include "shared/schema/json.h"
#include "shared/schema/meaning.h"

#include <algorithm>

namespace lapwing::store {

namespace {
void addListed(std::map<std::uint32_t, std::string>& listed, const schema::Field& field,
               const Bytes& key, const Reading& reading)
{
    if (!field.isSet()) {
        // A key where the field is no set is nothing that this version would write.
        if (key.empty()) listed[field.wire()] = listedText(field, reading);
        return;
    }
    const bool isMember =
        reading.newer || std::ranges::any_of(reading.distinct, [](const SiblingView& d) {
            return d.redacted || d.value.asInteger() == 1;
        });
    if (!isMember) return;
    const auto [at, isFirst] = listed.try_emplace(field.wire());
    at->second += (isFirst ? "" : std::string(1, kBetweenListed)) + schema::keyText(field, key);
}

constexpr std::string_view kBetweenRead = " | ";

/// What a listed field says, on one line.
std::string readable(std::string_view listed)
{
    std::string text;
    for (const char c : listed) {
        if (c == kBetweenListed)
            text += kBetweenRead;
        else if (c == kUnreadableListed.front())
            text += "(written by a newer version)";
        else if (c == kTakenOutListed.front())
            text += "(removed by the office)";
        else
            text += c;
    }
    return text;
}

/// Whether one of the versions of a case's reference means this one.
bool isOneVersion(std::string_view refs, std::string_view meaning)
{
    for (;;) {
        const auto end = refs.find(kBetweenRead);
        if (schema::referenceMeaning(refs.substr(0, end)) == meaning) return true;
        if (end == std::string_view::npos) return false;
        refs.remove_prefix(end + kBetweenRead.size());
    }
}

/// Of a row that begins with them.
RecordKey readKey(const Statement& row)
{
    return {Scope::from(row.blob(0)), RecordId::from(row.blob(1))};
}
} // namespace

Result<void> Lists::createTables()
{
    return m_db->exec(R"sql(
CREATE TABLE IF NOT EXISTS item(scope BLOB NOT NULL, rid BLOB NOT NULL, type INTEGER NOT NULL,
  life INTEGER NOT NULL, panel INTEGER NOT NULL, PRIMARY KEY(scope, rid)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS item_rid ON item(rid);
CREATE TABLE IF NOT EXISTS listed(scope BLOB NOT NULL, rid BLOB NOT NULL, f INTEGER NOT NULL,
  text TEXT NOT NULL, PRIMARY KEY(scope, rid, f)) WITHOUT ROWID;
)sql");
}

Result<void> Lists::createTypeIndex()
{
    return m_db->exec("CREATE INDEX IF NOT EXISTS item_type ON item(type)");
}

Result<bool> Lists::has(const RecordKey& record)
{
    LAPWING_ASSIGN(auto known, m_db->cached("SELECT 1 FROM item WHERE scope=? AND rid=?"));
    return known.bind(1, record.scope.view()).bind(2, record.id.view()).step();
}

std::string Lists::joinShown(std::string_view table)
{
    const std::string other(table);
    return "JOIN item ON item.scope=" + other + ".scope AND item.rid=" + other +
           ".rid AND item.life<>1 ";
}

Result<void> Lists::erase(const RecordKey& record)
{
    for (const auto* sql : {"DELETE FROM listed WHERE scope=? AND rid=?",
                            "DELETE FROM item WHERE scope=? AND rid=?"}) {
        LAPWING_ASSIGN(auto erase, m_db->cached(sql));
        LAPWING_TRY(erase.bind(1, record.scope.view()).bind(2, record.id.view()).run());
    }
    return {};
}

Result<void> Lists::put(const ShownRecord& record)
{
    const auto& key = record.form.key();
    LAPWING_ASSIGN(auto item, m_db->cached("INSERT INTO item VALUES(?,?,?,?,?)"));
    item.bind(1, key.scope.view()).bind(2, key.id.view()).bind(3, record.form.type());
    item.bind(4, static_cast<int>(record.life)).bind(5, static_cast<int>(record.panel));
    LAPWING_TRY(item.run());
    std::map<std::uint32_t, std::string> listed;
    for (const auto& reg : record.registers)
        if (reg.known && (reg.known->flags & schema::kListed))
            addListed(listed, *reg.known, reg.key, reg.reading);
    for (const auto& [field, text] : listed) LAPWING_TRY(list(key, field, text));
    return {};
}

Result<void> Lists::list(const RecordKey& record, std::uint32_t field, std::string_view text)
{
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT INTO listed VALUES(?,?,?,?)"));
    put.bind(1, record.scope.view()).bind(2, record.id.view());
    return put.bind(3, field).bind(4, text).run();
}

Result<std::vector<CaseRow>> Lists::cases()
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT scope, rid, panel, "
                                "(SELECT text FROM listed l WHERE l.scope=item.scope AND "
                                "l.rid=item.rid AND f=?), "
                                "(SELECT text FROM listed l WHERE l.scope=item.scope AND "
                                "l.rid=item.rid AND f=?), "
                                "(SELECT text FROM listed l WHERE l.scope=item.scope AND "
                                "l.rid=item.rid AND f=?) "
                                "FROM item WHERE type=? AND life<>1 ORDER BY 4, rid"));
    select.bind(1, schema::casefile::ref.wire()).bind(2, schema::casefile::title.wire());
    select.bind(3, schema::casefile::state.wire()).bind(4, schema::casefile::type.number);
    std::vector<CaseRow> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        CaseRow c;
        c.record = readKey(select);
        c.id = c.record.scope.caseId();
        c.panel = static_cast<schema::Panel>(select.integer(2));
        c.ref = readable(select.text(3));
        c.title = readable(select.text(4));
        c.state = readable(select.text(5));
        found.push_back(std::move(c));
    }
}

Result<CaseRow> Lists::caseByRef(std::string_view ref)
{
    LAPWING_ASSIGN(const auto all, cases());
    const auto meaning = schema::referenceMeaning(ref);
    auto at = std::ranges::find(
        all, meaning, [](const CaseRow& row) { return schema::referenceMeaning(row.ref); });
    if (at == all.end()) {
        const auto names = [&](const CaseRow& row) { return isOneVersion(row.ref, meaning); };
        at = std::ranges::find_if(all, names);
        if (at != all.end() && std::find_if(at + 1, all.end(), names) != all.end())
            return fail(ErrorCode::Conflict,
                        "Several cases may have this reference: it waits for a decision in one "
                        "of them. Nothing was changed. Name the case as the list does.");
    }
    if (at == all.end())
        return fail(ErrorCode::NotFound, "There is no such case on this tablet. Nothing was "
                                         "changed. Check the reference, or sync first.");
    return *at;
}

Result<std::vector<RecordRow>> Lists::readRecordRows(Statement& select)
{
    std::vector<RecordRow> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back({readKey(select), static_cast<std::uint16_t>(select.integer(2)),
                         static_cast<Life>(select.integer(3))});
    }
}

Result<std::vector<RecordRow>> Lists::recordsOf(const CaseId& caseId)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT scope, rid, type, life FROM item WHERE "
                                             "scope=? AND life<>1 ORDER BY type, rid"));
    return readRecordRows(select.bind(1, caseId.view()));
}

Result<RecordRow> Lists::record(const RecordKey& key)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT scope, rid, type, life FROM item WHERE "
                                             "scope=? AND rid=?"));
    LAPWING_ASSIGN(const auto found,
                   readRecordRows(select.bind(1, key.scope.view()).bind(2, key.id.view())));
    if (found.empty()) return fail(ErrorCode::NotFound);
    return found.front();
}

Result<std::vector<RecordRow>> Lists::removed(const Scope* only)
{
    const std::string sql = "SELECT scope, rid, type, life FROM item WHERE life<>0 ";
    LAPWING_ASSIGN(auto select,
                   m_db->cached(sql + (only ? "AND scope=? " : "") + "ORDER BY scope, type, rid"));
    if (only) select.bind(1, only->view());
    return readRecordRows(select);
}

Result<std::vector<ListedRow>> Lists::rows(const schema::RecordType& type, const Scope* only)
{
    const std::string columns = "SELECT item.scope, item.rid, item.life, listed.f, listed.text "
                                "FROM item LEFT JOIN listed ON listed.scope=item.scope AND "
                                "listed.rid=item.rid WHERE item.type=? AND item.life<>1 ";
    LAPWING_ASSIGN(auto select, m_db->cached(columns + (only ? "AND item.scope=? " : "") +
                                             "ORDER BY item.rid, item.scope"));
    select.bind(1, type.number);
    if (only) select.bind(2, only->view());
    std::vector<ListedRow> rows;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return rows;
        const RecordKey key{Scope::from(select.blob(0)), RecordId::from(select.blob(1))};
        if (rows.empty() || rows.back().key != key)
            rows.push_back({key, static_cast<Life>(select.integer(2)), {}});
        if (!select.isNull(3))
            rows.back().stored.emplace(static_cast<std::uint32_t>(select.integer(3)),
                                       select.text(4));
    }
}

Result<ListedRow> Lists::row(const RecordKey& record)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT f, text FROM listed WHERE scope=? AND rid=?"));
    select.bind(1, record.scope.view()).bind(2, record.id.view());
    ListedRow row{record, {}, {}};
    for (;;) {
        LAPWING_ASSIGN(const bool more, select.step());
        if (!more) return row;
        row.stored.emplace(static_cast<std::uint32_t>(select.integer(0)), select.text(1));
    }
}

Result<std::vector<RecordId>> Lists::sharedIds()
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT rid FROM item GROUP BY rid HAVING count(*)>1"));
    std::vector<RecordId> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back(RecordId::from(select.blob(0)));
    }
}

} // namespace lapwing::store
