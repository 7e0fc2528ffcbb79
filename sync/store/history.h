#pragma once

#include "sync/log/person_verdict.h"
#include "sync/store/conflict_list.h"

namespace lapwing::store {

/// One value that a register once showed, and when its author says that they wrote it.
struct PastValue {
    Value value;
    std::uint64_t claimedMs = 0;
    std::string why{};
};

/// The latest value that all versions of a conflicting register came after.
struct Before {
    std::optional<PastValue> value; ///< none where there was none, or it was redacted
    bool isHeld = true; ///< false: a change on the way to it is not here, so it cannot be told
};

/// What stood in a conflicting register before its versions were written. It is not held where a
/// snapshot took the place of the changes: that tells what stands, not what stood.
/// Errors: those of Database; Malformed for a change that does not decode. Thread: the Database's.
[[nodiscard]] Result<Before> valueBefore(Database& database, const Conflict& check);

/// A change that put one value in place of several different ones: somebody's decision.
struct PastDecision {
    std::string id; ///< names the change and the register
    RecordKey record;
    std::uint32_t field = 0;
    Bytes key;
    SiblingView chosen;             ///< with who decided, when and why
    std::vector<SiblingView> sides; ///< what it replaced, the different ones, each as it was typed
    bool isWhole = true;            ///< false: a side is not held here
};

/// Every decision of a scope that this replica's log holds, by strand, author and counter; those of
/// removals are left out, for `record restore` takes them back.
[[nodiscard]] Result<std::vector<PastDecision>> pastDecisions(Database& database,
                                                              const Scope& scope);

/// The last word of a person on a change that was put aside, as far as this log holds it.
[[nodiscard]] Result<std::optional<PersonVerdict>> verdictOn(ChangeLog& log, const Strand& strand,
                                                             const SeenDot& change);

/// The dots that an op replaces, by author.
[[nodiscard]] std::vector<SeenDot> replacedBy(const Change& change, const Op& op);
/// What a dot wrote in the register that an op of `change` writes; nothing where it is not held.
[[nodiscard]] Result<std::optional<Value>> valueAt(ChangeLog& log, const Strand& strand,
                                                   const Change& change, const Op& op,
                                                   const SeenDot& dot);

/// Whether a change only decides conflicts: each of its ops puts one of several values, none of
/// which was written upon another, in place of all of them; or says of a removed record that it
/// stays or goes. Such a change needs the right to decide and not the right to write. False where
/// what it replaces is not held here. Errors and thread: as above.
[[nodiscard]] Result<bool> isDecision(ChangeLog& log, const Strand& strand, const Change& change);

} // namespace lapwing::store
