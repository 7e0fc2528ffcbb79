#include "client/screens/action_row.h"

#include "client/screens/reader.h"

namespace lapwing::screens {

Result<QList<ActionRow>> readActions(Workbench& bench, const LocalTime& time)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    return reader.actions(nullptr);
}

} // namespace lapwing::screens
