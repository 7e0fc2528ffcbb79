#include "client/app/machine.h"

#include "client/work/sync_session.h"

#include <QtCore/QTimeZone>

namespace lapwing::app {

namespace {
int offsetAt(std::int64_t utcMs)
{
    return QTimeZone::systemTimeZone().offsetFromUtc(
        QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC));
}
} // namespace

Machine::Machine(store::SystemClock clock, const std::string& vault, bool hasVault)
    : m_clock(clock),
      m_app({{vault, m_disk, m_random, m_clock},
             m_witness,
             work::hubOf,
             work::screens::LocalTime(offsetAt),
             [this] { return calibrateKdf(m_clock); },
             hasVault})
{
}

} // namespace lapwing::app
