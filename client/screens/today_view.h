#pragma once

#include "client/screens/action_row.h"
#include "client/screens/conflict_file.h"
#include "client/screens/visit_row.h"
#include "client/screens/warning_row.h"

namespace lapwing::screens {

/// The day of who uses this tablet.
struct TodayView {
    Q_GADGET
    Q_PROPERTY(int actionsDue MEMBER actionsDue)
    Q_PROPERTY(bool hasNext MEMBER hasNext)
    Q_PROPERTY(bool nextIsRead MEMBER nextIsRead)
    Q_PROPERTY(lapwing::screens::VisitRow next MEMBER next)
    Q_PROPERTY(QString nextLabel MEMBER nextLabel)
    Q_PROPERTY(QString nextAccess MEMBER nextAccess)
    Q_PROPERTY(QString nextLast MEMBER nextLast)

public:
    QList<VisitRow> visits{}, toSign{};
    QList<ActionRow> actions{}; ///< the most urgent of those late or due within a week
    int actionsDue = 0;         ///< how many there are
    QList<ConflictRow> conflicts{};
    bool hasNext = false;
    bool nextIsRead = false; ///< its next step is another than its briefing
    VisitRow next{};
    QList<WarningRow> nextWarnings{};
    QString nextLabel, nextAccess, nextLast;
    static auto lists()
    {
        return std::tuple{
            ViewList{"visits", &TodayView::visits}, ViewList{"toSign", &TodayView::toSign},
            ViewList{"actions", &TodayView::actions}, ViewList{"conflicts", &TodayView::conflicts},
            ViewList{"nextWarnings", &TodayView::nextWarnings}};
    }
};

/// Errors: Locked without a valid lease; those of Casework. Thread: the store thread.
[[nodiscard]] Result<TodayView> readToday(Workbench& bench, const LocalTime& time);

} // namespace lapwing::screens
