#pragma once

#include "sync/store/replica.h"

#include <set>

namespace lapwing::store {

/// Everything that a round takes into a replica happens inside one of these: one transaction, and
/// what lists, checks and search show of it.
/// Errors: those of Engine. Thread: the Database's.
class Receiving {
public:
    [[nodiscard]] static Result<Receiving> begin(Replica& replica);
    [[nodiscard]] Result<void> add(StrandIx strand, const VerifiedRun& run, Verdict state,
                                   Origin origin = Origin::Taken);
    [[nodiscard]] Result<void> decide(StrandIx strand, const ActorId& actor, std::uint64_t first,
                                      std::uint64_t last, Verdict state);
    [[nodiscard]] Result<void> install(StrandIx strand, const SnapshotBody& body,
                                       std::uint64_t sseq);
    /// A restored hub lost it: undecided again, to be sent. Of one author from there, or all.
    [[nodiscard]] Result<void> reopenFrom(StrandIx strand, const ActorId& actor,
                                          std::uint64_t from);
    [[nodiscard]] Result<void> reopenHeld(StrandIx strand);
    /// The office goes on with another branch of somebody's chain: Engine::giveWay().
    [[nodiscard]] Result<void> giveWay(StrandIx strand, const ActorId& actor, std::uint64_t from);
    /// Deletes a strand and all that shows it, and takes the drafts of its case: their words are
    /// sealed first, and nothing stays of what they displayed. Refused while it holds undecided
    /// changes.
    [[nodiscard]] Result<void> purge(StrandIx strand);
    [[nodiscard]] Result<void> commit();

private:
    Receiving(Replica& replica, Transaction transaction)
        : m_replica(replica), m_transaction(std::move(transaction))
    {
    }
    void touch(const std::vector<RecordKey>& records);
    [[nodiscard]] Result<void> letDraftsGo(const CaseId& caseId);
    [[nodiscard]] Result<void> redactDrafts();
    [[nodiscard]] Result<void> keepPlace(const Strand& strand);
    [[nodiscard]] Result<void> takePlace(StrandIx ix, const StrandId& strand);

    Replica& m_replica;
    Transaction m_transaction;
    std::vector<RecordKey> m_touched;
    std::vector<JournalEntry> m_applied;
    std::vector<Redaction> m_redacted;
    std::set<StrandIx> m_unvouched; ///< of what the hub signed, the snapshot holds what is gone
};

} // namespace lapwing::store
