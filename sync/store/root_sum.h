#pragma once

#include "shared/crypto/secret.h"
#include "sync/store/seal/journal_head.h"
#include "sync/store/sql/database.h"

#include <vector>

namespace lapwing::store {

/// A number for all record rows, kept at a cost of two keyed hashes for each row that changes, so
/// that an authentic but old page is noticed. Rows add up to their strand's sum, strands to the
/// root. It proves nothing to whoever has the key; that never leaves the vault.
/// Every call but change() runs inside the caller's transaction.
/// Errors: those of Database; Corrupt when a sum is not that of what it stands for.
/// Thread: the Database's. Source: docs/storage-format.md "Roots".
class RootSum {
public:
    /// What the changed rows of one strand add to its sum.
    struct Change {
        Sum added;
    };
    /// A record row's two states, encoded as stored; both empty when there is no such row.
    struct Row {
        ByteView accepted;
        ByteView shown; ///< empty when the same as accepted
    };

    RootSum(Database& database, ByteView dataKey32);
    [[nodiscard]] static Result<void> createTables(Database& database);

    void replace(Change& change, const RecordId& record, const Row& before, const Row& after) const;
    /// Once for each strand that a transaction touched. `strand` is its number in this store.
    [[nodiscard]] Result<void> settle(std::int64_t strand, const StrandId& id,
                                      const Change& change);
    /// Forgets a strand whose rows have been deleted.
    [[nodiscard]] Result<void> drop(std::int64_t strand);
    [[nodiscard]] Result<Sum> root();

    /// For unlock: the strands' sums still make up `root`, the last that was journalled.
    [[nodiscard]] Result<void> checkRoot(const Sum& root);
    /// For opening a case: the strand's record rows still make up its sum.
    [[nodiscard]] Result<void> checkStrand(std::int64_t strand);
    /// The same for every strand.
    [[nodiscard]] Result<void> checkStrands();
    /// Every sum anew from the rows: they were summed under another data key until now.
    [[nodiscard]] Result<void> renew();

private:
    [[nodiscard]] Sum ofRow(const RecordId& record, const Row& row) const;
    [[nodiscard]] Sum ofStrand(const StrandId& id, const Sum& sum) const;
    [[nodiscard]] Result<void> moveRoot(const Sum& before, const Sum& after);
    [[nodiscard]] Result<Sum> ofRows(std::int64_t strand);
    [[nodiscard]] Result<std::vector<std::int64_t>> strands();

    Database& m_db;
    crypto::Secret m_key;
};

} // namespace lapwing::store
