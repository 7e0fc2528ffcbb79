#include "sync/os/system_clock.h"

#include <doctest/doctest.h>

using namespace lapwing;

TEST_CASE("two clocks of one boot agree on its tag, and the boot clock does not run backwards")
{
    const auto first = store::SystemClock::open().value();
    const auto second = store::SystemClock::open().value();
    CHECK(first.bootTag() == second.bootTag());
    const auto before = first.bootMs();
    CHECK(before > 0);
    CHECK(second.bootMs() >= before);
}
