#pragma once

#include "client/work/casework_views.h"
#include "shared/rules/repeat.h"

namespace lapwing::work {

/// R-REP2: when an incident has been recorded, whether it falls within the time of an earlier
/// referral of its people, in this case or in any other file of them that this tablet holds, said
/// at once and without a network. `today` stands in for an incident
/// that has neither a date nor a day of disclosure. Records of other types say nothing.
/// A field that conflicts counts in the way that prompts sooner: no repeat is missed for it.
[[nodiscard]] Result<std::vector<Notice>> repeatNotices(store::Replica& replica,
                                                        const RecordKey& record, rules::Date today);

} // namespace lapwing::work
