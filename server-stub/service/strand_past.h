#pragma once

#include "server-stub/service/hub_core.h"
#include "shared/domain/may_write.h"

#include <map>
#include <set>

namespace lapwing::hub {

/// A strand as the author of a change knew it: what the accepted changes of the change's causal
/// past (its own chain before it, what it names, and what those rest on) leave in each register.
///
/// A function of that set of changes alone: neither of the order in which the hub took them nor of
/// what else it holds. The log is read when a law first looks around, and once; nothing is read for
/// a change that no law asks about. Errors while looking are kept for error(), and show as nothing
/// there. Source: docs/adr/0009-judged-by-the-past.md. Thread: the Database's.
class StrandPast final : public domain::Around {
public:
    /// Before the first change of `author` that the hub does not hold yet, which is `firstNew`.
    StrandPast(HubCore& core, const store::Strand& strand, const ActorId& author,
               std::uint64_t firstNew)
        : m_core(core), m_strand(strand), m_author(author), m_heldCtr(firstNew - 1)
    {
    }

    /// From now on the past is that of this change.
    void moveTo(const Change& change);
    /// The change that it was moved to is over: part of the past of what follows.
    void add(const Change& change, bool accepted);

    [[nodiscard]] std::optional<domain::Facts> record(const RecordId& record) const override;
    [[nodiscard]] std::vector<domain::Facts> referring(const schema::RecordType& type,
                                                       const schema::Handle<RecordId>& field,
                                                       const RecordId& target) const override;
    [[nodiscard]] std::vector<domain::Facts> all(const schema::RecordType& type) const override;
    /// Whether some accepted change of the past touched the record; mostly told without the log.
    [[nodiscard]] bool holds(const RecordId& record) const;

    [[nodiscard]] const Result<void>& error() const { return m_error; }

private:
    struct RegisterPast {
        std::map<SeenDot, domain::Version> written;
        std::set<SeenDot> replaced;
    };
    struct Past {
        std::set<std::uint16_t> lives, implied; ///< type numbers that `life`, or fields, tell
        std::map<domain::Facts::Place, RegisterPast, domain::Facts::ByPlace> registers;
    };
    using Heads = std::map<ActorId, std::uint64_t>;

    void load() const;
    [[nodiscard]] Result<void> readHeld() const;
    [[nodiscard]] Result<void> readBase() const;
    static void noteType(Past& past, std::uint32_t field, const Value& value);
    void raise(Heads& wanted, const std::vector<Dep>& deps) const;
    [[nodiscard]] Result<void> reach(Heads wanted) const;
    [[nodiscard]] Result<void> readChain(const ActorId& actor, std::uint64_t last,
                                         Heads& wanted) const;
    [[nodiscard]] Result<void> put(const Change& change) const;
    [[nodiscard]] Result<PersonId> personOf(const ActorId& actor) const;
    [[nodiscard]] static bool isGone(std::uint16_t number, const Past& past);
    [[nodiscard]] static domain::Facts factsOf(const RecordId& record, const Past& past);

    HubCore& m_core;
    const store::Strand& m_strand;
    ActorId m_author;
    std::uint64_t m_heldCtr; ///< the author's changes up to here are in the store
    std::vector<Dep> m_named;
    mutable std::vector<std::pair<Change, bool>> m_new; ///< of the run, and not put yet
    std::set<RecordId> m_touchedByNew;
    mutable bool m_hasBase = false;
    mutable bool m_loaded = false; ///< for the change that it was moved to
    mutable Heads m_held, m_reached;
    mutable std::map<RecordId, Past> m_records;
    mutable std::map<ActorId, PersonId> m_people;
    mutable Result<void> m_error;
};

} // namespace lapwing::hub
