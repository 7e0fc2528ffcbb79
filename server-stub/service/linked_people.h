#pragma once

#include "server-stub/service/hub_core.h"
#include "sync/store/same_words.h"

#include <set>

namespace lapwing::hub {

/// What was said of people of two cases: who may say it, and who is told. Nobody is told of a case
/// that they do not hold, the tablet that asks not excepted.
/// Errors: those of the store. Thread: the Database's, inside the caller's transaction.
class LinkedPeople {
public:
    explicit LinkedPeople(HubCore& core) : m_core(core) {}

    /// A word as a tablet brought it. Taken when its author signed it, holds both people and may
    /// say something of one of them, and takes back only their own or, for a coordinator of one of
    /// the panels, anybody's; kept for a person otherwise. A word of a former self of this hub is
    /// taken. Nothing while its author is not known here. Errors: also Malformed for a word that
    /// its author did not sign.
    [[nodiscard]] Result<std::optional<store::SameWords::State>> take(const SameWord& word);
    /// Whether the hub has both, and they are people.
    [[nodiscard]] Result<bool> areThere(const SameWord& word);
    /// Those of which a device's person has both cases, and of them also what was kept of their own
    /// and what the device has just brought.
    [[nodiscard]] Result<std::vector<store::SameWords::Row>>
    owedTo(const Device& device, const std::set<SameWordId>& brought = {});

private:
    [[nodiscard]] Result<bool> mayBeSaid(const SameWord& word, const KnownActor& author);
    [[nodiscard]] Result<bool> mayTakeBack(const SameWord& word, const KnownActor& author);
    /// Somebody's rights in the part of a case that tells who its people are; 0 for none.
    [[nodiscard]] Result<std::uint8_t> rightsIn(const Scope& scope, const PersonId& staff);
    [[nodiscard]] Result<bool> isPerson(const RecordKey& record);
    HubCore& m_core;
};

} // namespace lapwing::hub
