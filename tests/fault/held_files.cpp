#include "tests/fault/workload.h"
#include "tests/support/must.h"
#include "tests/support/temp_folder.h"

#include <sqlite3.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <set>

namespace lapwing::test {

namespace {

constexpr std::string_view kCanary = "HELD-OPEN-CANARY";
constexpr int kSorted = 4000; ///< rows, of more than the cache of 10 pages together

/// Sees what lies in a folder, what comes into being there, and what of it this process has open,
/// named or not. SQLite's temporary files go to the same folder while it lives.
class FolderWatch {
public:
    explicit FolderWatch(const std::string& folder)
        : m_folder(std::filesystem::canonical(folder).string()),
          m_events(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        const int watched = ::inotify_add_watch(m_events, m_folder.c_str(),
                                                IN_CREATE | IN_MOVED_TO | IN_DELETE);
        check(watched >= 0, "watching a folder");
        sqlite3_temp_directory = sqlite3_mprintf("%s", m_folder.c_str());
    }
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;
    ~FolderWatch()
    {
        sqlite3_free(sqlite3_temp_directory);
        sqlite3_temp_directory = nullptr;
        ::close(m_events);
    }

    void look()
    {
        for (const auto& held : std::filesystem::directory_iterator("/proc/self/fd")) {
            std::error_code gone;
            const auto target = std::filesystem::read_symlink(held.path(), gone).string();
            if (!gone && target.starts_with(m_folder + "/"))
                seen.insert(target.substr(m_folder.size() + 1));
        }
        alignas(inotify_event) std::array<char, 4096> room;
        for (;;) {
            const auto size = ::read(m_events, room.data(), room.size());
            if (size <= 0) break;
            for (std::ptrdiff_t at = 0; at < size;) {
                const auto* event = reinterpret_cast<const inotify_event*>(room.data() + at);
                if (event->len > 0) seen.insert(event->name);
                at += static_cast<std::ptrdiff_t>(sizeof *event + event->len);
            }
        }
    }
    std::set<std::string> seen;

private:
    std::string m_folder;
    int m_events;
};

/// What plain SQLite does with the same load: if the watch did not see that, it would see nothing.
bool seesPlainSqlite(const std::string& folder)
{
    FolderWatch watch(folder);
    sqlite3* plain = nullptr;
    check(sqlite3_open("", &plain) == SQLITE_OK, "a database of plain SQLite");
    const auto load = "PRAGMA cache_size=10; CREATE TABLE n(t); WITH RECURSIVE c(i) AS (SELECT 1 "
                      "UNION ALL SELECT i+1 FROM c WHERE i<"
                      + std::to_string(kSorted)
                      + ") INSERT INTO n SELECT hex(zeroblob(200)) FROM c";
    check(sqlite3_exec(plain, load.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, "its load");
    watch.look();
    sqlite3_close(plain);
    return !watch.seen.empty();
}

/// Sorts, counts, changes and indexes more than fits into the cache, looking around at each stage.
Result<void> sortMuch(store::Database& db, FolderWatch& watch)
{
    LAPWING_TRY(db.exec("CREATE TABLE note(body TEXT)"));
    {
        LAPWING_ASSIGN(auto put, db.cached("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 "
                                           "FROM n WHERE i<?) INSERT INTO note SELECT ?||"
                                           "hex(zeroblob(300))||i FROM n ORDER BY i*7919%4001"));
        LAPWING_TRY(put.bind(1, kSorted).bind(2, kCanary).run());
    }
    for (const auto* sql : {"SELECT body FROM note ORDER BY body DESC",
                            "SELECT DISTINCT body FROM note", "SELECT body, count(*) FROM note "
                            "GROUP BY body ORDER BY 2, 1"}) {
        LAPWING_ASSIGN(auto select, db.prepare(sql));
        LAPWING_ASSIGN(const bool found, select.step());
        if (!found) return fail(ErrorCode::Malformed, {}, "nothing was sorted");
        watch.look(); // in the middle of it
        LAPWING_TRY(select.run());
    }
    LAPWING_TRY(db.exec("BEGIN; SAVEPOINT one; UPDATE note SET body=body||'x'"));
    watch.look();
    LAPWING_TRY(db.exec("ROLLBACK TO one; DELETE FROM note WHERE rowid%3=0"));
    watch.look();
    return db.exec("COMMIT; CREATE INDEX sorted ON note(body)");
}

} // namespace

FaultTally heldFiles(std::uint64_t seed)
{
    FaultTally tally{.area = "held file", .failures = {}};
    const TempFolder control, folder;
    ++tally.points;
    if (!seesPlainSqlite(control.path())) tally.fail(seed, 0, "the watch sees nothing");

    FolderWatch watch(folder.path());
    store::Disk disk;
    QuickRandom random(seed);
    {
        auto store = must(SmallStore::create(disk, folder.path(), random));
        if (const auto sorted = sortMuch(store->database(), watch); !sorted.ok())
            tally.fail(seed, 1, sorted.error().detail);
        watch.look();
    }
    constexpr std::array<std::string_view, 4> kOwn{"replica.db", "replica.db-wal",
                                                   "replica.db-journal", "anchor"};
    for (const auto& name : watch.seen) {
        ++tally.points;
        if (std::ranges::find(kOwn, name) == kOwn.end()) tally.fail(seed, tally.points, name);
    }
    for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
        ++tally.points;
        const auto content = must(disk.readWhole(file.path().string(), 64u << 20));
        if (textOf(content).find(kCanary) != std::string_view::npos)
            tally.fail(seed, tally.points, "a canary in " + file.path().string());
    }
    return tally;
}

} // namespace lapwing::test
