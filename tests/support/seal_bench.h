#pragma once

#include "shared/crypto/system_random.h"
#include "sync/store/seal/open_sealed.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace lapwing::test {

using store::Database;
using store::Disk;
using store::openSealed;
using store::SealedOptions;
using store::SealKey;

/// A vault's folder.
class Folder {
public:
    [[nodiscard]] std::string db() const { return m_folder.path() + "/vault.db"; }
    [[nodiscard]] std::string wal() const { return db() + "-wal"; }
    [[nodiscard]] const std::string& path() const { return m_folder.path(); }

private:
    TempFolder m_folder;
};

inline Bytes contentOf(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline void replace(const std::string& path, ByteView content)
{
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(textOf(content).data(), static_cast<std::streamsize>(content.size()));
}

inline SealKey keyOf(std::uint8_t seed = 7)
{
    REQUIRE(crypto::initialise());
    SealKey key;
    key.dataKey = crypto::Secret(32);
    std::ranges::fill(key.dataKey.span(), seed);
    key.uuid.bytes.fill(9);
    key.epoch = 3;
    return key;
}

/// Everything a sealed database needs around it.
struct Bench {
    Disk disk;
    crypto::SystemRandom random;

    [[nodiscard]] Result<Database> tryOpen(const Folder& at, SealKey key = keyOf())
    {
        return openSealed(disk, at.db(), std::move(key), random);
    }
    [[nodiscard]] Database open(const Folder& at)
    {
        auto opened = tryOpen(at);
        if (!opened.ok()) FAIL(opened.error().detail);
        return std::move(opened).value();
    }
    [[nodiscard]] Database make(const Folder& at)
    {
        auto made = openSealed(disk, at.db(), keyOf(), random,
                               {.opening = SealedOptions::Opening::New,
                                .synchronous = SealedOptions::Synchronous::Full});
        if (!made.ok()) FAIL(made.error().detail);
        REQUIRE(made->exec("CREATE TABLE note(id INTEGER PRIMARY KEY, body TEXT)").ok());
        return std::move(made).value();
    }
};

inline std::string bodyOf(int id) { return "note " + std::to_string(id) + std::string(900, 'x'); }

/// One commit a note.
inline void addNotes(Database& database, int from, int to)
{
    for (int id = from; id <= to; ++id) {
        auto insert = database.cached("INSERT INTO note VALUES(?,?)").value();
        REQUIRE(insert.bind(1, id).bind(2, bodyOf(id)).run().ok());
    }
}

/// How many notes there are; an error, or a failed check, when any is not as it was written.
inline Result<int> readNotes(Database& database)
{
    LAPWING_ASSIGN(auto rows, database.prepare("SELECT id, body FROM note ORDER BY id"));
    int seen = 0;
    for (;;) {
        LAPWING_ASSIGN(const bool row, rows.step());
        if (!row) return seen;
        ++seen;
        CHECK(rows.integer(0) == seen);
        CHECK(rows.text(1) == bodyOf(seen));
    }
}

inline Result<int> reopenAndRead(Bench& bench, const Folder& at)
{
    LAPWING_ASSIGN(auto database, bench.tryOpen(at));
    return readNotes(database);
}

} // namespace lapwing::test
