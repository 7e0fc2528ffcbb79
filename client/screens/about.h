#pragma once

#include "client/screens/line.h"
#include "client/screens/view_list.h"
#include "client/work/workbench.h"

#include <tuple>

namespace lapwing::screens {

using work::Workbench;
class LocalTime;

/// Who uses this tablet and how it stands, for Settings.
struct About {
    QString person, role;
    QList<Line> lines{};
};

/// Errors: Locked; those of the replica. Thread: the store thread.
[[nodiscard]] Result<About> readAbout(Workbench& bench, const LocalTime& time);

} // namespace lapwing::screens
