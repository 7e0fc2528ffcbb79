#pragma once

#include "shared/base/clock.h"

#include <chrono>

namespace lapwing {

/// When an open vault is to be locked: after a while without a touch, or at once. It only says so;
/// the vault's owner closes it, which wipes the keys. Counted on the boot clock, so that time
/// asleep counts and a wall clock put back gains nothing.
/// Thread: a plain value, the UI thread's.
class AutoLock {
public:
    struct Times {
        std::chrono::milliseconds idle{120'000};
        std::chrono::milliseconds warnBefore{60'000};
    };
    enum class Due : unsigned char {
        Nothing,
        Warning, ///< say that it will lock, with a way to stay
        Lock,
    };

    explicit AutoLock(const Clock& clock) : AutoLock(clock, Times()) {}
    AutoLock(const Clock& clock, Times times) : m_clock(clock), m_warnBefore(times.warnBefore)
    {
        setIdle(times.idle);
    }

    /// 10 s to an hour of idling; a value outside is brought in. The warning takes at most half.
    void setIdle(std::chrono::milliseconds idle);

    /// The vault has been opened, or was touched: the time starts again. Ignored while a lock is
    /// due, so that no touch comes between the decision and the lock.
    void touch();
    /// The vault is open from now on.
    void open();
    /// It is closed: nothing is due any more.
    void closed() { m_state = State::Closed; }
    /// Suspend, screen off, put in the background, face down, or the Hide button.
    void lockNow();

    [[nodiscard]] Due due() const;
    /// For how long due() says the same as now unless something happens; 0 when Lock is due.
    [[nodiscard]] std::chrono::milliseconds untilNext() const;

private:
    enum class State : unsigned char { Closed, Open, Locking };
    [[nodiscard]] std::chrono::milliseconds idled() const;

    const Clock& m_clock;
    std::chrono::milliseconds m_warnBefore; ///< as it was wished for
    Times m_times;
    State m_state = State::Closed;
    std::uint64_t m_touchedMs = 0;
};

} // namespace lapwing
