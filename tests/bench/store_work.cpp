#include "tests/bench/store_work.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

namespace lapwing::bench {

namespace {

constexpr std::size_t kLongValue = 64000;
constexpr int kLongReads = 2000;
constexpr int kRecords = 16'000, kBatch = 500;
constexpr std::size_t kRecordSize = 630;
constexpr int kCommits = 1'000, kSyncedCommits = 150, kOpenings = 40;
constexpr int kPointReads = 10'000, kQueries = 60;

/// Milliseconds since it was made: of this process's time on a processor, so that what else runs
/// on the machine does not count, or of the wall clock.
class Clock {
public:
    explicit Clock(clockid_t clock = CLOCK_PROCESS_CPUTIME_ID) : m_clock(clock), m_start(now()) {}
    [[nodiscard]] double ms() const { return now() - m_start; }

private:
    [[nodiscard]] double now() const
    {
        timespec time{};
        clock_gettime(m_clock, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    clockid_t m_clock;
    double m_start;
};

/// Repeatable numbers, the same for every kind of store.
class Dice {
public:
    std::uint32_t below(std::uint32_t bound)
    {
        m_state = m_state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::uint32_t>(m_state >> 33) % bound;
    }
    std::string word(std::uint32_t parts)
    {
        static constexpr const char* kParts[] = {"ba", "co", "di", "fu", "ga", "hel", "jin",
                                                 "kor", "lem", "nor", "pas", "rit", "sun", "ves"};
        std::string word;
        for (; parts > 0; --parts) word += kParts[below(14)];
        return word;
    }
    std::string text(std::size_t size)
    {
        std::string text;
        // Common words are short, as in a language.
        while (text.size() < size) text += word(1 + below(3)) + " ";
        return text;
    }

private:
    std::uint64_t m_state = 42;
};

void must(int code, sqlite3* database, const char* what)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    std::fprintf(stderr, "bench store: %s: %s\n", what, sqlite3_errmsg(database));
    std::abort();
}

class Query {
public:
    Query(sqlite3* database, const char* sql) : m_database(database)
    {
        must(sqlite3_prepare_v2(database, sql, -1, &m_statement, nullptr), database, sql);
    }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query() { sqlite3_finalize(m_statement); }

