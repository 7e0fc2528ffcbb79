#pragma once

#include "shared/base/clock.h"
#include "shared/domain/due.h"
#include "shared/domain/meeting.h"
#include "sync/store/replica.h"

namespace lapwing::work {

/// What is due, as this tablet holds it, today in the panels' own time zone.
/// Errors: those of store::Replica; NotFound for what is no case, or no meeting.
/// Thread: the replica's.
struct DueView {
    rules::Date today{};
    std::vector<domain::Due> all; ///< in the order to see to them
};
[[nodiscard]] Result<DueView> dueOnCase(store::Replica& replica, const Clock& clock,
                                        std::string_view ref);

struct MeetingView {
    RecordId meeting;
    DueView due;
    std::optional<domain::Room> room; ///< of the steering group's only
};
[[nodiscard]] Result<MeetingView> meetingView(store::Replica& replica, const Clock& clock,
                                              const RecordKey& meeting);

} // namespace lapwing::work
