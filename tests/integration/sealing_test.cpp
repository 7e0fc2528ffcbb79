// A program that cannot seal does not start: the sealing layer is left out of each of them, and
// each is then asked for what it does first.
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace lapwing::test;

namespace {
const std::string kMutants = LAPWING_BIN_DIR "/mutants/";

void refusesToStart(const std::vector<std::string>& command, const TempFolder& temp)
{
    const auto ended = runProcess(command);
    REQUIRE(ended.ok());
    INFO(ended->out << ended->err);
    CHECK(ended->exitCode == 1);
    CHECK((ended->out + ended->err).find("lacks the part that seals") != std::string::npos);
    CHECK(std::filesystem::is_empty(temp.path()));
}
} // namespace

TEST_CASE("S9: without the sealing layer no program starts, says why, and makes no file")
{
    const TempFolder temp;
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    refusesToStart({kMutants + "lapwing-cli_sealing-missing", "--vault", temp.path() + "/vault",
                    "setup", "--hub", "https://127.0.0.1:1", "--code", "BY6HGEX144"},
                   temp);
    refusesToStart({kMutants + "lapwing-cli_sealing-missing", "--vault", temp.path() + "/vault",
                    "status"},
                   temp);
    refusesToStart({kMutants + "lapwing-server_sealing-missing", "init", "--data",
                    temp.path() + "/hub"},
                   temp);
    refusesToStart({kMutants + "lapwing_sealing-missing", "--vault", temp.path() + "/vault"}, temp);
}
