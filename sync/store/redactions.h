#pragma once

#include "sync/log/redaction.h"
#include "sync/store/sql/database.h"

namespace lapwing::store {

struct Draft;

/// What was taken out of the changes of this store's strands, and by whom. Once it is known here,
/// the content stays out, whatever form of the change comes later. Owner of the table `redaction`.
/// Every call runs inside the caller's transaction. Errors: those of Database. Thread: its.
class Redactions {
public:
    explicit Redactions(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();

    /// Notes it; said of the same op twice, the same word stays on every replica.
    [[nodiscard]] Result<void> note(std::int64_t strand, const Redaction& redaction);
    [[nodiscard]] Result<bool> any(std::int64_t strand);
    /// All of a strand, a redaction for each change and each word on it, by (author, ctr).
    [[nodiscard]] Result<std::vector<Redaction>> all(std::int64_t strand);
    /// Of one change: the indexes of the ops that have lost their content.
    [[nodiscard]] Result<std::vector<std::uint32_t>> opsOf(std::int64_t strand,
                                                           const SeenDot& change);
    struct Word {
        PersonId by;
        std::string basis;
    };
    /// Whose word took out what a dot wrote in a register, and on what basis.
    [[nodiscard]] Result<std::optional<Word>> wordOn(std::int64_t strand, const SeenDot& change,
                                                     const RedactedOp& place);
    [[nodiscard]] Result<void> drop(std::int64_t strand);

    /// Takes out of a draft what its form displayed and was redacted since; what was typed in such
    /// a field began from that, and goes with it.
    [[nodiscard]] Result<void> takeOutOf(Draft& draft);

private:
    [[nodiscard]] Result<std::vector<std::pair<SeenDot, RedactedOp>>>
    ofRecord(const RecordId& record);
    Database* m_db;
};

} // namespace lapwing::store
