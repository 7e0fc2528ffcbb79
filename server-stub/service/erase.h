#pragma once

#include "server-stub/service/erasure_log.h"

#include <string_view>

/// A whole case, or one person in a case, taken out for good on the word of the information
/// governance officer. Owner of the table `erased_case`.
/// Inside the caller's transaction; after an error nothing of it may be committed. Thread: the
/// Database's.
namespace lapwing::hub {

[[nodiscard]] Result<void> createErasedTable(store::Database& database);

struct EraseAsk {
    std::string caseRef;
    std::string person; ///< the id of a person's record, in hex; empty: the whole case
    PersonId by;
    std::string basis;
};

struct ErasedCase {
    ErasureId id;
    std::uint64_t values = 0;          ///< contents taken out
    std::uint64_t records = 0;         ///< of a person: theirs, and what was said of them alone
    std::vector<std::string> mentions; ///< of a person: records whose text still names them
};

/// Of a case: takes out every content of it, takes it off every tablet, and forgets its reference.
/// What is left is the skeleton: ids, places and hashes, so that what tablets still send of it is
/// answered, and is taken out as it comes. Of a person: the records that are theirs (their own,
/// contact points, addresses, markers and relationships) are redacted; the rest stays, and what
/// names them in its text is told.
/// Errors, each with a sentence: those of redact().
[[nodiscard]] Result<ErasedCase> erase(HubCore& core, const EraseAsk& ask);

/// Something came in for a strand: of an erased case nothing of it stays.
[[nodiscard]] Result<void> keepErased(HubCore& core, const store::Strand& strand);

} // namespace lapwing::hub
