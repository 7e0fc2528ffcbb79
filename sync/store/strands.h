#pragma once

#include "shared/schema/schema.h"
#include "sync/log/record_key.h"
#include "sync/store/sql/database.h"

#include <optional>
#include <vector>

namespace lapwing::store {

/// A strand's number in this store.
using StrandIx = std::int64_t;

struct Strand {
    StrandIx ix = 0;
    StrandId id;
    CaseId caseId;
    schema::Compartment compartment{};
    schema::Panel panel{};
    std::uint64_t handle = 0; ///< on a tablet, the hub's short name for it; 0 on the hub
    std::uint8_t rights = 0;  ///< of this vault's person; 0 on the hub
    std::uint64_t sseq = 0;   ///< accepted changes so far
    Hash vector;              ///< V: hash of the accepted heads
};

/// Whose the records of a strand are.
[[nodiscard]] Scope scopeOf(const Strand& strand);

/// Which strands a hub or a tablet holds. Owner of the table strand.
/// Every call runs inside the caller's transaction. Errors: those of Database.
/// Thread: the Database's.
class Strands {
public:
    explicit Strands(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();

    [[nodiscard]] Result<Strand> addStrand(const Strand& strand);
    [[nodiscard]] Result<void> setReader(StrandIx ix, std::uint64_t handle, std::uint8_t rights);
    /// How far it is accepted now: its `sseq` and `vector`.
    [[nodiscard]] Result<void> setHead(const Strand& strand);
    [[nodiscard]] Result<std::optional<Strand>> findStrand(const StrandId& id);
    [[nodiscard]] Result<std::optional<Strand>> findStrandByHandle(std::uint64_t handle);
    /// Errors: also NotFound.
    [[nodiscard]] Result<Strand> strand(StrandIx ix);
    [[nodiscard]] Result<std::vector<Strand>> strands();
    [[nodiscard]] Result<std::vector<Strand>> strandsOfCase(const CaseId& caseId);
    /// The strands that hold (or are to hold) the parts of a scope's records.
    [[nodiscard]] Result<std::vector<Strand>> strandsOf(const Scope& scope);
    /// Forgets the row alone: Engine::dropStrand() is what takes a strand away.
    [[nodiscard]] Result<void> erase(StrandIx ix);

private:
    Database* m_db;
};

} // namespace lapwing::store
