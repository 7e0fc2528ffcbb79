#pragma once

#include "server-stub/service/hub_core.h"
#include "shared/domain/person.h"
#include "shared/wire/messages.h"

#include <map>

namespace lapwing::hub {

/// The blind check (P-P1): of a person record of a case that a device holds, whether somebody has
/// this person in a case that the device's person may not see; a coordinator decides it from the
/// list of pairs (people_list.h). Nothing else is told. What may be told of what, and to whom:
/// docs/adr/0015-somebody-has-this-person.md. Whatever is in doubt is told as no.
/// Errors: those of the store. Thread: the Database's, inside the caller's transaction.
class BlindCheck {
public:
    explicit BlindCheck(HubCore& core) : m_core(core) {}

    /// Reads the clues of cases that changed, at most kCasesAtOnce; the rest is due later. Nobody
    /// asks after more than kAskedADay new clues in 24 hours: what is over that is due again then.
    /// Who asked for the first time, by case: for the log.
    struct Asked {
        PersonId by;
        RecordKey person;
        std::size_t clues = 0;
    };
    [[nodiscard]] Result<std::vector<Asked>> readDue();
    /// Each case whose people the device may read, and of them each that was compared.
    [[nodiscard]] Result<std::vector<wire::ElsewhereMessage>> of(const Device& device);

    static constexpr std::size_t kCasesAtOnce = 32;
    static constexpr std::size_t kCluesOfPersonMax = 24; ///< who has more is not compared
    static constexpr std::size_t kAskedADay = 96;

private:
    struct Read;
    struct Reader;
    [[nodiscard]] Result<void> readCase(const Scope& scope, std::vector<Asked>& asked);
    [[nodiscard]] Result<Read> read(const RecordKey& person);
    /// How a clue stands: compared before, or the office's own; from now on; or over what its
    /// authors may ask after today.
    enum class Standing : std::uint8_t { Known, Fresh, Waits };
    [[nodiscard]] Result<Standing> ask(const PersonClue& clue, const std::set<PersonId>& authors);
    [[nodiscard]] Result<void> wakeFor(const std::set<PersonClue>& before,
                                       const std::set<PersonClue>& after);
    [[nodiscard]] Result<bool> isSomebodys(const Reader& reader, const PersonClue& clue);
    [[nodiscard]] Result<bool> mayBeTold(const Reader& reader, const RecordKey& own,
                                         const RecordKey& other, schema::Compartment part);
    [[nodiscard]] Result<bool> isAnybodyExcluded(const CaseId& caseId);
    HubCore& m_core;
};

} // namespace lapwing::hub
