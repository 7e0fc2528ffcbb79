#include "client/vault/auto_lock.h"

#include "shared/base/mutant.h"

#include <algorithm>

namespace lapwing {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

void AutoLock::setIdle(milliseconds idle)
{
    m_times.idle = std::clamp<milliseconds>(idle, 10s, 1h);
    m_times.warnBefore = std::clamp<milliseconds>(m_warnBefore, 0s, m_times.idle / 2);
}

void AutoLock::open()
{
    m_state = State::Open;
    m_touchedMs = m_clock.bootMs();
}

void AutoLock::touch()
{
    if (m_state == State::Open && due() != Due::Lock) m_touchedMs = m_clock.bootMs();
}

void AutoLock::lockNow()
{
    if (m_state == State::Open) m_state = State::Locking;
}

milliseconds AutoLock::idled() const
{
    const auto now = m_clock.bootMs();
    const auto since = now > m_touchedMs ? now - m_touchedMs : 0;
    return milliseconds(std::min<std::uint64_t>(since, 3'600'000));
}

AutoLock::Due AutoLock::due() const
{
    if (m_state == State::Closed) return Due::Nothing;
    const auto idle = idled();
    if (m_state == State::Locking || (idle >= m_times.idle && !mutant("never-idle")))
        return Due::Lock;
    return idle >= m_times.idle - m_times.warnBefore ? Due::Warning : Due::Nothing;
}

milliseconds AutoLock::untilNext() const
{
    if (m_state == State::Closed) return milliseconds::max();
    const auto idle = idled();
    switch (due()) {
    case Due::Lock: return 0ms;
    case Due::Warning: return m_times.idle - idle;
    case Due::Nothing: break;
    }
    return m_times.idle - m_times.warnBefore - idle;
}

} // namespace lapwing
