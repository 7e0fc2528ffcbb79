#include "sync/os/hygiene.h"

#include <doctest/doctest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lapwing;

TEST_CASE("a hardened process writes no core and cannot be inspected")
{
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const bool hardened = hardenProcess();
        rlimit cores{};
        ::getrlimit(RLIMIT_CORE, &cores);
        const bool held = cores.rlim_cur == 0 && cores.rlim_max == 0 &&
                          ::prctl(PR_GET_DUMPABLE) == 0 && ::umask(077) == 077;
        ::_exit(hardened && held ? 0 : 1);
    }
    int outcome = -1;
    REQUIRE(::waitpid(child, &outcome, 0) == child);
    CHECK(outcome == 0);
}
