#pragma once

#include "shared/search/marks.h"
#include "sync/store/projection.h"

#include <string>
#include <vector>

namespace lapwing::store {

struct Hit {
    RecordKey record;
    std::uint16_t type = 0;
    bool similar = false; ///< a slip of a letter away from what was typed, or in another script
};

/// What search reads of the records that are shown and not removed: one row of folded words for
/// each record, people first, then cases, then all else, the latest first in each; and the words of
/// people's names. Owner of the tables search_row, search and name_word. Thread: the Database's.
class SearchIndex final : public Projection {
public:
    explicit SearchIndex(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();

    /// A record's words, folded, with blanks between (shared/search/fold.h); `names` are those of
    /// a person's names. It has no row yet.
    struct Words {
        std::string body;
        std::vector<std::string> names;
    };
    [[nodiscard]] Result<void> put(const RecordKey& record, std::uint16_t type, const Words& words);
    [[nodiscard]] Result<void> put(const ShownRecord& record) override;
    [[nodiscard]] Result<void> erase(const RecordKey& record) override;
    /// So that no deleted word stays in the index: a purge asks for it.
    [[nodiscard]] Result<void> merge();

    /// Records with all the words, each as a beginning; then people whose names have words of five
    /// letters or more with one letter wrong, missing, too many or changed with its neighbour; then
    /// those whose names sound so in another script.
    /// Errors: Rejected for what is no search (shared/search/query.h).
    [[nodiscard]] Result<std::vector<Hit>> find(std::string_view typed, std::size_t limit);
    /// The words that such a search is about, to be marked in what it found: in a hit, and in one
    /// that is only similar. Errors: those of find().
    struct Markers {
        search::Marker exact, similar;
    };
    [[nodiscard]] Result<Markers> markers(std::string_view typed);
    /// Records of one type that an expression of the index matches (domain/person.h), and people
    /// whose one-word name is one slip of a letter away from a folded word.
    [[nodiscard]] Result<std::vector<Hit>> matching(std::string_view expression, std::uint16_t type,
                                                    std::size_t limit);
    [[nodiscard]] Result<std::vector<Hit>> similarPeople(std::string_view word, std::size_t limit);
    /// The plan SQLite chose for find(), for the test that it uses the index.
    [[nodiscard]] Result<std::string> plan();

private:
    [[nodiscard]] Result<std::int64_t> nextRow(std::uint16_t type);
    [[nodiscard]] Result<std::vector<std::string>> nameWords();
    /// For what find() finds: the first for hits, any other for those that are similar.
    [[nodiscard]] Result<std::vector<std::string>> expressionsOf(std::string_view typed);
    [[nodiscard]] Result<void> addHits(std::vector<Hit>& hits, std::string_view query,
                                       std::size_t limit, bool similar);

    Database* m_db;
    search::OtherLetters m_otherLetters;
};

} // namespace lapwing::store
