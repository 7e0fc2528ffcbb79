#pragma once

#include "shared/crypto/system_random.h"
#include "sync/store/commit_journal.h"
#include "sync/store/rekey.h"
#include "sync/store/root_sum.h"
#include "sync/store/seal/open_sealed.h"

#include <map>
#include <memory>
#include <vector>

namespace lapwing::test {

/// What a plan of write transactions does to the record rows, from a seed.
class Plan {
public:
    struct Row {
        std::int64_t strand = 0;
        RecordId record;
        Bytes accepted; ///< empty: the row is deleted
    };
    /// What one transaction writes, and what the store does after it.
    struct Step {
        std::vector<Row> rows;
        bool syncsAnchor = false;
        bool checkpoints = false;
    };

    Plan(std::uint64_t seed, std::size_t steps);
    [[nodiscard]] const std::vector<Step>& steps() const { return m_steps; }
    /// The digest of all rows after that many steps, and of what can be searched then.
    [[nodiscard]] const Hash& digestAfter(std::uint64_t steps) const { return m_digests[steps]; }
    [[nodiscard]] const Hash& searchedAfter(std::uint64_t steps) const
    {
        return m_searched[steps];
    }

private:
    std::vector<Step> m_steps;
    std::vector<Hash> m_digests;
    std::vector<Hash> m_searched;
};

/// A replica's storage as a vault opens it: sealed database, anchor, journal, sums and a search
/// index, over any disk. Transaction n of it is step n of a plan.
class SmallStore {
public:
    static constexpr std::uint32_t kEpoch = 3;
    /// Two calls with one epoch answer the same key.
    [[nodiscard]] static const store::SealKey& keyOf(std::uint32_t epoch = kEpoch);
    [[nodiscard]] static store::RekeyFiles filesIn(const std::string& folder);

    [[nodiscard]] static Result<std::unique_ptr<SmallStore>>
    create(store::Disk& disk, const std::string& folder, Random& random,
           std::uint32_t epoch = kEpoch);
    /// Settles a rekey that was cut short, opens, and proves by anchor and root that all is there.
    [[nodiscard]] static Result<std::unique_ptr<SmallStore>>
    open(store::Disk& disk, const std::string& folder, Random& random,
         std::uint32_t epoch = kEpoch);

    /// One transaction through journal row, root and anchor.
    [[nodiscard]] Result<void> apply(const Plan::Step& step);
    /// How many steps are in it; Malformed, which the store itself never says, when what it holds
    /// is not the plan's state after them.
    [[nodiscard]] Result<std::uint64_t> check(const Plan& plan);
    /// The same of what the seal alone lets through, without anchor and sums.
    [[nodiscard]] static Result<std::uint64_t>
    checkUnanchored(store::Disk& disk, const std::string& folder, Random& random,
                    const Plan& plan);
    /// Malformed when the search index is not the plan's after so many steps.
    [[nodiscard]] Result<void> checkSearch(const Plan& plan, std::uint64_t steps);
    [[nodiscard]] Result<std::uint64_t> seq() { return m_journal->seq(); }
    [[nodiscard]] store::Database& database() { return *m_database; }
    /// As a vault does when it is locked.
    [[nodiscard]] Result<void> lock() { return m_journal->publish(true); }

private:
    SmallStore() = default;
    [[nodiscard]] Result<void> write(const Plan::Row& row, store::RootSum::Change& change);
    std::optional<store::Anchor> m_anchor;
    std::optional<store::Database> m_database;
    std::optional<store::CommitJournal> m_journal;
    std::optional<store::RootSum> m_sums;
    std::uint64_t m_rekeys = 0; ///< journal rows that are no steps of the plan
};

} // namespace lapwing::test
