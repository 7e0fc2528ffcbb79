#include "sync/store/replica.h"

#include "shared/schema/case_fields.h"
#include "shared/schema/json.h"
#include "shared/schema/meaning.h"
#include "shared/schema/person_fields.h"
#include "shared/search/fold.h"
#include "sync/store/lists.h"

#include <algorithm>

namespace lapwing::store {

namespace {

bool isNameOfAPerson(const schema::Field& field)
{
    using namespace schema::person;
    return legalName.names(field) || surname.names(field) || aliases.names(field);
}

void addWords(SearchIndex::Words& words, const schema::Field& field, const Value& value)
{
    words.body += search::indexWordsOf(field, value) + "\n";
    if (!isNameOfAPerson(field) || value.kind != ValueKind::Text) return;
    for (auto& word : search::wordsOf(value.asText())) words.names.push_back(std::move(word));
}

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

Result<void> Replica::unproject(const RecordKey& record)
{
    LAPWING_ASSIGN(auto known, m_db->cached("SELECT 1 FROM item WHERE scope=? AND rid=?"));
    known.bind(1, record.scope.view()).bind(2, record.id.view());
    LAPWING_ASSIGN(const bool shown, known.step());
    if (!shown) return {};
    LAPWING_TRY(m_search.erase(record));
    for (const auto* sql : {"DELETE FROM listed WHERE scope=? AND rid=?",
                            "DELETE FROM conflict WHERE scope=? AND rid=?",
                            "DELETE FROM item WHERE scope=? AND rid=?"}) {
        LAPWING_ASSIGN(auto erase, m_db->cached(sql));
        LAPWING_TRY(erase.bind(1, record.scope.view()).bind(2, record.id.view()).run());
    }
    return {};
}

Result<void> Replica::project(std::vector<RecordKey> records)
{
    std::ranges::sort(records);
    const auto repeated = std::ranges::unique(records);
    records.erase(repeated.begin(), repeated.end());
    StrandStore::Parts parts;
    for (const auto& record : records) LAPWING_TRY(projectOne(record, parts));
    return {};
}

Result<void> Replica::projectOne(const RecordKey& record, StrandStore::Parts& parts)
{
    LAPWING_TRY(unproject(record));
    LAPWING_ASSIGN(const auto opened, m_strands.display(record, parts));
    if (!opened) return {};
    const auto& form = opened->form;
    const auto* type = schema::findType(form.type());
    // Whoever may write a panel's strand tells of no staff there.
    if (type && schema::isOfDirectory(*type) && record.scope != Scope{}) return {};
    const auto& home = opened->parts.front()->strand;
    const auto life = lifeOf(form.registers(), type && schema::isKeptUntilConfirmed(*type));
    bool lifeAsked = life == Life::Live || life == Life::Retired;
    LAPWING_ASSIGN(auto item, m_db->cached("INSERT INTO item VALUES(?,?,?,?,?)"));
    item.bind(1, record.scope.view()).bind(2, record.id.view()).bind(3, form.type());
    item.bind(4, static_cast<int>(life)).bind(5, static_cast<int>(home.panel));
    LAPWING_TRY(item.run());
    SearchIndex::Words words;
    std::map<std::uint32_t, std::string> listed;
    for (const auto& [place, siblings] : form.registers()) {
        const auto known = schema::findField(place.first);
        const bool isLife = place.first / 8 == 0;
        if (!known.field && !isLife) continue;
        // One question, however many parts were removed.
        bool conflict =
            isLife && !lifeAsked && std::ranges::any_of(siblings, &SiblingView::isRemoval);
        lifeAsked = lifeAsked || conflict;
        if (known.field) {
            const auto reading = readRegister(*known.field, siblings);
            conflict = reading.conflict;
            if ((known.field->flags & schema::kSearched) && !reading.newer)
                for (const auto& d : reading.distinct) addWords(words, *known.field, d.value);
            if (known.field->flags & schema::kListed)
                addListed(listed, *known.field, place.second, reading);
        }
        if (!conflict) continue;
        LAPWING_ASSIGN(auto put, m_db->cached("INSERT INTO conflict VALUES(?,?,?,?)"));
        put.bind(1, record.scope.view()).bind(2, record.id.view());
        put.bind(3, place.first).bind(4, ByteView(place.second));
        LAPWING_TRY(put.run());
    }
    for (const auto& [field, text] : listed) LAPWING_TRY(list(record, field, text));
    return words.body.empty() ? Result<void>() : m_search.put(record, form.type(), words);
}

Result<void> Replica::list(const RecordKey& record, std::uint32_t field, std::string_view text)
{
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT INTO listed VALUES(?,?,?,?)"));
    put.bind(1, record.scope.view()).bind(2, record.id.view());
    return put.bind(3, field).bind(4, text).run();
}

Result<std::vector<CaseRow>> Replica::cases()
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

Result<CaseRow> Replica::caseByRef(std::string_view ref)
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

namespace {
RecordRow readRecordRow(const Statement& row)
{
    return {readKey(row), static_cast<std::uint16_t>(row.integer(2)),
            static_cast<Life>(row.integer(3))};
}
} // namespace

Result<std::vector<RecordRow>> Replica::recordsOf(const CaseId& caseId)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT scope, rid, type, life FROM item WHERE "
                                             "scope=? AND life<>1 ORDER BY type, rid"));
    select.bind(1, caseId.view());
    std::vector<RecordRow> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back(readRecordRow(select));
    }
}

Result<RecordRow> Replica::record(const RecordId& id)
{
    LAPWING_ASSIGN(const auto key, find(id));
    return record(key);
}

Result<RecordRow> Replica::record(const RecordKey& key)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT scope, rid, type, life FROM item WHERE "
                                             "scope=? AND rid=?"));
    select.bind(1, key.scope.view()).bind(2, key.id.view());
    LAPWING_ASSIGN(const bool row, select.step());
    if (!row) return fail(ErrorCode::NotFound);
    return readRecordRow(select);
}

} // namespace lapwing::store
