#pragma once

#include "shared/domain/may_write.h"

/// Who answers for what on a panel, by role. Pure; any thread.
namespace lapwing::domain {

/// May approve and countersign on the panel of the case.
[[nodiscard]] bool isSupervisor(const Signer& author);
/// Writes down what the panel has decided: its coordinator or its chair.
[[nodiscard]] bool speaksForPanel(const Signer& author);
/// Keeps the panel's list of actions.
[[nodiscard]] bool isCoordinator(const Signer& author);

} // namespace lapwing::domain
