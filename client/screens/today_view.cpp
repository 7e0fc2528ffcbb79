#include "client/screens/today_view.h"

#include "client/screens/conflict_rows.h"
#include "client/screens/fields.h"
#include "client/screens/listed_words.h"
#include "client/screens/visit_file.h"
#include "shared/schema/visit_fields.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
constexpr qsizetype kTodayActionsMax = 8; ///< the rest is one tap away
constexpr std::int64_t kDueWithinDays = 7;
constexpr qsizetype kToSignLookedAt = 50; ///< of the latest recorded visits

/// Since when somebody is there, by the earliest that anybody wrote.
QString onSceneText(const Reader& reader, const Fields& visit)
{
    const auto since = earliestOf(visit.facts()[schema::visit::arrivedAt]);
    if (!since) return Say::tr("On scene");
    return Say::tr("On scene since %1")
        .arg(reader.time().time(static_cast<std::uint64_t>(since->ms)));
}

/// What there is to know before going to the next visit, from its record and the visits before it.
Result<void> addNext(Reader& reader, TodayView& view, const QList<VisitRow>& all)
{
    if (view.visits.empty()) return {};
    view.visits.front().isNext = true;
    view.next = view.visits.front();
    view.hasNext = true;
    view.nextIsRead = view.next.step != VisitStep::Briefing;
    LAPWING_ASSIGN(const auto key, reader.keyOf(view.next.recordId.toStdString()));
    LAPWING_ASSIGN(const auto fields, Fields::open(reader, key));
    view.nextAccess = fields.text(schema::visit::routeAndParking.field);
    if (const auto animals = fields.text(schema::visit::animals.field); !animals.isEmpty())
        view.nextAccess += (view.nextAccess.isEmpty() ? "" : " · ") + animals;
    view.nextLabel = view.next.isUnderWay ? onSceneText(reader, fields) : Say::tr("Next visit");
    if (const auto* held = reader.caseNamed(view.next.caseRef.toStdString())) {
        LAPWING_ASSIGN(view.nextWarnings, reader.markers(held->id, false));
    }
    const auto isBefore = [&](const VisitRow& row) {
        return row.caseRef == view.next.caseRef && !row.isPlanned &&
               row.startMs < view.next.startMs;
    };
    const auto last = std::ranges::find_if(all, isBefore);
    if (last != all.end()) view.nextLast = lastVisitText(*last);
    return {};
}
} // namespace

Result<TodayView> readToday(Workbench& bench, const LocalTime& time)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    TodayView view;
    LAPWING_ASSIGN(const auto visits, reader.visits(nullptr));
    const auto today = reader.today();
    for (const auto& row : visits) {
        const auto isOn = [&](auto fits) {
            return row.isStartUnread || std::ranges::any_of(row.starts, [&](std::int64_t start) {
                       return fits(time.dateAt(static_cast<std::uint64_t>(start)));
                   });
        };
        const bool isToday = isOn([&](rules::Date day) { return day == today; });
        if (row.isUnderWay || (row.isPlanned && isToday)) view.visits.push_back(row);
        const bool isAhead =
            row.isPlanned && !row.isUnderWay && isOn([&](rules::Date day) { return day >= today; });
        if ((row.isRecorded || isAhead) && view.toSign.size() < kToSignLookedAt)
            view.toSign.push_back(row);
    }
    for (auto* rows : {&view.visits, &view.toSign})
        for (auto& row : *rows) LAPWING_TRY(addStep(reader, row));
    // Of those ahead, only what waits for this person's approval.
    view.toSign.removeIf([](const VisitRow& row) {
        return row.isRecorded ? !row.isMine : row.step != VisitStep::Sign;
    });
    // What has been begun is gone on with first.
    const auto order = [](const VisitRow& v) { return std::pair(!v.isUnderWay, v.startMs); };
    std::ranges::sort(view.visits, {}, order);
    LAPWING_TRY(addNext(reader, view, visits));
    LAPWING_ASSIGN(auto actions, reader.actions(nullptr));
    for (auto& row : actions) {
        if (row.done || row.order > kDueWithinDays) continue;
        ++view.actionsDue;
        if (view.actions.size() < kTodayActionsMax) view.actions.push_back(std::move(row));
    }
    LAPWING_ASSIGN(view.conflicts, conflictRows(reader));
    return view;
}

} // namespace lapwing::screens
