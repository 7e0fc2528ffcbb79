#include "client/work/repeat_prompt.h"

#include "client/work/tablet_facts.h"
#include "shared/domain/referral.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/referral_fields.h"

namespace lapwing::work {

Result<std::vector<Notice>> repeatNotices(store::Replica& replica, const RecordKey& record,
                                          rules::Date today)
{
    LAPWING_ASSIGN(const auto row, replica.record(record));
    if (row.type != schema::incident::type.number) return std::vector<Notice>{};
    const TabletFacts around(replica, record.scope.caseId());
    LAPWING_ASSIGN(const auto form, replica.display(record));
    LAPWING_ASSIGN(const auto incident, around.of(form));
    const auto referrals = around.all(schema::referral::type);
    LAPWING_TRY(around.error());
    const auto finding = domain::repeatOf(incident, referrals, today);
    if (!finding) return std::vector<Notice>{};
    return std::vector<Notice>{{"R-REP2", rules::explain(*finding)}};
}

} // namespace lapwing::work
