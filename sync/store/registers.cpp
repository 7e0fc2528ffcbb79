#include "sync/store/registers.h"

#include "sync/log/late_word.h"
#include "sync/log/merge.h"
#include "sync/store/redactions.h"

#include <algorithm>
#include <set>

namespace lapwing::store {

namespace {
constexpr std::string_view kRecordTables = R"sql(
CREATE TABLE IF NOT EXISTS record(
  strand INTEGER NOT NULL, rid BLOB NOT NULL, accepted BLOB NOT NULL, shown BLOB,
  PRIMARY KEY(strand, rid)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_rid ON record(rid);
)sql";

Error fullRecord()
{
    return fail(ErrorCode::TooLarge,
                "This record holds as much as a record may. Nothing was saved; what was there is "
                "safe. Write the rest into a new record.",
                "a record row over its limit");
}

Result<SiblingView> viewOf(const Sibling& sibling, const std::vector<Chain>& chains)
{
    const auto at = std::ranges::find(chains, sibling.dot.chain, &Chain::no);
    if (at == chains.end()) return fail(ErrorCode::Corrupt, {}, "a dot of an unknown chain");
    SiblingView view;
    view.dot = {at->actor, sibling.dot.ctr};
    view.claimedMs = sibling.claimedMs;
    view.redacted = sibling.redacted;
    if (sibling.redacted) return view;
    LAPWING_ASSIGN(auto payload, decodePayload(sibling.payload));
    view.why = std::move(payload.why);
    view.newer = isOfNewerKind(payload.value);
    if (view.newer) {
        view.value = Value::binary(ValueKind::Binary, std::move(payload.value));
        return view;
    }
    LAPWING_ASSIGN(view.value, decodeValue(payload.value));
    if (auto word = lateWord(view.value)) {
        view.late = word->change;
        view.value = std::move(word->value);
    }
    return view;
}

/// What a newer program did to a register, beside the versions that this one reads.
Result<SiblingView> viewOf(const OpaqueOp& op, const std::vector<Chain>& chains)
{
    const auto at = std::ranges::find(chains, op.dot.chain, &Chain::no);
    if (at == chains.end()) return fail(ErrorCode::Corrupt, {}, "a dot of an unknown chain");
    SiblingView view;
    view.dot = {at->actor, op.dot.ctr};
    view.newer = true;
    view.value = Value::binary(ValueKind::Binary, op.bytes);
    return view;
}

// Chain numbers are this store's own; people and exports need one order everywhere.
void sortByAuthor(std::vector<SiblingView>& views)
{
    std::ranges::sort(views, {},
                      [](const SiblingView& v) { return std::pair(v.dot.ctr, v.dot.actor); });
}

Result<void> addShown(const Record& shown, const std::vector<Chain>& chains,
                      DisplayedRegisters& out)
{
    for (const auto& reg : shown.registers)
        for (const auto& sibling : reg.siblings) {
            LAPWING_ASSIGN(auto view, viewOf(sibling, chains));
            out[{reg.field, reg.key}].push_back(std::move(view));
        }
    for (const auto& op : shown.opaque) {
        LAPWING_ASSIGN(auto view, viewOf(op, chains));
        out[{op.field, op.key}].push_back(std::move(view));
    }
    return {};
}
} // namespace

Result<void> Registers::createTables()
{
    LAPWING_TRY(m_db->exec(kRecordTables));
    return Redactions(*m_db).createTables();
}

Result<const Registers::Part*> Registers::part(Parts& parts, StrandIx ix)
{
    const auto at = parts.find(ix);
    if (at != parts.end()) return &at->second;
    Part fresh;
    LAPWING_ASSIGN(fresh.strand, m_strands.strand(ix));
    LAPWING_ASSIGN(fresh.chains, m_log.chains(ix));
    return &parts.emplace(ix, std::move(fresh)).first->second;
}

Result<void> Registers::tellWhoRedacted(const RecordId& record,
                                        const std::vector<const Part*>& parts,
                                        DisplayedRegisters& registers)
{
    for (auto& [place, views] : registers)
        for (auto& view : views) {
            const auto of = std::ranges::find(parts, schema::compartmentOf(place.first),
                                              [](const Part* p) { return p->strand.compartment; });
            if (!view.redacted || of == parts.end()) continue;
            LAPWING_ASSIGN(const auto word,
                           Redactions(*m_db).wordOn((*of)->strand.ix, view.dot,
                                                    {0, record, place.first, place.second}));
            if (!word) continue;
            view.removedBy = word->by;
            view.why = word->basis;
        }
    return {};
}

Result<std::optional<Registers::Opened>> Registers::display(const RecordKey& record, Parts& parts)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT strand, coalesce(shown, accepted) FROM record "
                                             "WHERE rid=? ORDER BY strand"));
    select.bind(1, record.id.view());
    DisplayedRegisters registers;
    std::uint16_t type = 0;
    bool hasReadable = false;
    std::vector<const Part*> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) break;
        LAPWING_ASSIGN(const auto* held, part(parts, select.integer(0)));
        // Another case may use the same id: its parts are not this record's.
        if (scopeOf(held->strand) != record.scope) continue;
        found.push_back(held);
        LAPWING_ASSIGN(const auto shown, decodeRecord(select.blob(1)));
        if (type == 0) type = shown.type;
        hasReadable = hasReadable || !shown.registers.empty();
        LAPWING_TRY(addShown(shown, held->chains, registers));
    }
    if (!hasReadable) return std::optional<Opened>{};
    LAPWING_TRY(tellWhoRedacted(record.id, found, registers));
    for (auto& [place, views] : registers) sortByAuthor(views);
    return std::optional(
        Opened{makeDisplayed(record, type, std::move(registers)), std::move(found)});
}

