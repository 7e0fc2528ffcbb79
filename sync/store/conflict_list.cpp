#include "sync/store/conflict_list.h"

#include "shared/crypto/hash.h"

#include <algorithm>
#include <charconv>

namespace lapwing::store {

namespace {
/// The case is hashed in: another one may have a record of the same id.
std::string conflictId(const RecordKey& record, std::uint32_t field, const Bytes& key,
                       const std::vector<SiblingView>& siblings)
{
    wire::Writer w;
    w.raw(record.scope.view());
    for (const auto& s : siblings) {
        w.id(s.dot.actor);
        w.varint(s.dot.ctr);
    }
    return record.id.hex() + "." + std::to_string(field) + "." + toHex(key) + "." +
           crypto::hash8("lapwing.check.1", w.view()).hex();
}

Error changedSince()
{
    return fail(ErrorCode::Conflict,
                "This has changed since you looked. Nothing was decided and nothing is lost. Look "
                "at the check list again and decide.");
}
Result<Conflict> conflictOf(const DisplayedRecord& form, std::uint32_t field, const Bytes& key)
{
    const auto token = form.read(field, key);
    Conflict found{conflictId(form.key(), field, key, token.shown()), form.key(), field, key, {}};
    if (field / 8 == 0) {
        found.siblings = token.shown();
        return found;
    }
    const auto known = schema::findField(field);
    if (!known.field) return changedSince();
    auto reading = readRegister(*known.field, token.shown());
    if (!reading.conflict) return changedSince();
    found.siblings = std::move(reading.distinct);
    return found;
}

} // namespace

Result<void> ConflictList::createTables()
{
    return m_db->exec("CREATE TABLE IF NOT EXISTS conflict(scope BLOB NOT NULL, rid BLOB NOT NULL, "
                      "f INTEGER NOT NULL, key BLOB NOT NULL, PRIMARY KEY(scope, rid, f, key)) "
                      "WITHOUT ROWID");
}

Result<void> ConflictList::erase(const RecordKey& record)
{
    LAPWING_ASSIGN(auto erase, m_db->cached("DELETE FROM conflict WHERE scope=? AND rid=?"));
    return erase.bind(1, record.scope.view()).bind(2, record.id.view()).run();
}

Result<void> ConflictList::put(const ShownRecord& record)
{
    const auto& key = record.form.key();
    for (const auto& reg : record.registers) {
        if (!reg.isConflict) continue;
        LAPWING_ASSIGN(auto put, m_db->cached("INSERT INTO conflict VALUES(?,?,?,?)"));
        put.bind(1, key.scope.view()).bind(2, key.id.view());
        LAPWING_TRY(put.bind(3, reg.field).bind(4, ByteView(reg.key)).run());
    }
    return {};
}

Result<std::vector<RecordKey>> ConflictList::records()
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT scope, rid FROM conflict"));
    std::vector<RecordKey> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back({Scope::from(select.blob(0)), RecordId::from(select.blob(1))});
    }
}

Result<std::uint64_t> ConflictList::count()
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT count(*) FROM conflict"));
    LAPWING_TRY(select.step());
    return static_cast<std::uint64_t>(select.integer(0));
}

Result<std::vector<Conflict>> ConflictList::first(std::size_t limit)
{
    std::vector<std::tuple<RecordKey, std::uint32_t, Bytes>> places;
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT scope, rid, f, key FROM conflict ORDER BY "
                                             "scope, rid, f, key LIMIT ?"));
    select.bind(1, limit);
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) break;
        const auto key = select.blob(3);
        places.emplace_back(RecordKey{Scope::from(select.blob(0)), RecordId::from(select.blob(1))},
                            static_cast<std::uint32_t>(select.integer(2)),
                            Bytes(key.begin(), key.end()));
    }
    // A record is opened once for all its conflicts, and each strand is proven once.
    Registers::Parts parts;
    std::optional<DisplayedRecord> form;
    std::vector<Conflict> found;
    for (const auto& [record, field, key] : places) {
        if (!form || form->key() != record) {
            LAPWING_ASSIGN(auto opened, m_registers.display(record, parts));
            if (!opened) return fail(ErrorCode::Corrupt, {}, "a conflict of no record");
            form = std::move(opened->form);
        }
        LAPWING_ASSIGN(auto open, conflictOf(*form, field, key));
        found.push_back(std::move(open));
    }
    LAPWING_TRY(m_registers.checkRows(parts));
    return found;
}

namespace {
struct ConflictPlace {
    RecordId record;
    std::uint32_t field = 0;
    Bytes key;
};

/// The register that a check's id names; nothing when it is no such id.
std::optional<ConflictPlace> parseConflictId(std::string_view id)
{
    const auto first = id.find('.');
    const auto second = first == id.npos ? id.npos : id.find('.', first + 1);
    const auto third = second == id.npos ? id.npos : id.find('.', second + 1);
    if (third == id.npos) return std::nullopt;
    const auto record = RecordId::fromHex(id.substr(0, first));
    const auto number = id.substr(first + 1, second - first - 1);
    const auto key = id.substr(second + 1, third - second - 1);
    ConflictPlace place;
    const auto end = number.data() + number.size();
    const bool isNumber = std::from_chars(number.data(), end, place.field).ptr == end;
    place.key.resize(key.size() / 2);
    if (!record || number.empty() || !isNumber || key.size() > 128 || !fromHex(key, place.key))
        return std::nullopt;
    place.record = *record;
    return place;
}
} // namespace

Result<Conflict> ConflictList::named(std::string_view id)
{
    const auto place = parseConflictId(id);
    if (!place)
        return fail(ErrorCode::NotFound, "There is no check of that id. Nothing was decided. Copy "
                                         "the id from the check list.");
    LAPWING_ASSIGN(const auto scopes, m_registers.scopesOf(place->record));
    for (const auto& scope : scopes) {
        Registers::Parts parts;
        LAPWING_ASSIGN(const auto opened, m_registers.display({scope, place->record}, parts));
        if (!opened) return fail(ErrorCode::NotFound);
        LAPWING_TRY(m_registers.checkRows(parts));
        auto open = conflictOf(opened->form, place->field, place->key);
        if (open.ok() && open->id == id) return open;
    }
    return changedSince();
}

} // namespace lapwing::store
