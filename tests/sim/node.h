#pragma once

#include "tests/support/small_world.h"

#include <optional>
#include <vector>

namespace lapwing::sim {

/// Dies at a chosen step of the next commit: just before it, or just after.
class CrashKeeper final : public store::Keeper {
public:
    enum class When : std::uint8_t { Never, Before, After };
    When when = When::Never;
    [[nodiscard]] Result<void> beforeCommit(std::span<const store::JournalEntry>) override;
    [[nodiscard]] Result<void> afterCommit(std::span<const Bytes>) override;
    [[nodiscard]] Result<std::vector<store::CargoId>> sealWords(const store::Draft&) override
    {
        return std::vector<store::CargoId>{};
    }
    /// Whether that was the death; taken back by asking.
    [[nodiscard]] bool died() { return std::exchange(m_died, false); }

private:
    [[nodiscard]] Result<void> dieAt(When step);
    bool m_died = false;
};

/// A form on a screen, or kept as a draft: what it displayed is the form's own.
struct OpenForm {
    DisplayedRecord form;
    CaseId caseId;
};

/// A tablet with its clock, its forms and the round it is in.
struct Node {
    Node(test::SmallHub& hub, const PersonId& who, Random& random)
        : tablet(hub, who, random, clock)
    {
    }
    test::HandClock clock;
    test::SmallTablet tablet;
    CrashKeeper keeper;
    std::vector<OpenForm> forms;
    std::optional<ClientRound> round;
    std::uint64_t session = 0; ///< names the request whose answer it waits for
    std::vector<std::pair<StrandId, SeenDot>> unsent; ///< its saves that the hub has not got
    bool kept = false;       ///< there is a copy of its vault
    bool rolledBack = false; ///< it was put back to before work of its own that the hub has
};

/// Every row that matters of a tablet's store, in one hash: equal before and after a death.
[[nodiscard]] Hash snapshot(store::Database& db);

struct Mail {
    std::size_t node = 0;
    std::uint64_t session = 0;
    Bytes body;
};

} // namespace lapwing::sim
