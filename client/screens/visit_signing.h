#pragma once

#include "client/screens/reader.h"
#include "client/screens/visit_deed.h"
#include "shared/domain/visit.h"

namespace lapwing::screens {

/// What people put their name to on a visit: who did, what changed since, and what this person may
/// do next. The laws are domain/visit.h's; here are their words. Thread: the store thread.

/// "Kelvin Drayfield and Nikhil Rushmere"
[[nodiscard]] QString namesText(const Reader& reader, const std::vector<PersonId>& people);
/// Approvals, signatures and countersignatures, each with who gave it, in that order.
[[nodiscard]] QList<SignatureRow> signaturesOn(const Reader& reader, const domain::VisitFacts& of);
/// "Signed", or which answers have changed since; of an officer who has not, how far they are.
[[nodiscard]] QString officerStateText(const domain::VisitFacts& of, const PersonId& person);
/// What this person may do, and what waits for something else; not what is others' to do.
[[nodiscard]] QList<DeedRow> deedsOn(const Reader& reader, const domain::VisitFacts& of,
                                     const domain::Signer& author);
/// What the deed would cover now.
[[nodiscard]] std::string coveredBy(VisitDeed deed, const domain::VisitFacts& of,
                                    const PersonId& person);

/// Puts this person's name to it; `Say` and `Record` have forms of their own. Errors: those of
/// VisitWork; Conflict when something has changed since `seen` was shown.
[[nodiscard]] Result<void> doDeed(Workbench& bench, const std::string& visitId, VisitDeed deed,
                                  const std::string& seen);
/// "I have read this", of the marker as it was shown. Errors: as doDeed().
[[nodiscard]] Result<void> acknowledge(Workbench& bench, const std::string& visitId,
                                       const std::string& markerId, const std::string& seen);

} // namespace lapwing::screens
