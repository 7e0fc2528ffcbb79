#include "tests/support/process.h"
#include "tests/support/seed.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr const char* kBin = LAPWING_BIN_DIR;
/// A day has some four hundred programs in it.
constexpr std::chrono::minutes kPatienceOfADay{10};

/// The demo with one of its two programs replaced by a mutant of it, or with both as they are.
Finished playWith(const std::string& option = {}, const std::string& mutant = {})
{
    const std::string bin = kBin;
    std::vector<std::string> command{bin + "/lapwing-demo", "--seed",
                                     std::to_string(seedOfThisRun())};
    if (!option.empty()) command.insert(command.end(), {option, bin + "/mutants/" + mutant});
    const auto done = runProcess(command, {0, kPatienceOfADay});
    REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().detail));
    return *done;
}

/// It fails by the claim that is about this fault, not by some accident.
void failsAt(const Finished& done, const char* claim)
{
    INFO(done.out << done.err);
    CHECK(done.exitCode == 1);
    CHECK(done.err.find(claim) != std::string::npos);
}
} // namespace

TEST_CASE("the day is played to its end and nothing is lost")
{
    const auto done = playWith();
    INFO(done.out << done.err);
    CHECK(done.exitCode == 0);
    CHECK(done.out.find(" 0 lost.") != std::string::npos);
    CHECK(done.err.empty());
}

TEST_CASE("the demo notices a tablet that keeps one of two corrections")
{
    failsAt(playWith("--cli", "lapwing-cli_merge-drops-sibling"), "the two corrections are shown");
}

TEST_CASE("the demo notices a hub that keeps one of two corrections")
{
    // Both tablets are sent each change and merge for themselves; a new one has the hub's state.
    failsAt(playWith("--server", "lapwing-server_merge-drops-sibling"),
            "a new tablet shows the same checks");
}

TEST_CASE("the demo notices a hub that acknowledges work and drops it")
{
    // The officer starts a visit on an acknowledgement and an approval, and one of them is gone.
    failsAt(playWith("--server", "lapwing-server_hub-drops-acknowledged"), "state=on_scene");
}

TEST_CASE("the demo notices a tablet that does not know a repeat")
{
    failsAt(playWith("--cli", "lapwing-cli_repeat-rule-off"), "says that this is a repeat");
}
