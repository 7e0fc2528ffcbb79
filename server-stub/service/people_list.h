#pragma once

#include "server-stub/service/hub_core.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

/// Who of two cases may be one person, over all cases of the office: for a coordinator, who asks
/// those who know. No tablet is told that somebody is listed, nor anything else of a case that its
/// person does not hold. Errors: those of the store. Thread: the Database's, inside the caller's
/// transaction.
namespace lapwing::hub {

using PairName = Head8; ///< of two records of two cases, the same in whatever order

/// Each pair that the rule finds and of which nothing stands, or of which a word was kept:
/// [{pair, because, one: {case, id, name}, other, kept: [{answer, by, why}]}].
[[nodiscard]] Result<nlohmann::json> peopleList(HubCore& core);

/// A coordinator's word on a pair that is listed.
struct PairDecision {
    PairName pair;
    bool same = false;
    PersonId by;
    std::string why;
};
/// Writes it as a word of the office, told to those who hold both cases. Errors, with a sentence:
/// NotFound for a pair that is not listed; Rejected when `by` coordinates no panel of it, or no
/// reason is given.
[[nodiscard]] Result<void> decidePair(HubCore& core, const PairDecision& decision);

} // namespace lapwing::hub
