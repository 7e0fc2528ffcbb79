#pragma once

#include "sync/log/same_word.h"
#include "sync/store/sql/database.h"

#include <optional>
#include <vector>

namespace lapwing::store {

/// What was said of people of two cases, on a tablet or at the hub (sync/log/same_word.h).
/// Owner of the table same_word. Errors: those of Database; Corrupt for a row that does not decode.
/// Thread: the Database's.
class SameWords {
public:
    explicit SameWords(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();

    /// How a word stands here.
    enum class State : std::uint8_t {
        Unsent = 0, ///< of a tablet: the office has not answered yet
        Taken = 1,
        Kept = 2, ///< by the hub: its author might not say it
    };
    struct Row {
        SameWord word;
        State state{};
    };
    /// False when it is there already; then only an unsent one becomes taken.
    [[nodiscard]] Result<bool> put(const SameWord& word, State state);
    /// By id; of all cases, or of one record.
    [[nodiscard]] Result<std::vector<Row>> all();
    [[nodiscard]] Result<std::vector<Row>> of(const RecordKey& record);
    /// Those that the office has not answered, by id.
    [[nodiscard]] Result<std::vector<SameWord>> unsent();
    /// Nothing for a word that is not here (any more).
    [[nodiscard]] Result<std::optional<State>> stateOf(const SameWordId& id);
    /// The office was put back from a backup, and may have lost what it took: it is told again.
    [[nodiscard]] Result<void> tellAgain();
    [[nodiscard]] Result<void> setState(const SameWordId& id, State state);
    /// A case has left: nothing here names it any more.
    [[nodiscard]] Result<void> dropCase(const Scope& scope);

private:
    Database* m_db;
};

/// The words that stand: not kept, not taken back, and none that takes back.
[[nodiscard]] std::vector<SameWord> standingOf(std::vector<SameWords::Row> rows);

} // namespace lapwing::store