Result<std::optional<DisplayedRecord>> Registers::display(const RecordId& record)
{
    LAPWING_ASSIGN(const auto scopes, scopesOf(record));
    if (scopes.empty()) return std::optional<DisplayedRecord>{};
    if (scopes.size() > 1) return fail(ErrorCode::Conflict, {}, "an id that several cases use");
    return display(RecordKey{scopes.front(), record});
}

Result<std::optional<DisplayedRecord>> Registers::display(const RecordKey& record)
{
    Parts parts;
    LAPWING_ASSIGN(auto opened, display(record, parts));
    if (!opened) return std::optional<DisplayedRecord>{};
    return std::optional(std::move(opened->form));
}

Result<void> Registers::checkRows(const Parts& parts)
{
    if (!m_sum) return {};
    for (const auto& [ix, held] : parts) LAPWING_TRY(m_sum->checkStrand(ix));
    return {};
}

DisplayedRecord Registers::blankRecord(const RecordId& record, std::uint16_t type)
{
    return makeDisplayed({{}, record}, type, {});
}

Result<std::vector<Scope>> Registers::scopesOf(const RecordId& record)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT strand FROM record WHERE rid=?"));
    select.bind(1, record.view());
    std::set<Scope> scopes;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) break;
        LAPWING_ASSIGN(const auto strand, m_strands.strand(select.integer(0)));
        scopes.insert(scopeOf(strand));
    }
    return std::vector<Scope>(scopes.begin(), scopes.end());
}

Result<std::vector<std::pair<StrandIx, Record>>> Registers::partsOf(const RecordId& record)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT strand, coalesce(shown, accepted) FROM record "
                                             "WHERE rid=? ORDER BY strand"));
    select.bind(1, record.view());
    std::vector<std::pair<StrandIx, Record>> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        LAPWING_ASSIGN(auto shown, decodeRecord(select.blob(1)));
        found.emplace_back(select.integer(0), std::move(shown));
    }
}

Result<bool> Registers::isHeld(const RecordId& record)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT 1 FROM record WHERE rid=? LIMIT 1"));
    return select.bind(1, record.view()).step();
}

Result<bool> Registers::holds(StrandIx ix, const RecordId& record)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT 1 FROM record WHERE strand=? AND rid=?"));
    return select.bind(1, ix).bind(2, record.view()).step();
}

Result<std::vector<RecordId>> Registers::idsOf(StrandIx ix)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT rid FROM record WHERE strand=? ORDER BY rid"));
    select.bind(1, ix);
    std::vector<RecordId> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back(RecordId::from(select.blob(0)));
    }
}

