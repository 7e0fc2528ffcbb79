#include "tests/bench/store_bench.h"

#include "shared/crypto/system_random.h"
#include "sync/store/seal/open_sealed.h"
#include "sync/store/sql/sqlite_connection.h"
#include "tests/bench/store_work.h"
#include "tests/support/process.h"
#include "tests/support/small_world.h"
#include "tests/support/temp_folder.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>

namespace lapwing::bench {

namespace {

using test::must;
using nlohmann::json;
using Connections = std::map<sqlite3*, std::unique_ptr<store::Connection>>;

/// The hardened connection of the product over SQLite's own VFS, set up as the sealed one is.
class PlainOpener final : public StoreOpener {
public:
    sqlite3* open(const std::string& path, Durability durability) override
    {
        auto connection = std::make_unique<store::Connection>();
        must(connection->open(path, "unix", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
        const std::string pragmas =
            std::string("PRAGMA page_size=4096; PRAGMA locking_mode=EXCLUSIVE;"
                        "PRAGMA journal_mode=WAL; PRAGMA cache_size=-65536; PRAGMA synchronous=") +
            (durability == Durability::Full ? "FULL" : "NORMAL") +
            "; PRAGMA journal_mode; PRAGMA page_size";
        auto* const database = connection->handle;
        check(sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr) ==
                  SQLITE_OK,
              "a plain database");
        check(sqlite3_exec(database, pragmas.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK,
              "a plain database");
        m_open[database] = std::move(connection);
        return database;
    }
    void close(sqlite3* database) override { m_open.erase(database); }

private:
    Connections m_open;
};

class SealedOpener final : public StoreOpener {
public:
    sqlite3* open(const std::string& path, Durability durability) override
    {
        using Options = store::SealedOptions;
        Options options;
        if (durability == Durability::Normal) options.synchronous = Options::Synchronous::Normal;
        auto opened = store::connectSealed(m_disk, path, m_key, m_random, options);
        if (!opened.ok() && opened.error().code == ErrorCode::NotFound) {
            options.opening = Options::Opening::New;
            opened = store::connectSealed(m_disk, path, m_key, m_random, options);
        }
        auto connection = must(std::move(opened));
        auto* const database = connection->handle;
        m_open[database] = std::move(connection);
        return database;
    }
    void close(sqlite3* database) override { m_open.erase(database); }

private:
    store::Disk m_disk;
    crypto::SystemRandom m_random;
    store::SealKey m_key{crypto::Secret(32), {}, 1};
    Connections m_open;
};

class Stopwatch {
public:
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

double leastOf(const json& values) { return std::ranges::min(values.get<std::vector<double>>()); }

/// By turns, the first of a turn in the next one the last, until `seconds` have gone.
void measureInTurns(const char* figure, StoreWork& plain, StoreWork& sealed, double seconds,
                    json& runs)
{
    constexpr int kTurnsMost = 400;
    const Stopwatch watch;
    double longest = 0;
    for (int turn = 0; turn == 0 || (turn < kTurnsMost && watch.seconds() + longest < seconds);
         ++turn) {
        const double before = watch.seconds();
        for (const bool isPlain : {turn % 2 == 0, turn % 2 != 0})
            runs[isPlain ? "plain" : "sealed"][figure] +=
                (isPlain ? plain : sealed).measure(figure).value();
        longest = std::max(longest, watch.seconds() - before);
    }
}

/// Its own program says what SQLCipher needs; nothing when that was not built.
json measureCipher(const std::string& folder)
{
    const auto program =
        std::filesystem::read_symlink("/proc/self/exe").parent_path() / "lapwing-bench-sqlcipher";
    if (!std::filesystem::exists(program)) return "not installed when this was built";
    const auto ended = must(test::runProcess({program.string(), folder}));
    check(ended.exitCode == 0, "the measurement of SQLCipher");
    return json::parse(ended.out);
}

} // namespace

std::string storeBench(double seconds)
{
    const Stopwatch watch;
    const test::TempFolder folder;
    PlainOpener plainOpener;
    SealedOpener sealedOpener;
    StoreWork plain(plainOpener, folder.path() + "/plain");
    StoreWork sealed(sealedOpener, folder.path() + "/sealed");
    json runs, ratios;
    runs["sqlcipher"] = measureCipher(folder.path() + "/sqlcipher");
    const double forEach =
        (seconds - watch.seconds()) / static_cast<double>(StoreWork::kFigures.size() - 1);
    for (const auto* figure : StoreWork::kFigures) {
        const bool onceIsEnough = std::string_view(figure) == "file_size";
        measureInTurns(figure, plain, sealed, onceIsEnough ? 0 : forEach, runs);
        ratios[figure] = leastOf(runs["sealed"][figure]) / leastOf(runs["plain"][figure]);
    }
    return json{{"ratios", ratios}, {"runs", runs}}.dump(2);
}

} // namespace lapwing::bench
