#pragma once

#include "shared/domain/attestation.h"
#include "shared/domain/may_write.h"

/// The laws of a joint visit: who is on it, whether it may start, who has signed what (P-S).
/// Pure; any thread. Source: docs/architecture.md "Laws".
namespace lapwing::domain {

/// A visit and all that stands about it in its strand.
struct VisitFacts {
    Facts visit;
    std::vector<Facts> officers;     ///< visit_officer records that name the visit
    std::vector<Facts> markers;      ///< of the case
    std::vector<Facts> statements;   ///< about the visit
    std::vector<Facts> attestations; ///< about the visit, or within it
};
/// Nothing when there is no such visit.
[[nodiscard]] std::optional<VisitFacts> visitAround(const Around& around, const RecordId& visit);

// What the laws read, for the test that asks each of them with two versions.
[[nodiscard]] std::span<const schema::Field> visitReads();
[[nodiscard]] std::span<const schema::Field> officerReads();
/// What an approval covers: where, when, whom and why, of the visit itself.
[[nodiscard]] std::span<const schema::Field> planFields();
/// What a signature covers: what was seen and done. Not how far the visit is.
[[nodiscard]] std::span<const schema::Field> recordFields();

// Who is on it. "Lead" is a word like others: nobody is it for want of another.
/// Whether some version puts this person on the visit: asked before leave is given to those who
/// must not be.
[[nodiscard]] bool mayBeOn(const VisitFacts& of, const PersonId& person);
/// Whether they are on it beyond doubt: asked before they act as its officer.
[[nodiscard]] bool isOn(const VisitFacts& of, const PersonId& person);
/// Everybody who may be on it and has not stood down, once each.
[[nodiscard]] std::vector<PersonId> officersOf(const VisitFacts& of);

// How far it is, by every version of its state. A word that this version does not know counts as
// under way: somebody may be at the door.
[[nodiscard]] bool isUnderWay(const Facts& visit);
[[nodiscard]] bool isOver(const Facts& visit);    ///< every version says so
[[nodiscard]] bool isPlanned(const Facts& visit); ///< every version says so, or none is there

// What attestations cover.
[[nodiscard]] Covered planOf(const VisitFacts& of);
[[nodiscard]] Covered recordOf(const VisitFacts& of, const PersonId& signer);
[[nodiscard]] Covered wholeOf(const VisitFacts& of); ///< with everybody's statements
[[nodiscard]] Covered markerAsRead(const Facts& marker);

/// Markers that those who go see, without the ended.
[[nodiscard]] std::vector<Facts> doorMarkers(const VisitFacts& of);
/// Whether the person has read the marker as it stands, for this visit.
[[nodiscard]] bool hasRead(const VisitFacts& of, const Facts& marker, const PersonId& person);
/// Approvals, newest state of each: those of people who may be on the visit never count.
[[nodiscard]] std::vector<AttestationStanding> approvalsOf(const VisitFacts& of);
[[nodiscard]] std::vector<AttestationStanding> signaturesOf(const VisitFacts& of);
[[nodiscard]] std::vector<AttestationStanding> countersignaturesOf(const VisitFacts& of);
/// Officers, observers apart, who have not signed what stands now.
[[nodiscard]] std::vector<PersonId> unsignedOf(const VisitFacts& of);
/// Whether a marker asks for a supervisor's approval.
[[nodiscard]] bool needsApproval(const VisitFacts& of);
[[nodiscard]] bool isApproved(const VisitFacts& of);

/// Where a visit stands: what its state says, and what the signatures make of it.
enum class Stage : std::uint8_t {
    Planned,
    NeedsApproval,
    Approved,
    UnderWay,
    Left, ///< or out and safe, not recorded yet
    Recorded,
    Signed,        ///< by every officer, and nothing has changed since
    Countersigned, ///< and by a supervisor
    Aborted,
};
[[nodiscard]] Stage stageOf(const VisitFacts& of);

/// Why a person may not start it, in the order in which to mend it.
enum class StartBlock : std::uint8_t { None, Over, NotOnIt, NotApproved, AlertsUnread };
[[nodiscard]] StartBlock startBlock(const VisitFacts& of, const PersonId& person);

/// Whether the person wrote a statement about it.
[[nodiscard]] bool hasStatement(const VisitFacts& of, const PersonId& person);
/// Why the person may not attest this about the visit.
[[nodiscard]] std::optional<Objection>
objectionToAttest(const VisitFacts& of, schema::attestation::Meaning meaning, const Signer& author);

} // namespace lapwing::domain
