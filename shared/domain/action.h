#pragma once

#include "shared/domain/may_write.h"
#include "shared/schema/action_fields.h"

#include <array>

/// The laws of an action (R-A1, R-A3). Pure; any thread.
namespace lapwing::domain {

inline constexpr std::array kActionReads{schema::action::ownerAgency.field,
                                         schema::action::ownerPerson.field};

// Whose it is, when leave is to be given: so every version is asked, and while two differ it
// is nobody's but the coordinator's. The hub asks the same of access::decide().
[[nodiscard]] bool isOfTheirAgency(const Facts& action, const Signer& author);
/// Named to them; or to nobody, and then to their agency or to nobody at all.
[[nodiscard]] bool isTheirTask(const Facts& action, const Signer& author);

/// Whether the author may change how far it is: its owner, their agency, or a coordinator of the
/// panel. An action that nobody owns yet is everybody's.
[[nodiscard]] bool mayReport(const Facts& action, const Signer& author);
/// Whether the field says how far an action is.
[[nodiscard]] bool isProgress(const schema::Field& field);

} // namespace lapwing::domain
