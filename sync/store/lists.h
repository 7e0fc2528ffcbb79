#pragma once

#include "sync/log/merge.h"
#include "sync/store/strand_store.h"

namespace lapwing::store {

/// One record as lists show it: the fields that its type marks as listed, as text (words of a
/// vocabulary by name, days "YYYY-MM-DD", references in hex), without opening its form.
struct ListedRow {
    RecordKey key;
    Life life{};
    std::map<std::uint32_t, std::string> texts; ///< by wire number
    /// Empty when it was never filled in.
    [[nodiscard]] const std::string& text(const schema::Field& field) const;
};

/// Every record of a type that is shown, or those of one scope, by id.
/// Errors: those of Database. Thread: its own.
[[nodiscard]] Result<std::vector<ListedRow>>
listedRows(Database& database, const schema::RecordType& type, const Scope* only = nullptr);
/// The listed fields of one record, without how it stands.
[[nodiscard]] Result<ListedRow> listedRow(Database& database, const RecordKey& record);
/// The records with a register that waits for a person, each as often as it has such registers.
[[nodiscard]] Result<std::vector<RecordKey>> conflictingRecords(Database& database);
/// The ids that records of several scopes have: there an id alone names nothing.
[[nodiscard]] Result<std::vector<RecordId>> sharedIds(Database& database);

/// One change of one author's own, as far as its strand still holds it.
struct OwnChange {
    StrandId strand;
    Scope scope;
    std::uint64_t ctr = 0;
    Verdict state{};
    std::uint64_t claimedMs = 0;
    std::vector<RecordId> records; ///< those it wrote
    Bytes save; ///< the id of the save that it is a part of; empty when that is not known
};
/// All of an author's changes that are not accepted (yet), by strand and place.
/// Errors: also Malformed for a change that does not decode.
[[nodiscard]] Result<std::vector<OwnChange>> openOwnChanges(StrandStore& strands,
                                                            const ActorId& author);
/// The last `perStrand` changes of each of the author's chains, whatever became of them.
[[nodiscard]] Result<std::vector<OwnChange>>
latestOwnChanges(StrandStore& strands, const ActorId& author, std::size_t perStrand);
/// Indexes for listedRows() and for what is not accepted, as openOwnChanges() reads it: once, when
/// the database is opened.
[[nodiscard]] Result<void> createListIndexes(Database& database);

} // namespace lapwing::store
