#include "client/work/due_view.h"

#include "client/work/tablet_facts.h"
#include "shared/schema/agency_fields.h"
#include "shared/schema/meeting_fields.h"
#include "sync/os/home_time.h"

namespace lapwing::work {

namespace {
domain::Calendar calendarOf(const Clock& clock)
{
    return {rules::dateOf(homeDay(clock.wallMs())), [](schema::Instant at) {
                return rules::dateOf(homeDay(static_cast<std::uint64_t>(at.ms)));
            }};
}
} // namespace

Result<DueView> dueOnCase(store::Replica& replica, const Clock& clock, std::string_view ref)
{
    LAPWING_ASSIGN(const auto row, replica.lists().caseByRef(ref));
    const TabletFacts facts(replica, row.id);
    const auto of = domain::caseAround(facts, row.record.id, row.panel);
    LAPWING_TRY(facts.error());
    if (!of) return fail(ErrorCode::NotFound);
    const auto calendar = calendarOf(clock);
    return DueView{calendar.today, domain::dueOn(*of, calendar)};
}

Result<MeetingView> meetingView(store::Replica& replica, const Clock& clock,
                                const RecordKey& meeting)
{
    LAPWING_ASSIGN(const auto form, replica.display(meeting));
    if (form.type() != schema::meeting::type.number) return fail(ErrorCode::NotFound);
    const TabletFacts directory(replica, CaseId{});
    LAPWING_ASSIGN(auto facts, directory.of(form));
    const domain::MeetingFacts of{std::move(facts), directory.all(schema::staff::type),
                                  directory.all(schema::agency::type)};
    LAPWING_TRY(directory.error());
    return MeetingView{
        meeting.id, {calendarOf(clock).today, domain::dueFor(of.meeting)}, domain::roomOf(of)};
}

} // namespace lapwing::work
