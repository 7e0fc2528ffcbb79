#include "sync/store/lists.h"

#include "shared/schema/json.h"
#include "shared/schema/validate.h"

#include <algorithm>

namespace lapwing::store {

std::vector<std::string_view> ListedRow::each(const schema::Field& field) const
{
    check((field.flags & schema::kListed) != 0, "a listed field");
    std::vector<std::string_view> found;
    const auto at = stored.find(field.wire());
    if (at == stored.end()) return found;
    for (std::string_view rest = at->second;;) {
        const auto end = rest.find(kBetweenListed);
        found.push_back(rest.substr(0, end));
        if (end == std::string_view::npos) return found;
        rest.remove_prefix(end + 1);
    }
}

std::optional<Value> ListedRow::valueOf(const schema::Field& field, std::string_view text)
{
    if (text.empty() || text == kUnreadableListed || text == kTakenOutListed) return std::nullopt;
    auto value = schema::readText(field, text);
    return value.ok() ? std::optional(std::move(*value)) : std::nullopt;
}

std::string listedText(const schema::Field& field, const Reading& reading)
{
    const bool isHidden = std::ranges::any_of(
        reading.distinct, [](const SiblingView& d) { return d.redacted || d.newer; });
    if (reading.value && !isHidden) return schema::valueText(field, *reading.value);
    std::string all;
    bool first = true;
    for (const auto& d : reading.distinct) {
        if (!first) all += kBetweenListed;
        first = false;
        if (d.redacted)
            all += kTakenOutListed;
        else if (d.newer)
            all += kUnreadableListed;
        else
            all += schema::valueText(field, d.value);
    }
    return all;
}

Result<std::vector<ListedRow>> listedRows(Database& database, const schema::RecordType& type,
                                          const Scope* only)
{
    const std::string columns = "SELECT item.scope, item.rid, item.life, listed.f, listed.text "
                                "FROM item LEFT JOIN listed ON listed.scope=item.scope AND "
                                "listed.rid=item.rid WHERE item.type=? AND item.life<>1 ";
    LAPWING_ASSIGN(auto select, database.cached(columns + (only ? "AND item.scope=? " : "") +
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

Result<ListedRow> listedRow(Database& database, const RecordKey& record)
{
    LAPWING_ASSIGN(auto select,
                   database.cached("SELECT f, text FROM listed WHERE scope=? AND rid=?"));
    select.bind(1, record.scope.view()).bind(2, record.id.view());
    ListedRow row{record, {}, {}};
    for (;;) {
        LAPWING_ASSIGN(const bool more, select.step());
        if (!more) return row;
        row.stored.emplace(static_cast<std::uint32_t>(select.integer(0)), select.text(1));
    }
}

Result<std::vector<RecordKey>> conflictingRecords(Database& database)
{
    LAPWING_ASSIGN(auto select, database.cached("SELECT scope, rid FROM conflict"));
    std::vector<RecordKey> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back({Scope::from(select.blob(0)), RecordId::from(select.blob(1))});
    }
}

Result<std::vector<RecordId>> sharedIds(Database& database)
{
    LAPWING_ASSIGN(auto select,
                   database.cached("SELECT rid FROM item GROUP BY rid HAVING count(*)>1"));
    std::vector<RecordId> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back(RecordId::from(select.blob(0)));
    }
}

Result<void> createListIndexes(Database& database)
{
    return database.exec("CREATE INDEX IF NOT EXISTS change_open ON change(strand, chain, ctr) "
                         "WHERE state<>1;"
                         "CREATE INDEX IF NOT EXISTS item_type ON item(type)");
}

namespace {
Result<Bytes> saveOf(Database& database, const Strand& strand, std::uint64_t ctr)
{
    LAPWING_ASSIGN(auto select,
                   database.cached("SELECT save FROM own_save WHERE strand=? AND ctr=?"));
    LAPWING_ASSIGN(const bool isThere, select.bind(1, strand.ix).bind(2, ctr).step());
    if (!isThere) return Bytes();
    const auto id = select.blob(0);
    return Bytes(id.begin(), id.end());
}

Result<OwnChange> ownChange(Database& database, const Strand& strand, const StoredChange& stored)
{
    OwnChange own{strand.id, scopeOf(strand), stored.ctr, stored.state, 0, {}, {}};
    LAPWING_ASSIGN(own.save, saveOf(database, strand, stored.ctr));
    // Only the skeleton is read: what precedes it in the chain does not matter.
    LAPWING_ASSIGN(const auto change,
                   openChange(strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
    own.claimedMs = change.envelope.claimedMs;
    own.records = change.envelope.records;
    return own;
}

/// The author's chains: (strand, a place in it).
Result<std::vector<std::pair<StrandIx, std::uint64_t>>>
places(Database& database, const ActorId& author, std::string_view sql)
{
    LAPWING_ASSIGN(auto select, database.cached(sql));
    select.bind(1, author.view());
    std::vector<std::pair<StrandIx, std::uint64_t>> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.emplace_back(select.integer(0), static_cast<std::uint64_t>(select.integer(1)));
    }
}

Result<std::vector<OwnChange>> changesFrom(StrandStore& strands, const ActorId& author, StrandIx ix,
                                           std::uint64_t from)
{
    LAPWING_ASSIGN(const auto strand, strands.strand(ix));
    LAPWING_ASSIGN(const auto chain, strands.ofChain(ix, author, from));
    std::vector<OwnChange> found;
    for (const auto& stored : chain) {
        LAPWING_ASSIGN(auto own, ownChange(strands.database(), strand, stored));
        found.push_back(std::move(own));
    }
    return found;
}
} // namespace

Result<std::vector<OwnChange>> openOwnChanges(StrandStore& strands, const ActorId& author)
{
    LAPWING_ASSIGN(const auto begins,
                   places(strands.database(), author,
                          "SELECT change.strand, min(change.ctr) FROM change JOIN chain ON "
                          "chain.strand=change.strand AND chain.no=change.chain WHERE state<>1 "
                          "AND chain.aid=? GROUP BY 1"));
    std::vector<OwnChange> found;
    for (const auto& [ix, from] : begins) {
        LAPWING_ASSIGN(const auto chain, changesFrom(strands, author, ix, from));
        std::ranges::copy_if(chain, std::back_inserter(found),
                             [](const OwnChange& own) { return own.state != Verdict::Accepted; });
    }
    return found;
}

Result<std::vector<OwnChange>> latestOwnChanges(StrandStore& strands, const ActorId& author,
                                                std::size_t perStrand)
{
    LAPWING_ASSIGN(const auto ends, places(strands.database(), author,
                                           "SELECT strand, held_ctr FROM chain WHERE aid=? "
                                           "AND held_ctr>0"));
    std::vector<OwnChange> found;
    for (const auto& [ix, last] : ends) {
        const auto from = last > perStrand ? last - perStrand + 1 : 1;
        LAPWING_ASSIGN(const auto chain, changesFrom(strands, author, ix, from));
        found.insert(found.end(), chain.begin(), chain.end());
    }
    return found;
}

} // namespace lapwing::store
