#pragma once

#include "server-stub/service/hub_core.h"

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

/// What was redacted or erased at this hub, and what it takes to certify it: whose word, on what
/// basis, what the changes' hashes are, which tablets had it and whether their receipt came, and
/// which backups were made before. Nothing of the content; and who wrote first what was moved.
/// Owner of the tables `erasure`, `moved_author` and `backup_made`. Every call runs inside the
/// caller's transaction. Thread: the Database's.
namespace lapwing::hub {

[[nodiscard]] Result<void> createErasureTables(store::Database& database);

using ErasureId = Id<struct ErasureIdTag, 8>;

/// A tablet that had it: it is done there once its inbox has passed `dseq` and, of an erased
/// strand, once its receipt came.
struct ErasureHolder {
    DeviceId device;
    StrandId strand;
    std::uint64_t dseq = 0;
    bool purges = false;
};

/// What else may hold what was taken out: notes that tablets sealed for the office.
struct ErasedCopies {
    std::set<std::pair<RecordId, std::uint32_t>> fields; ///< wire numbers
    std::set<std::string> texts;                         ///< word for word
    std::string caseRef;                                 ///< of a case that went whole
};

struct Erasure {
    std::string kind; ///< "redact", "erase" or "move"
    PersonId by;
    std::string basis;
    nlohmann::json what;       ///< the case's reference, the record's id, the field's name, counts
    std::vector<Hash> changes; ///< those that lost content
    std::vector<ErasureHolder> holders;
    ErasedCopies copies{};
};

/// A tablet that holds a strand now, for an Erasure.
[[nodiscard]] Result<std::vector<ErasureHolder>>
holdersOf(HubCore& core, const store::Strand& strand, bool purges);
[[nodiscard]] Result<ErasureId> noteErasure(HubCore& core, const Erasure& erasure);
/// The certificate as it is to be read now: {"certificate":{…},"signature":…}. What is signed,
/// under "lapwing.erasure.1", is the certificate's own text without blanks, keys in order.
/// Errors: NotFound with a sentence.
[[nodiscard]] Result<nlohmann::json> erasureCertificate(HubCore& core, const ErasureId& id);
[[nodiscard]] bool verifyCertificate(const nlohmann::json& signedText,
                                     const crypto::PublicKey& hub);
/// Each with its id, kind, time, and how many tablets have not said that it is done.
[[nodiscard]] Result<nlohmann::json> erasureList(HubCore& core);

/// Who wrote what stands in a moved record, before the office wrote it there: they are its makers
/// for every law that asks who made it.
[[nodiscard]] Result<void> noteMovedAuthor(HubCore& core, const RecordId& record,
                                           const PersonId& author);
[[nodiscard]] Result<std::vector<PersonId>> movedAuthors(HubCore& core, const RecordId& record);

/// A backup was begun: whatever is taken out later may still be in it.
[[nodiscard]] Result<void> noteBackup(HubCore& core, std::string_view folder);

} // namespace lapwing::hub
