#pragma once

#include "server-stub/service/erasure_log.h"

#include <functional>
#include <string_view>

/// Content that is taken out for good, on the word of the information governance officer.
/// Inside the caller's transaction; after an error nothing of it may be committed. Thread: the
/// Database's.
namespace lapwing::hub {

struct RedactAsk {
    std::string record;  ///< its id, in hex
    std::string caseRef; ///< needed where several cases have a record of that id, or none shows it
    std::string field;   ///< by its name, alone or after its type's; empty: the whole record
    PersonId by;
    std::string basis; ///< why in law; it is shown in the place of the content
};

struct Redacted {
    ErasureId id;
    std::string caseRef;
    std::uint64_t values = 0; ///< contents taken out, over all versions and their history
};

/// Takes out what every version of a record, or of one field of it, says and ever said, also in
/// work that waits in quarantine or was rejected. What an op replaced stays replaced, chains and
/// signatures verify; those who hold the record see whose word it was, and on what basis.
/// Errors, each with a sentence: Rejected when `by` is not the information governance officer,
/// without a basis, or while a legal hold lies on the case; NotFound; Conflict when a case has to
/// be named.
[[nodiscard]] Result<Redacted> redact(HubCore& core, const RedactAsk& ask);

/// What this hub's former self took out, in a run of its own that a tablet brought back: the engine
/// has taken it out of the strand, and here it goes from what lies beside.
[[nodiscard]] Result<void> heedRedactions(HubCore& core, const store::Strand& strand,
                                          const VerifiedRun& run);

/// The same of such a run that cannot be taken, since what it was written on went with the disk for
/// good: what it takes out and is not known to be gone is said once more, with whose word it was.
[[nodiscard]] Result<void> repeatRedactions(HubCore& core, const store::Strand& strand,
                                            const VerifiedRun& run);

/// What is to be taken out of a strand: asked of each op with the id of its record.
using IsToGo = std::function<bool(const RecordId& record, const Op& op)>;
/// The same for who has asked all that before. Adds the changes and holders to `to`; answers
/// how many contents went.
[[nodiscard]] Result<std::uint64_t> redactIn(HubCore& core, const store::Strand& strand,
                                             const IsToGo& isToGo, Erasure& to);

} // namespace lapwing::hub