Result<std::vector<Record>> Registers::readRecords(StrandIx ix, std::string_view sql)
{
    LAPWING_ASSIGN(auto select, m_db->cached(sql));
    select.bind(1, ix);
    std::vector<Record> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        LAPWING_ASSIGN(auto record, decodeRecord(select.blob(0)));
        found.push_back(std::move(record));
    }
}

Result<std::vector<Record>> Registers::shownRecords(StrandIx ix)
{
    return readRecords(ix, "SELECT coalesce(shown, accepted) FROM record WHERE strand=? "
                           "ORDER BY rid");
}

Result<std::vector<Record>> Registers::acceptedRecords(StrandIx ix)
{
    return readRecords(ix, "SELECT accepted FROM record WHERE strand=? ORDER BY rid");
}

Result<std::int64_t> Registers::shownBytes(StrandIx ix)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT sum(length(coalesce(shown, accepted))) FROM "
                                             "record WHERE strand=?"));
    LAPWING_TRY(select.bind(1, ix).step());
    return select.integer(0);
}

Result<void> Registers::eachRow(StrandIx ix, const RowVisitor& visit)
{
    LAPWING_ASSIGN(auto rows,
                   m_db->cached("SELECT rid, accepted, shown FROM record WHERE strand=?"));
    rows.bind(1, ix);
    for (;;) {
        LAPWING_ASSIGN(const bool row, rows.step());
        if (!row) return {};
        LAPWING_ASSIGN(const auto id, idAt<RecordId>(rows, 0));
        LAPWING_TRY(visit(id, rows.blob(1), rows.blob(2)));
    }
}

Result<Registers::Row> Registers::load(StrandIx ix, const RecordId& record)
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT accepted, shown FROM record WHERE strand=? AND rid=?"));
    LAPWING_ASSIGN(const bool found, select.bind(1, ix).bind(2, record.view()).step());
    Row row;
    row.accepted.id = record;
    if (!found) return row;
    const auto accepted = select.blob(0);
    const auto shown = select.blob(1);
    row.acceptedBefore.assign(accepted.begin(), accepted.end());
    row.shownBefore.assign(shown.begin(), shown.end());
    LAPWING_ASSIGN(row.accepted, decodeRecord(accepted));
    if (!select.isNull(1)) {
        LAPWING_ASSIGN(row.shown, decodeRecord(shown));
    }
    return row;
}

Result<void> Registers::save(StrandIx ix, const Row& row, const RowLimit& room,
                             RootSum::Change& sum)
{
    auto accepted = encode(row.accepted);
    auto shown = row.shown ? encode(*row.shown) : Bytes{};
    if (shown == accepted) shown.clear();
    const auto mayStay = [&](const Record& record, std::size_t size, const Bytes& before) {
        return fits(record, size, kRowMax) && (size <= before.size() || fits(record, size, room));
    };
    if (!mayStay(row.accepted, accepted.size(), row.acceptedBefore) ||
        (row.shown && !mayStay(*row.shown, shown.size(), row.shownBefore)))
        return fullRecord();
    const bool gone = shown.empty() && row.accepted.empty();
    if (gone) accepted.clear();
    if (m_sum)
        m_sum->replace(sum, row.accepted.id, {row.acceptedBefore, row.shownBefore},
                       {accepted, shown});
    if (gone) {
        LAPWING_ASSIGN(auto erase, m_db->cached("DELETE FROM record WHERE strand=? AND rid=?"));
        return erase.bind(1, ix).bind(2, row.accepted.id.view()).run();
    }
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR REPLACE INTO record(strand, rid, accepted, "
                                          "shown) VALUES(?,?,?,?)"));
    put.bind(1, ix).bind(2, row.accepted.id.view()).bind(3, ByteView(accepted));
    if (shown.empty())
        put.bind(4, nullptr);
    else
        put.bind(4, ByteView(shown));
    return put.run();
}

Result<void> Registers::drop(StrandIx ix)
{
    LAPWING_ASSIGN(auto erase, m_db->cached("DELETE FROM record WHERE strand=?"));
    return erase.bind(1, ix).run();
}

} // namespace lapwing::store
