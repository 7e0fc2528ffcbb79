#include "client/vault/auto_lock.h"
#include "tests/support/vault_files.h"

using namespace lapwing;
using namespace lapwing::test;
using namespace std::chrono_literals;
using Due = AutoLock::Due;

TEST_CASE("an open vault that nobody touches is warned of after 60 s and locked after 120 s")
{
    TestClock clock;
    AutoLock lock(clock);
    CHECK(lock.due() == Due::Nothing);
    CHECK(lock.untilNext() == std::chrono::milliseconds::max());
    lock.open();
    CHECK(lock.untilNext() == 60s);
    clock.boot += 59'999;
    CHECK(lock.due() == Due::Nothing);
    CHECK(lock.untilNext() == 1ms);
    clock.boot += 1;
    CHECK(lock.due() == Due::Warning);
    CHECK(lock.untilNext() == 60s);
    clock.boot += 60'000;
    CHECK(lock.due() == Due::Lock);
    CHECK(lock.untilNext() == 0ms);
    lock.closed();
    CHECK(lock.due() == Due::Nothing);
}

TEST_CASE("a touch starts the time anew, but not once the lock is due")
{
    TestClock clock;
    AutoLock lock(clock);
    lock.open();
    clock.boot += 100'000;
    lock.touch();
    CHECK(lock.due() == Due::Nothing);
    clock.boot += 119'999;
    CHECK(lock.due() == Due::Warning);
    clock.boot += 1;
    lock.touch();
    CHECK(lock.due() == Due::Lock);
    lock.closed();
    lock.touch();
    lock.lockNow();
    CHECK(lock.due() == Due::Nothing);
}

TEST_CASE("suspend and Hide lock at once, and no touch undoes it")
{
    TestClock clock;
    AutoLock lock(clock);
    lock.open();
    lock.lockNow();
    CHECK(lock.due() == Due::Lock);
    lock.touch();
    CHECK(lock.due() == Due::Lock);
    lock.open();
    CHECK(lock.due() == Due::Nothing);
}

TEST_CASE("time asleep counts, and a wall clock that is put back gains nothing")
{
    TestClock clock;
    AutoLock lock(clock);
    lock.open();
    clock.wall -= 48 * kHour;
    clock.boot += 8 * kHour; // the boot clock goes on while the machine sleeps
    CHECK(lock.due() == Due::Lock);
    CHECK(lock.untilNext() == 0ms);
}

TEST_CASE("times outside 10 s to an hour are brought in")
{
    TestClock clock;
    AutoLock shortest(clock, {0s, 5s});
    shortest.open();
    clock.boot += 9'999;
    CHECK(shortest.due() != Due::Lock);
    clock.boot += 1;
    CHECK(shortest.due() == Due::Lock);
    AutoLock longest(clock, {24h, 48h});
    longest.open();
    CHECK(longest.untilNext() == 30min); // it warns half of the time, and no longer
    clock.boot += 3'600'000;
    CHECK(longest.due() == Due::Lock);
}

TEST_CASE("another idle time holds from the next look at the clock on")
{
    TestClock clock;
    AutoLock lock(clock);
    lock.open();
    clock.boot += 61'000;
    CHECK(lock.due() == Due::Warning);
    lock.setIdle(5min);
    CHECK(lock.due() == Due::Nothing);
    CHECK(lock.untilNext() == 179s);
    lock.setIdle(1min);
    CHECK(lock.due() == Due::Lock);
    lock.open();
    CHECK(lock.untilNext() == 30s);
}
