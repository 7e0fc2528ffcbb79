// What a tablet does with what the office took out for good, beside its strands.
#include "sync/store/replica.h"

#include <algorithm>

namespace lapwing::store {

namespace {
constexpr std::string_view kOwed = "redaction.owed";
}

/// Drafts that displayed it lose it, and what was typed from it. Put again, a draft's sealed copy
/// is swept out of the cargo as well.
Result<void> Replica::redactDrafts(const std::vector<Redaction>& redacted)
{
    std::vector<RecordId> records;
    for (const auto& told : redacted)
        for (const auto& op : told.ops) records.push_back(op.record);
    LAPWING_ASSIGN(const auto drafts, m_drafts.all());
    for (const auto& draft : drafts)
        if (std::ranges::find(records, draft.form.record()) != records.end())
            LAPWING_TRY(m_drafts.put(draft));
    return setSetting(kOwed, Bytes{1});
}

Result<bool> Replica::owesRedaction()
{
    LAPWING_ASSIGN(const auto owed, setting(kOwed));
    return owed && !owed->empty();
}

Result<void> Replica::settleRedaction() { return setSetting(kOwed, {}); }

} // namespace lapwing::store
