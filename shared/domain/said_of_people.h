#pragma once

#include "shared/domain/may_write.h"
#include "shared/rules/same_person.h"
#include "shared/schema/same_person_fields.h"

/// What was said of two person records of one case, and what follows. Pure; any thread.
namespace lapwing::domain {

/// One word as its author signed it: versions that others wrote into the record do not count.
struct SaidOfPersons {
    RecordId record;
    PersonId by;
    schema::same_person::Answer answer{};
    RecordId about;
    std::optional<RecordId> other; ///< none in a word that takes another back
    std::string reason;
};

/// Nothing when it is not one person's, or not whole.
[[nodiscard]] std::optional<SaidOfPersons> saidIn(const Facts& record);
/// The words that stand: none that was taken back, and none that takes back.
[[nodiscard]] std::vector<SaidOfPersons> standingOf(std::span<const Facts> records);
/// The same for the rule: "not sure" says neither.
[[nodiscard]] std::vector<rules::SaidOfTwo> saidForRule(std::span<const SaidOfPersons> standing);

/// Under which record each merged record is shown. Two tablets may have merged A into B and B into
/// A, or in a ring: of all records that are merged with each other the one that went into no other
/// is kept, and of several, or of none, the least id. So everybody who has the same words sees the
/// same, in whatever order they came; taking one back parts again what only that one joined.
using KeptFor = std::map<RecordId, RecordId>;
[[nodiscard]] KeptFor keptFor(std::span<const SaidOfPersons> standing);

/// Whether some version has one of them at risk and the other harming: as parts in the case, in a
/// referral, an incident, or by a relationship. Merging these would show the one's number and
/// address under the other. Asked of all that its reader holds of the case.
[[nodiscard]] bool mayBeOpposed(const RecordId& one, const RecordId& other, const Around& around);

/// keptFor() without each group in which two may be opposed: words that came together from two
/// tablets, or a part in the case that was told later, can bring about what no one word may.
[[nodiscard]] KeptFor keptUnopposed(std::span<const SaidOfPersons> standing, const Around& around);

/// The law of a word that is being made (may_write.h).
[[nodiscard]] std::optional<Objection> objectionToSaid(const Facts& made, const Signer& author,
                                                       const Around& after);

} // namespace lapwing::domain
