#pragma once

#include <sqlite3.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lapwing::bench {

/// Opens one kind of database file for the measurements. Stops the program when it cannot.
class StoreOpener {
public:
    virtual ~StoreOpener() = default;
    enum class Durability : unsigned char { Full, Normal };
    /// WAL, exclusive, no temporary files, secure_delete, a cache of 64 MiB; made when not there.
    [[nodiscard]] virtual sqlite3* open(const std::string& path, Durability durability) = 0;
    virtual void close(sqlite3* database) = 0;
};

/// One kind of store's measurements, in a folder of its own.
/// Compiled twice: with SQLite, and where installed with SQLCipher, which is another library under
/// the same names and so lives in a program of its own.
class StoreWork {
public:
    StoreWork(StoreOpener& opener, std::string folder);

    /// In the order in which they must first be measured.
    static constexpr std::array kFigures{"bulk_insert",      "file_size",        "commit_normal",
                                         "commit_full",      "warm_point_reads", "cold_point_reads",
                                         "cold_scan",        "open_first_query", "fts_build",
                                         "fts_query_cold",   "long_value_reads"};
    /// Milliseconds of processor time, or of wall clock where a disk must be waited for, or bytes.
    /// Nothing for what the SQLite it is compiled with does not have: full-text search.
    [[nodiscard]] std::optional<double> measure(std::string_view figure);

private:
    [[nodiscard]] std::string path(const char* name) const { return m_folder + "/" + name; }
    /// An empty database in place of the last one.
    [[nodiscard]] sqlite3* anew(const char* name, StoreOpener::Durability durability);
    double bulkInsert();
    double commits(StoreOpener::Durability durability);
    double pointReads(bool isCold);
    double scan();
    double longReads();
    double openings();
    std::optional<double> buildIndex();
    double queryIndex();

    StoreOpener& m_opener;
    std::string m_folder;
    std::vector<std::string> m_texts;
    bool m_hasIndex = false;
};

} // namespace lapwing::bench
