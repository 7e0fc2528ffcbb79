#include "sync/store/root_sum.h"

#include "shared/crypto/hash.h"
#include "shared/crypto/kdf.h"
#include "shared/wire/primitive.h"
#include "sync/store/registers.h"

namespace lapwing::store {

namespace {

/// The row of strand_sum that holds the sum of all strands; their own numbers start at 1.
constexpr std::int64_t kRootRow = 0;

Error notTheRows(const char* what) { return fail(ErrorCode::Corrupt, {}, what); }

} // namespace

RootSum::RootSum(Database& database, ByteView dataKey32)
    : m_db(database), m_key(crypto::deriveKey(dataKey32, "root"))
{
}

Result<void> RootSum::createTables(Database& database)
{
    return database.exec("CREATE TABLE IF NOT EXISTS strand_sum("
                         "strand INTEGER PRIMARY KEY, sid BLOB NOT NULL, sum BLOB NOT NULL)");
}

Sum RootSum::ofRow(const RecordId& record, const Row& row) const
{
    if (row.accepted.empty() && row.shown.empty()) return {};
    wire::Writer out;
    out.id(record);
    out.bytes(row.accepted);
    out.bytes(row.shown);
    return crypto::keyedHash16(m_key.view(), out.view());
}

Sum RootSum::ofStrand(const StrandId& id, const Sum& sum) const
{
    // A strand without rows counts as none, whether or not it was ever written to.
    if (sum.isZero()) return {};
    wire::Writer out;
    out.id(id);
    out.id(sum);
    return crypto::keyedHash16(m_key.view(), out.view());
}

void RootSum::replace(Change& change, const RecordId& record, const Row& before,
                      const Row& after) const
{
    change.added = crypto::subtract(change.added, ofRow(record, before));
    change.added = crypto::add(change.added, ofRow(record, after));
}

Result<void> RootSum::settle(std::int64_t strand, const StrandId& id, const Change& change)
{
    check(strand > kRootRow, "a strand's number that is not one");
    if (change.added.isZero()) return {};
    Sum before;
    {
        LAPWING_ASSIGN(auto select, m_db.cached("SELECT sum FROM strand_sum WHERE strand=?"));
        LAPWING_ASSIGN(const bool found, select.bind(1, strand).step());
        if (found) {
            LAPWING_ASSIGN(before, idAt<Sum>(select, 0));
        }
    }
    const auto after = crypto::add(before, change.added);
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO strand_sum(strand, sid, sum) "
                                         "VALUES(?,?,?)"));
    LAPWING_TRY(put.bind(1, strand).bind(2, id.view()).bind(3, after.view()).run());
    return moveRoot(ofStrand(id, before), ofStrand(id, after));
}

Result<void> RootSum::drop(std::int64_t strand)
{
    Sum before;
    {
        LAPWING_ASSIGN(auto select, m_db.cached("SELECT sid, sum FROM strand_sum WHERE strand=?"));
        LAPWING_ASSIGN(const bool found, select.bind(1, strand).step());
        if (!found) return {};
        LAPWING_ASSIGN(const auto id, idAt<StrandId>(select, 0));
        LAPWING_ASSIGN(const auto sum, idAt<Sum>(select, 1));
        before = ofStrand(id, sum);
    }
    LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM strand_sum WHERE strand=?"));
    LAPWING_TRY(erase.bind(1, strand).run());
    return moveRoot(before, {});
}

Result<Sum> RootSum::root()
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT sum FROM strand_sum WHERE strand=?"));
    LAPWING_ASSIGN(const bool found, select.bind(1, kRootRow).step());
    if (!found) return Sum{};
    return idAt<Sum>(select, 0);
}

Result<void> RootSum::moveRoot(const Sum& before, const Sum& after)
{
    LAPWING_ASSIGN(const auto old, root());
    const auto moved = crypto::add(crypto::subtract(old, before), after);
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO strand_sum(strand, sid, sum) "
                                         "VALUES(?,?,?)"));
    return put.bind(1, kRootRow).bind(2, ByteView{}).bind(3, moved.view()).run();
}

Result<void> RootSum::checkRoot(const Sum& root)
{
    LAPWING_ASSIGN(const auto kept, this->root());
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT sid, sum FROM strand_sum WHERE strand<>?"));
    select.bind(1, kRootRow);
    Sum total;
    for (;;) {
        LAPWING_ASSIGN(const bool found, select.step());
        if (!found) break;
        LAPWING_ASSIGN(const auto id, idAt<StrandId>(select, 0));
        LAPWING_ASSIGN(const auto sum, idAt<Sum>(select, 1));
        total = crypto::add(total, ofStrand(id, sum));
    }
    if (total != kept || total != root) return notTheRows("strand sums are not the journal's root");
    return {};
}

Result<Sum> RootSum::ofRows(std::int64_t strand)
{
    Sum total;
    LAPWING_TRY(Registers(m_db).eachRow(
        strand, [&](const RecordId& record, ByteView accepted, ByteView shown) -> Result<void> {
            total = crypto::add(total, ofRow(record, {accepted, shown}));
            return {};
        }));
    return total;
}

Result<void> RootSum::checkStrand(std::int64_t strand)
{
    Sum kept;
    {
        LAPWING_ASSIGN(auto select, m_db.cached("SELECT sum FROM strand_sum WHERE strand=?"));
        LAPWING_ASSIGN(const bool found, select.bind(1, strand).step());
        if (found) {
            LAPWING_ASSIGN(kept, idAt<Sum>(select, 0));
        }
    }
    LAPWING_ASSIGN(const auto total, ofRows(strand));
    if (total != kept) return notTheRows("record rows are not their strand's sum");
    return {};
}

Result<std::vector<std::int64_t>> RootSum::strands()
{
    std::vector<std::int64_t> out;
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT strand FROM strand_sum WHERE strand<>?"));
    select.bind(1, kRootRow);
    for (;;) {
        LAPWING_ASSIGN(const bool found, select.step());
        if (!found) return out;
        out.push_back(select.integer(0));
    }
}

Result<void> RootSum::checkStrands()
{
    LAPWING_ASSIGN(const auto all, strands());
    for (const auto strand : all) LAPWING_TRY(checkStrand(strand));
    return {};
}

Result<void> RootSum::renew()
{
    LAPWING_ASSIGN(const auto all, strands());
    Sum root;
    for (const auto strand : all) {
        LAPWING_ASSIGN(const auto sum, ofRows(strand));
        LAPWING_ASSIGN(auto put, m_db.cached("UPDATE strand_sum SET sum=? WHERE strand=? "
                                             "RETURNING sid"));
        LAPWING_ASSIGN(const bool found, put.bind(1, sum.view()).bind(2, strand).step());
        if (!found) return notTheRows("a strand sum that was just there");
        LAPWING_ASSIGN(const auto id, idAt<StrandId>(put, 0));
        LAPWING_ASSIGN(const bool more, put.step());
        if (more) return notTheRows("two sums of one strand");
        root = crypto::add(root, ofStrand(id, sum));
    }
    LAPWING_ASSIGN(const auto before, this->root());
    return moveRoot(before, root);
}

} // namespace lapwing::store
