#pragma once

#include "server-stub/service/hub_core.h"

#include <string_view>

/// Who there is and who works on what: agencies, staff, assignments, stopped tablets. The rows are
/// the registry's; what tablets must know of them is written into strands by the hub's own actor.
/// Every function runs inside the caller's transaction. Thread: the Database's.
/// Errors: Rejected with a sentence for the person who asked; NotFound for an id or reference that
/// nobody has; those of the store.
namespace lapwing::hub {

/// The panels that have a strand of their own, the directory first.
inline constexpr std::uint8_t kStandingStrands = 7;

/// Makes what every hub has from its first start: its own actor, the directory and one strand for
/// each panel. Doing it again changes nothing.
[[nodiscard]] Result<void> found(HubCore& core);

/// The strand of a panel, or of the directory. Internal before found().
[[nodiscard]] Result<store::Strand> standingStrand(HubCore& core, schema::Panel panel);
/// A strand's first op: which case, compartment and panel it is.
[[nodiscard]] store::Write genesisOf(const store::Strand& strand);
/// A new strand with its number; the caller writes genesisOf() as the first thing in it.
[[nodiscard]] Result<store::Strand> mintStrand(HubCore& core, const CaseId& caseId,
                                               schema::Compartment compartment,
                                               schema::Panel panel);

[[nodiscard]] Result<Agency> addAgency(HubCore& core, std::string_view name,
                                       schema::agency::Sector sector);
/// They can read the directory at once, and what their roles may read on their panels.
[[nodiscard]] Result<Staff> addStaff(HubCore& core, std::string_view name, const AgencyId& agency,
                                     access::HeldRoles roles);

/// The same of one who has an id already.
[[nodiscard]] Result<void> enrolStaff(HubCore& core, const Staff& staff);

/// What a person may do in a strand: the row, the hub's op in it, and each of their tablets that is
/// not stopped. `more` is written in the same change as the op.
[[nodiscard]] Result<void> setRights(HubCore& core, const store::Strand& strand, const Staff& staff,
                                     std::uint8_t rights, std::vector<store::Write> more = {});

/// Puts a case on a person's tablets, or takes it off; answers in how many strands they were, or
/// are, a member. Doing it again changes nothing. Rejected when their role has no right in any
/// strand, and when a case is taken off somebody who does not have it.
[[nodiscard]] Result<std::uint64_t> assign(HubCore& core, std::string_view ref,
                                           const PersonId& person);
[[nodiscard]] Result<std::uint64_t> unassign(HubCore& core, std::string_view ref,
                                             const PersonId& person);

/// Vouches for the organisation's recovery key; every tablet hears of it at its next sync.
[[nodiscard]] Result<void> setRecoveryKey(HubCore& core, const crypto::BoxPublicKey& key);

/// How many hours a tablet may be without the office; every tablet hears of it at its next sync.
/// Rejected outside kLeaseHoursMin … kLeaseHoursMax.
[[nodiscard]] Result<void> setLease(HubCore& core, std::uint32_t hours);

/// The person has the strand no more, and those who have it are told.
[[nodiscard]] Result<void> takeAway(HubCore& core, const store::Strand& strand,
                                    const PersonId& person);

/// Leaves a person no more than `atMost` of their rights in a strand, unless this hub has said who
/// may have it in an epoch after `epoch`: in that one it took the rest, as its grant or `member` op
/// tells.
[[nodiscard]] Result<void> withdraw(HubCore& core, const store::Strand& strand,
                                    const PersonId& person, std::uint8_t atMost,
                                    std::uint64_t epoch);
/// What the former self of this hub says in a change of its own about who may have the strand. Only
/// what it took counts: what it gave, the office gives again.
[[nodiscard]] Result<void> heedMembers(HubCore& core, const store::Strand& strand,
                                       const VerifiedRun& run);

/// Whether a former self of this hub said last, in a change that is here, that the person may no
/// more have the strand.
[[nodiscard]] Result<bool> wasTaken(HubCore& core, const store::Strand& strand,
                                    const PersonId& person);

/// From now on the tablet may only push; everything it holds is to be purged.
[[nodiscard]] Result<void> stopDevice(HubCore& core, const DeviceId& id);

/// NotFound with a sentence.
[[nodiscard]] Result<Staff> staffWith(HubCore& core, const PersonId& id);
[[nodiscard]] Result<CaseEntry> caseWith(HubCore& core, std::string_view ref);

} // namespace lapwing::hub
