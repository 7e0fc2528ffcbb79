#include "tests/support/process.h"
#include "tests/support/seed.h"
#include "tests/support/temp_folder.h"

#include <fstream>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr const char* kBin = LAPWING_BIN_DIR;
/// A day has some four hundred programs in it.
constexpr std::chrono::minutes kPatienceOfADay{10};

Finished finished(const std::vector<std::string>& command)
{
    const auto done = runProcess(command, {0, kPatienceOfADay});
    REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().detail));
    return *done;
}

/// The demo with these options more.
Finished play(const std::vector<std::string>& options)
{
    std::vector<std::string> command{std::string(kBin) + "/lapwing-demo", "--seed",
                                     std::to_string(seedOfThisRun())};
    command.insert(command.end(), options.begin(), options.end());
    return finished(command);
}

/// One of its two programs replaced by a mutant of it.
Finished playWith(const std::string& option, const std::string& mutant)
{
    return play({option, std::string(kBin) + "/mutants/" + mutant});
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
    const TempFolder temp;
    const auto day = temp.path() + "/day";
    const auto done = play({"--keep", day});
    INFO(done.out << done.err);
    CHECK(done.exitCode == 0);
    CHECK(done.out.find(" 0 lost.") != std::string::npos);
    CHECK(done.err.empty());

    // The app opens its tablets too, cheap as they are: this one until its keys are erased.
    const auto wrong = temp.path() + "/wrong";
    std::ofstream(wrong) << "not the right one";
    const auto pictures = finished(
        {"/usr/bin/env", "QT_QPA_PLATFORM=offscreen", "QT_QUICK_BACKEND=software",
         "XDG_RUNTIME_DIR=" + temp.path(), std::string(kBin) + "/lapwing-pictures", "--vault",
         day + "/spare", "--passphrase-file", wrong, "--pictures", temp.path() + "/pictures"});
    INFO(pictures.out << pictures.err);
    CHECK(pictures.exitCode == 0);
    CHECK(pictures.out.starts_with("9 pictures in "));
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
