#include "tests/bench/store_work.h"

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

using namespace lapwing::bench;

namespace {

/// SQLCipher with a raw key, as it comes.
class CipherOpener final : public StoreOpener {
public:
    sqlite3* open(const std::string& path, Durability durability) override
    {
        sqlite3* database = nullptr;
        constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        const std::string pragmas =
            std::string("PRAGMA key=\"x'"
                        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\";"
                        "PRAGMA cipher_page_size=4096; PRAGMA temp_store=2; PRAGMA mmap_size=0;"
                        "PRAGMA secure_delete=ON; PRAGMA locking_mode=EXCLUSIVE;"
                        "PRAGMA journal_mode=WAL; PRAGMA cache_size=-65536; PRAGMA synchronous=") +
            (durability == Durability::Full ? "FULL" : "NORMAL");
        if (sqlite3_open_v2(path.c_str(), &database, kFlags, nullptr) != SQLITE_OK ||
            sqlite3_exec(database, pragmas.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
            std::fprintf(stderr, "bench store: %s\n", sqlite3_errmsg(database));
            std::abort();
        }
        return database;
    }
    void close(sqlite3* database) override { sqlite3_close(database); }
};

} // namespace

/// `lapwing-bench-sqlcipher FOLDER`: every figure once, printed as JSON.
int main(int argc, char** argv)
{
    if (argc != 2) return 2;
    CipherOpener opener;
    StoreWork work(opener, argv[1]);
    nlohmann::json run;
    for (const auto* figure : StoreWork::kFigures)
        if (const auto value = work.measure(figure)) run[figure] = *value;
    std::puts(run.dump().c_str());
    return 0;
}
