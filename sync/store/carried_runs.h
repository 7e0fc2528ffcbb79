#pragma once

#include "sync/log/displayed_record.h"
#include "sync/store/sql/database.h"

#include <optional>

namespace lapwing::store {

inline constexpr std::size_t kCarriedBytesMax = 1u << 20; ///< of all that a tablet carries

/// Runs that a peer brought, and that this tablet does not take in itself: of another history of
/// their chain, or such as only the office may judge. Their author signed them. They show nowhere,
/// and go as they came to the office, in this tablet's next round.
/// Owner of the table carried_run. Every call runs inside the caller's transaction. Errors: those
/// of Database. Thread: the Database's.
class CarriedRuns {
public:
    explicit CarriedRuns(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();

    /// `bytes` is the encoded run, with its strand and author spelt out; `last` its last change,
    /// and the chain's hash there. False when there is no room for it.
    [[nodiscard]] Result<bool> keep(const StrandId& strand, const SeenDot& last, const Hash& head,
                                    ByteView bytes);
    /// Hashes of what is kept up to a place, for the run that goes on from there.
    [[nodiscard]] Result<std::vector<Hash>> headsAt(const StrandId& strand, const SeenDot& dot);

    struct Row {
        StrandId strand;
        SeenDot last;
        Hash head;
        Bytes run;
    };
    /// By chain and place.
    [[nodiscard]] Result<std::vector<Row>> all();
    [[nodiscard]] Result<bool> isAnyOf(const StrandId& strand);
    /// The office has it.
    [[nodiscard]] Result<void> drop(const Row& row);

private:
    Database* m_db;
};

} // namespace lapwing::store
