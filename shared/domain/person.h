#pragma once

#include "shared/domain/facts.h"
#include "shared/rules/same_person.h"

/// Who a person record is about. Pure; any thread.
namespace lapwing::domain {

/// What tells it, by every version, folded so that the rule can compare it.
[[nodiscard]] rules::PersonFacts identityOf(const Facts& person);

} // namespace lapwing::domain