    void bind(int index, sqlite3_int64 value) { sqlite3_bind_int64(m_statement, index, value); }
    void bind(int index, const std::string& text)
    {
        sqlite3_bind_text(m_statement, index, text.data(), static_cast<int>(text.size()),
                          SQLITE_STATIC);
    }
    [[nodiscard]] bool row()
    {
        const int code = sqlite3_step(m_statement);
        must(code, m_database, sqlite3_sql(m_statement));
        return code == SQLITE_ROW;
    }
    void run()
    {
        while (row()) take();
        sqlite3_reset(m_statement);
    }
    /// Reads every column of the row, as whoever asked for it would.
    void take()
    {
        for (int column = 0; column < sqlite3_column_count(m_statement); ++column)
            if (sqlite3_column_bytes(m_statement, column) > 0)
                m_taken += *static_cast<const unsigned char*>(
                    sqlite3_column_blob(m_statement, column));
    }

private:
    sqlite3* m_database;
    sqlite3_stmt* m_statement = nullptr;
    std::uint64_t m_taken = 0;
};

void exec(sqlite3* database, const char* sql)
{
    must(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), database, sql);
}

void insert(sqlite3* database, const std::vector<std::string>& texts, int count, int batch)
{
    Query put(database, "INSERT INTO record(strand, body) VALUES(?,?)");
    for (int i = 0; i < count; ++i) {
        if (batch > 1 && i % batch == 0) exec(database, "BEGIN IMMEDIATE");
        put.bind(1, i % 40);
        put.bind(2, texts[static_cast<std::size_t>(i)]);
        put.run();
        if (batch > 1 && (i + 1) % batch == 0) exec(database, "COMMIT");
    }
}

void createTable(sqlite3* database)
{
    exec(database, "CREATE TABLE record(id INTEGER PRIMARY KEY, strand INTEGER, body TEXT);"
                   "CREATE INDEX record_strand ON record(strand)");
}

void checkpoint(sqlite3* database) { Query(database, "PRAGMA wal_checkpoint(TRUNCATE)").run(); }

} // namespace

StoreWork::StoreWork(StoreOpener& opener, std::string folder)
    : m_opener(opener), m_folder(std::move(folder))
{
    std::filesystem::create_directory(m_folder);
    Dice dice;
    for (int i = 0; i < kRecords; ++i) m_texts.push_back(dice.text(kRecordSize));
}

std::optional<double> StoreWork::measure(std::string_view figure)
{
    using Durability = StoreOpener::Durability;
    if (figure == "bulk_insert") return bulkInsert();
    if (figure == "file_size") return static_cast<double>(std::filesystem::file_size(path("bulk")));
    if (figure == "commit_normal") return commits(Durability::Normal);
    if (figure == "commit_full") return commits(Durability::Full);
    if (figure == "warm_point_reads") return pointReads(false);
    if (figure == "cold_point_reads") return pointReads(true);
    if (figure == "cold_scan") return scan();
    if (figure == "open_first_query") return openings();
    if (figure == "long_value_reads") return longReads();
    if (figure == "fts_build") return buildIndex();
    if (!m_hasIndex) return {};
    return queryIndex();
}

sqlite3* StoreWork::anew(const char* name, StoreOpener::Durability durability)
{
    for (const char* suffix : {"", "-wal"}) std::filesystem::remove(path(name) + suffix);
    return m_opener.open(path(name), durability);
}

double StoreWork::bulkInsert()
{
    auto* const database = anew("bulk", StoreOpener::Durability::Normal);
    createTable(database);
    const Clock clock;
    insert(database, m_texts, kRecords, kBatch);
    const double ms = clock.ms();
    checkpoint(database);
    m_opener.close(database);
    return ms;
}

double StoreWork::commits(StoreOpener::Durability durability)
{
    auto* const database = anew("commits", durability);
    createTable(database);
    const bool waits = durability == StoreOpener::Durability::Full;
    const Clock clock(waits ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID);
    insert(database, m_texts, waits ? kSyncedCommits : kCommits, 1);
    const double ms = clock.ms();
    m_opener.close(database);
    return ms;
}

double StoreWork::pointReads(bool isCold)
{
    auto* const database = m_opener.open(path("bulk"), StoreOpener::Durability::Full);
    if (isCold)
        exec(database, "PRAGMA cache_size=10");
    else
        Query(database, "SELECT sum(length(body)) FROM record").run();
    double ms = 0;
    {
        Dice dice;
        Query get(database, "SELECT strand, body FROM record WHERE id=?");
        const Clock clock;
        for (int i = 0; i < kPointReads; ++i) {
            get.bind(1, 1 + dice.below(kRecords));
            get.run();
        }
        ms = clock.ms();
    }
    m_opener.close(database);
    return ms;
}

double StoreWork::scan()
{
    auto* const database = m_opener.open(path("bulk"), StoreOpener::Durability::Full);
    const Clock clock;
    Query(database, "SELECT id, strand, body FROM record").run();
    const double ms = clock.ms();
    m_opener.close(database);
    return ms;
}

/// A value of sixteen pages again and again: SQLite from 3.45 on reads them past its cache.
double StoreWork::longReads()
{
    auto* const database = anew("long", StoreOpener::Durability::Normal);
    createTable(database);
    {
        Query put(database, "INSERT INTO record(strand, body) VALUES(?,?)");
        put.bind(1, 1);
        put.bind(2, std::string(kLongValue, 'x'));
        put.run();
    }
    checkpoint(database);
    double ms = 0;
    {
        Query get(database, "SELECT body FROM record WHERE id=1");
        get.run();
        const Clock clock;
        for (int i = 0; i < kLongReads; ++i) get.run();
        ms = clock.ms();
    }
    m_opener.close(database);
    return ms;
}

double StoreWork::openings()
{
    const Clock clock;
    for (int i = 0; i < kOpenings; ++i) {
        auto* const database = m_opener.open(path("bulk"), StoreOpener::Durability::Full);
        Query(database, "SELECT body FROM record WHERE id=8000").run();
        m_opener.close(database);
    }
    return clock.ms() / kOpenings;
}

std::optional<double> StoreWork::buildIndex()
{
    auto* const database = anew("text", StoreOpener::Durability::Normal);
    const int made = sqlite3_exec(database,
                                  "CREATE VIRTUAL TABLE search USING fts5(body, columnsize=0, "
                                  "tokenize=\"unicode61 remove_diacritics 2\")",
                                  nullptr, nullptr, nullptr);
    m_hasIndex = made == SQLITE_OK;
    double ms = 0;
    if (m_hasIndex) {
        Query put(database, "INSERT INTO search(rowid, body) VALUES(?,?)");
        const Clock clock;
        for (int i = 0; i < kRecords; ++i) {
            if (i % kBatch == 0) exec(database, "BEGIN IMMEDIATE");
            put.bind(1, i + 1);
            put.bind(2, m_texts[static_cast<std::size_t>(i)]);
            put.run();
            if ((i + 1) % kBatch == 0) exec(database, "COMMIT");
        }
        ms = clock.ms();
        checkpoint(database);
    }
    m_opener.close(database);
    return m_hasIndex ? std::optional(ms) : std::nullopt;
}

double StoreWork::queryIndex()
{
    auto* const database = m_opener.open(path("text"), StoreOpener::Durability::Full);
    Dice dice;
    double total = 0;
    {
        Query find(database, "SELECT rowid, body FROM search WHERE search MATCH ? LIMIT 50");
        for (int i = 0; i < kQueries; ++i) {
            const auto words = "\"" + dice.word(3) + "\"* \"" + dice.word(2) + "\"*";
            sqlite3_db_release_memory(database);
            const Clock clock;
            find.bind(1, words);
            find.run();
            total += clock.ms();
        }
    }
    m_opener.close(database);
    return total;
}

} // namespace lapwing::bench
