#pragma once

#include "shared/access/role.h"
#include "shared/domain/facts.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace lapwing::domain {

/// One op of a change, as a law sees it.
struct Asked {
    RecordId record;
    const schema::RecordType* type = nullptr;
    const schema::Field* field = nullptr; ///< null: whether the record exists (`life`)
    Bytes key;                            ///< set member, else empty
    Value value;
    bool creates = false; ///< the same change makes the record

    template <class T>
    [[nodiscard]] bool writes(const schema::Handle<T>& handle) const
    {
        return field && handle.names(*field);
    }
};

/// Who signed the change, as the directory knows them when it is judged.
struct Signer {
    PersonId person;
    AgencyId agency;
    schema::Panel panel{};           ///< of the case
    std::vector<access::Role> roles; ///< that they hold on that panel
    [[nodiscard]] bool has(access::Role role) const
    {
        return std::ranges::find(roles, role) != roles.end();
    }
    [[nodiscard]] RecordId staff() const { return RecordId::from(person.view()); }
};

/// What the author's replica showed of the same strand when they wrote: the registers as of the
/// change's context (its deps and its own chain), never as of now and never by a clock. So a
/// replay judges alike. The tablet answers from what it displays, the hub from the log.
class Around {
public:
    virtual ~Around() = default;
    /// Also one that was removed (Facts::isGone). Nothing when it never was in this strand.
    [[nodiscard]] virtual std::optional<Facts> record(const RecordId& record) const = 0;
    /// Every record of the type whose ref field holds `target` in some version, and that is there.
    [[nodiscard]] virtual std::vector<Facts> referring(const schema::RecordType& type,
                                                       const schema::Handle<RecordId>& field,
                                                       const RecordId& target) const = 0;
    /// Every record of the type in the strand that is there.
    [[nodiscard]] virtual std::vector<Facts> all(const schema::RecordType& type) const = 0;
};

/// Why a change may not be made. Chosen by what the person is told; words are the screens'.
enum class Objection : std::uint8_t {
    NotTheirOwn,    ///< another person's statement, attestation or entry
    WrittenOnce,    ///< changes what is written once
    NamesSomebody,  ///< would say that somebody else did it
    NotOnTheVisit,  ///< only an officer of the visit
    OnTheVisit,     ///< only somebody who is not on the visit
    NotASupervisor, ///< only a supervisor of the panel
    NotYet,         ///< what has to come first is missing
    Over,           ///< it is finished, and stays as it is
    NotTheOwner,    ///< an action of another agency
    TheirOwn,       ///< a second person has to look at it
    PanelDecides,   ///< a decision of the panel, which its coordinator writes down
    NotWhole,       ///< what has to be said with it is missing
    OppositeSides,  ///< one may be at risk and the other harm: they are not made one
};

/// Whether a type is somebody's own words: made whole by those who give them, and by those who
/// may only answer for a case too (Rights::kDecide), for they take nothing of others away.
[[nodiscard]] bool isOwnWords(const schema::RecordType& type);

/// Whether the author may make this change: the laws of domain/, asked by Casework before it
/// signs and by the hub for each change. Pure. Source: docs/architecture.md
/// "Laws".
[[nodiscard]] std::optional<Objection> objectionTo(std::span<const Asked> change,
                                                   const Signer& author, const Around& around);

} // namespace lapwing::domain
