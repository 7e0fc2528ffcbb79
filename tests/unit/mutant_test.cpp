#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <sys/wait.h>

namespace {
int exitCodeOf(const std::string& program)
{
    const int status = std::system((std::string(LAPWING_BIN_DIR "/") + program).c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
} // namespace

TEST_CASE("an executable built as it is shipped carries no fault")
{
    CHECK(exitCodeOf("mutant_probe") == 3);
}

TEST_CASE("a mutant runs its fault in place of the library's own code, through every symbol")
{
    CHECK(exitCodeOf("mutants/mutant_probe_probe-two") == 6);
}
