#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <sys/wait.h>

namespace {

/// Runs lapwing-fault, or a mutant of it; its words go where this test's go. Its memory fails on
/// purpose, so it is a process of its own.
bool passes(const std::string& arguments, const std::string& program = "lapwing-fault")
{
    auto command = LAPWING_BIN_DIR "/" + program + " " + arguments;
    if (const char* seed = std::getenv("LAPWING_SEED")) command += std::string(" --seed ") + seed;
#ifdef LAPWING_SANITIZED
    command += " --sanitised";
#endif
    const int status = std::system(command.c_str());
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status) == 0;
}

} // namespace

TEST_CASE("a power cut anywhere, whatever it leaves of what was not synced, loses nothing saved")
{
    CHECK(passes("--kind power"));
}

TEST_CASE("whatever call of the disk fails, once or from then on, it is told and nothing is lost")
{
    CHECK(passes("--kind errors"));
}

TEST_CASE("a disk that fills up at any write refuses the save, keeps the rest, and goes on later")
{
    CHECK(passes("--kind full"));
}

TEST_CASE("a rekey interrupted anywhere leaves a vault that opens, and trying again ends it")
{
    CHECK(passes("--kind rekey"));
}

TEST_CASE("any octet changed in any file of a vault is an error, or changed nothing")
{
    CHECK(passes("--kind flips"));
}

TEST_CASE("pieces and files zeroed, moved, doubled, cut, added or put back never pass for others")
{
    CHECK(passes("--kind tamper"));
}

TEST_CASE("whatever allocation of the database fails nothing is lost and nothing is half there")
{
    CHECK(passes("--kind memory"));
}
