#pragma once

#include "shared/access/role.h"
#include "shared/schema/schema.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lapwing::access {

/// Where content is about to go, or come from.
enum class Outlet : std::uint8_t { HubRead, HubWrite, Peer, Screen, Search, Export };
enum class Action : std::uint8_t {
    Read,
    Write,
    Decide, ///< settle a protective conflict: put one of the values shown in place of all of them
};
/// What kind of thing is asked about.
enum class Area : std::uint8_t {
    CaseContent,
    ActionRecord,
    Meeting,
    Report,
    Log,
    Directory,
    OwnWords, ///< a statement or an attestation: anybody who reads its part of a case may add their
              ///< own
};

/// How sensitive a field of a case is: S0 … S6 of docs/architecture.md "Classes".
enum class ContentClass : std::uint8_t {
    Index,
    Content,
    VictimSafety,
    Intelligence,
    Care,
    Offence,
    Governance,
};
/// The highest class that a compartment holds: what a field counts as when no more is known.
[[nodiscard]] ContentClass highestIn(schema::Compartment compartment);

/// Leave to see what the role alone does not open: need to know, graded intelligence, breaking
/// the glass, an exemption in an export. It names one compartment and says why.
struct ExplicitGrant {
    schema::Compartment compartment = schema::Compartment::Panel;
    std::string_view reason;
};

/// A question. Facts default to the answer that opens least.
struct Question {
    /// The roles they act under here; the facts below hold for each of them.
    std::span<const Role> roles;
    bool stopped = false;      ///< person or device stopped or revoked
    bool leaseValid = false;   ///< the tablet's lease; at the hub: the device has not expired
    Outlet channel = Outlet::Screen;
    Action action = Action::Read;

    Area area = Area::CaseContent;
    schema::Panel panel = schema::Panel::Directory; ///< of the case, meeting or report
    schema::Compartment compartment = schema::Compartment::Panel;
    ContentClass sensitivity = ContentClass::Governance; ///< case content only
    bool aggregated = false;   ///< a report that holds suppressed counts only

    bool panelMatch = false;   ///< they hold the role on that panel, its sharing agreement signed
    bool assigned = false;     ///< to this case; for a case they are creating, true
    /// They made it; of an action also: they, or where it names no person their agency, own it, or
    /// nobody does.
    bool ownRecord = false;
    bool ownAgency = false;    ///< their agency owns it
    bool sameTeam = false;     ///< an officer they supervise holds the case
    bool listedSoon = false;   ///< a meeting within 14 days lists the case
    std::optional<ExplicitGrant> grant;
};

/// Why, in order from far to near; of several roles the nearest reason is told.
enum class Reason : std::uint8_t {
    Stopped,
    LeaseOver,
    WrongChannel,   ///< the channel does not carry the action
    UnknownSubject, ///< area, panel, compartment and class do not fit together
    UnknownRole,    ///< no role, or none that this version knows
    NotOnPanel,
    RoleNever,      ///< the matrix gives the role nothing here
    NotExporter,
    OnlyByExport,   ///< the role has this on no screen
    NotAssigned,
    NotTeam,
    NotOwn,
    NotOwnAgency,
    NotListed,
    NotAggregated,
    NeedsGrant,
    Allowed,
};

struct Decision {
    bool allow = false;
    Reason reason = Reason::UnknownRole;
    bool operator==(const Decision&) const = default;
};

/// Who may do what: the one law for the hub's reads and writes, peers, screens, search and
/// exports. Denies by default; what it does not know it denies. Driven by access/matrix.h.
/// Beyond the matrix: victim safety leaves by export only under an explicit grant; an action that
/// is kept in a narrow compartment is open only to those who read that compartment; and own words
/// are written by anybody who reads there without a special grant, and by nobody for somebody else.
/// Pure; any thread.
[[nodiscard]] Decision decide(const Question& request);

} // namespace lapwing::access
