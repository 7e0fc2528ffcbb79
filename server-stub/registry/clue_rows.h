#pragma once

#include "shared/base/ids.h"
#include "shared/schema/schema.h"
#include "sync/log/record_key.h"
#include "sync/store/sql/database.h"

#include <set>
#include <vector>

namespace lapwing::hub {

/// Keyed digest of one thing that tells who somebody is: a name with a birth day, or a number.
using ClueName = Id<struct ClueNameTag, 16>;

/// A clue of a person record, and the part of the case that tells it.
struct ToldClue {
    ClueName name;
    schema::Compartment part{};
    auto operator<=>(const ToldClue&) const = default;
};
struct PersonClue {
    RecordKey person;
    ToldClue clue;
    auto operator<=>(const PersonClue&) const = default;
};

/// Who may be one person over all cases, for what a tablet is told of it (blind_check.h).
/// Owner of the tables person_clue, clue_due and clue_asked. Every call runs inside the caller's
/// transaction. Errors: those of the store. Thread: the Database's.
class ClueRows {
public:
    explicit ClueRows(store::Database& database) : m_db(database) {}
    [[nodiscard]] Result<void> createTables();

    /// The clues of a case are to be read again, from that time of the hub's clock on.
    [[nodiscard]] Result<void> setDue(const Scope& scope, std::uint64_t fromMs);
    /// At most so many cases; they are not due any more.
    [[nodiscard]] Result<std::vector<Scope>> takeDue(std::uint64_t nowMs, std::size_t limit);
    [[nodiscard]] Result<bool> isDue(std::uint64_t nowMs);

    /// In order.
    [[nodiscard]] Result<std::set<PersonClue>> ofCase(const Scope& scope);
    [[nodiscard]] Result<void> setCase(const Scope& scope, const std::set<PersonClue>& clues);
    /// Those of other cases with the same clue.
    [[nodiscard]] Result<std::vector<RecordKey>> others(const PersonClue& of);

    [[nodiscard]] Result<bool> isAsked(const PersonClue& clue);
    [[nodiscard]] Result<void> putAsked(const PersonClue& clue, const PersonId& by,
                                        std::uint64_t atMs);
    /// How many clues somebody asked after since then.
    [[nodiscard]] Result<std::uint64_t> askedSince(const PersonId& by, std::uint64_t fromMs);
    /// Nothing tells of the case's people any more; what is left of it is due.
    [[nodiscard]] Result<void> forgetCase(const Scope& scope);

private:
    store::Database& m_db;
};

} // namespace lapwing::hub
