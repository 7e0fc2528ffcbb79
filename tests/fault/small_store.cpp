#include "tests/fault/small_store.h"

#include "shared/crypto/hash.h"
#include "shared/wire/primitive.h"

namespace lapwing::test {

namespace {

constexpr std::int64_t kStrands = 3;
constexpr std::uint64_t kRecords = 12;

/// So that a transaction now and then spills into the log before it commits.
constexpr const char* kSmallCache = "PRAGMA cache_size=10";

using Rows = std::map<std::pair<std::int64_t, RecordId>, Bytes>;

StrandId strandId(std::int64_t strand)
{
    StrandId id;
    id.bytes.fill(static_cast<std::uint8_t>(strand));
    return id;
}

Hash digestOf(const Rows& rows)
{
    wire::Writer out;
    for (const auto& [where, accepted] : rows) {
        out.u64(static_cast<std::uint64_t>(where.first));
        out.id(where.second);
        out.bytes(accepted);
    }
    return crypto::hash("small store", out.view());
}

/// What of a record's row can be searched.
std::string_view searchedOf(ByteView accepted) { return textOf(accepted).substr(0, 200); }

Hash searchedAlso(const Hash& before, std::string_view body)
{
    wire::Writer out;
    out.id(before);
    out.bytes(bytesOf(body));
    return crypto::hash("small search", out.view());
}

Bytes wordsFrom(SeededRandom& random)
{
    // Now and then one that overflows its page.
    const auto size = 8 + random.below(random.oneIn(12) ? 9000 : 500);
    std::string text;
    while (text.size() < size) text += "word" + std::to_string(random.below(300)) + " ";
    const auto view = bytesOf(text);
    return {view.begin(), view.end()};
}

} // namespace

Plan::Plan(std::uint64_t seed, std::size_t steps)
{
    SeededRandom random(seed);
    Rows rows;
    m_digests.push_back(digestOf(rows));
    m_searched.emplace_back();
    for (std::size_t i = 0; i < steps; ++i) {
        Step step;
        const auto strand = 1 + static_cast<std::int64_t>(random.below(kStrands));
        std::map<RecordId, Bytes> written;
        for (auto left = 1 + random.below(3); left > 0; --left) {
            RecordId record;
            record.bytes.fill(static_cast<std::uint8_t>(1 + random.below(kRecords)));
            const bool deletes = rows.contains({strand, record}) && random.oneIn(5);
            written[record] = deletes ? Bytes() : wordsFrom(random);
        }
        auto searched = m_searched.back();
        for (auto& [record, accepted] : written) {
            if (accepted.empty()) {
                rows.erase({strand, record});
            } else {
                rows[{strand, record}] = accepted;
                searched = searchedAlso(searched, searchedOf(accepted));
            }
            step.rows.push_back({strand, record, std::move(accepted)});
        }
        step.syncsAnchor = random.oneIn(4);
        step.checkpoints = random.oneIn(6);
        m_steps.push_back(std::move(step));
        m_digests.push_back(digestOf(rows));
        m_searched.push_back(searched);
    }
}

const store::SealKey& SmallStore::keyOf(std::uint32_t epoch)
{
    // Guarded memory is slow to come by, and a fault run asks for this a million times.
    static std::map<std::uint32_t, store::SealKey> made;
    const auto [entry, isNew] = made.try_emplace(epoch);
    auto& key = entry->second;
    if (!isNew) return key;
    key.dataKey = crypto::Secret(32);
    for (auto& byte : key.dataKey.span()) byte = static_cast<std::uint8_t>(epoch);
    key.uuid.bytes.fill(9);
    key.epoch = epoch;
    return key;
}

store::RekeyFiles SmallStore::filesIn(const std::string& folder)
{
    return {folder + "/replica.db", folder + "/anchor"};
}

Result<std::unique_ptr<SmallStore>> SmallStore::create(store::Disk& disk,
                                                       const std::string& folder, Random& random,
                                                       std::uint32_t epoch)
{
    const auto files = filesIn(folder);
    auto made = std::unique_ptr<SmallStore>(new SmallStore);
    LAPWING_ASSIGN(auto anchor,
                   store::Anchor::create(disk, files.anchor, keyOf(epoch), random, {}));
    made->m_anchor.emplace(std::move(anchor));
    LAPWING_ASSIGN(made->m_database,
                   store::openSealed(disk, files.database, keyOf(epoch), random,
                                     {.opening = store::SealedOptions::Opening::New}));
    auto& database = *made->m_database;
    LAPWING_TRY(store::CommitJournal::createTables(database));
    LAPWING_TRY(store::RootSum::createTables(database));
    LAPWING_TRY(database.exec(
        "CREATE TABLE record(strand INTEGER NOT NULL, rid BLOB NOT NULL, accepted BLOB NOT NULL,"
        " shown BLOB, PRIMARY KEY(strand, rid)) WITHOUT ROWID;"
        "CREATE VIRTUAL TABLE search USING fts5(body, columnsize=0)"));
    LAPWING_ASSIGN(made->m_journal, store::CommitJournal::open(database, &*made->m_anchor));
    made->m_sums.emplace(database, keyOf(epoch).dataKey.view());
    LAPWING_TRY(database.exec(kSmallCache));
    return made;
}

Result<std::unique_ptr<SmallStore>> SmallStore::open(store::Disk& disk, const std::string& folder,
                                                     Random& random, std::uint32_t epoch)
{
    const auto files = filesIn(folder);
    const auto& key = keyOf(epoch);
    LAPWING_TRY(store::settleRekey(disk, files, key, random));
    auto made = std::unique_ptr<SmallStore>(new SmallStore);
    LAPWING_ASSIGN(auto anchor, store::Anchor::open(disk, files.anchor, key, random));
    made->m_anchor.emplace(std::move(anchor));
    LAPWING_ASSIGN(made->m_database,
                   store::openSealed(disk, files.database, keyOf(epoch), random));
    auto& database = *made->m_database;
    LAPWING_ASSIGN(made->m_journal, store::CommitJournal::open(database, &*made->m_anchor));
    made->m_sums.emplace(database, key.dataKey.view());
    LAPWING_TRY(database.exec(kSmallCache));
    LAPWING_ASSIGN(const auto root, made->m_journal->root());
    LAPWING_TRY(made->m_sums->checkRoot(root));
    LAPWING_TRY(made->m_sums->checkStrands());
    made->m_rekeys = epoch - kEpoch;
    LAPWING_TRY(made->m_journal->publish(false));
    return made;
}

Result<void> SmallStore::write(const Plan::Row& row, store::RootSum::Change& change)
{
    auto& db = *m_database;
    Bytes before;
    {
        LAPWING_ASSIGN(auto select,
                       db.cached("SELECT accepted FROM record WHERE strand=? AND rid=?"));
        LAPWING_ASSIGN(const bool found,
                       select.bind(1, row.strand).bind(2, row.record.view()).step());
        if (found) before.assign(select.blob(0).begin(), select.blob(0).end());
    }
    const store::RootSum::Row was{.accepted = before, .shown = {}};
    const store::RootSum::Row is{.accepted = row.accepted, .shown = {}};
    m_sums->replace(change, row.record, was, is);
    if (row.accepted.empty()) {
        LAPWING_ASSIGN(auto erase, db.cached("DELETE FROM record WHERE strand=? AND rid=?"));
        return erase.bind(1, row.strand).bind(2, row.record.view()).run();
    }
    LAPWING_ASSIGN(auto put, db.cached("INSERT OR REPLACE INTO record(strand, rid, accepted) "
                                       "VALUES(?,?,?)"));
    LAPWING_TRY(put.bind(1, row.strand).bind(2, row.record.view()).bind(3, row.accepted).run());
    LAPWING_ASSIGN(auto index, db.cached("INSERT INTO search(body) VALUES(?)"));
    return index.bind(1, searchedOf(row.accepted)).run();
}

Result<void> SmallStore::apply(const Plan::Step& step)
{
    auto& db = *m_database;
    LAPWING_ASSIGN(auto transaction, store::Transaction::begin(db));
    store::RootSum::Change change;
    for (const auto& row : step.rows) LAPWING_TRY(write(row, change));
    LAPWING_TRY(m_sums->settle(step.rows.front().strand, strandId(step.rows.front().strand),
                               change));
    LAPWING_ASSIGN(const auto root, m_sums->root());
    LAPWING_TRY(m_journal->append(1, {}, root));
    LAPWING_TRY(transaction.commit());
    LAPWING_TRY(m_journal->publish(step.syncsAnchor));
    return step.checkpoints ? db.checkpoint() : Result<void>();
}

Result<std::uint64_t> SmallStore::check(const Plan& plan)
{
    LAPWING_ASSIGN(auto select, m_database->cached("SELECT strand, rid, accepted FROM record "
                                                   "ORDER BY strand, rid"));
    Rows rows;
    for (;;) {
        LAPWING_ASSIGN(const bool found, select.step());
        if (!found) break;
        if (select.blob(1).size() != RecordId::kSize)
            return fail(ErrorCode::Malformed, {}, "an id of another size");
        const auto accepted = select.blob(2);
        rows[{select.integer(0), RecordId::from(select.blob(1))}] =
            Bytes(accepted.begin(), accepted.end());
    }
    LAPWING_ASSIGN(auto steps, m_journal->seq());
    steps -= std::min(steps, m_rekeys);
    if (steps > plan.steps().size() || digestOf(rows) != plan.digestAfter(steps))
        return fail(ErrorCode::Malformed, {}, "rows that no number of transactions makes");
    return steps;
}

Result<std::uint64_t> SmallStore::checkUnanchored(store::Disk& disk, const std::string& folder,
                                                  Random& random, const Plan& plan)
{
    SmallStore store;
    LAPWING_ASSIGN(store.m_database,
                   store::openSealed(disk, filesIn(folder).database, keyOf(), random));
    LAPWING_ASSIGN(store.m_journal, store::CommitJournal::open(*store.m_database, nullptr));
    return store.check(plan);
}

Result<void> SmallStore::checkSearch(const Plan& plan, std::uint64_t steps)
{
    LAPWING_ASSIGN(auto select, m_database->cached("SELECT body FROM search ORDER BY rowid"));
    Hash searched;
    for (;;) {
        LAPWING_ASSIGN(const bool found, select.step());
        if (!found) break;
        searched = searchedAlso(searched, select.text(0));
    }
    if (searched == plan.searchedAfter(steps)) return {};
    return fail(ErrorCode::Malformed, {}, "a search index that no number of transactions makes");
}

} // namespace lapwing::test
